"""
Adding a room touches its own folder and the floors, and nothing else.

The room of `tests/house/tiny_room` is added to a copy of the house, and the copy is held to
everything that this house is held to. With BANSO_TABLES=write the room's own table of who may open
what is written down, as those of the other rooms are.
"""

import os
import shutil
from pathlib import Path

import pytest

from tests.house.copies import ROOT, WITHOUT, copied_to, put, run_in

TINY = ROOT / "tests/house/tiny_room"
FLOORS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
HOUSE = (
    "tests/house",
    "--ignore=tests/house/test_supply.py",  # of packages, of which a room brings none
    "--ignore=tests/house/test_docs.py",  # its pictures and its list of data are drawn anew
    "tests/rooms/test_declarations.py",
    "tests/rooms/test_keepsakes.py",
    "tests/rooms/test_doors.py::test_the_tables_of_addresses_and_roles_in_the_rooms_are_these",
    "tests/rooms/test_doors.py::"
    "test_every_list_asks_the_same_number_of_questions_however_long_it_is",
    "tests/rooms/test_doors.py::test_the_person_s_page_asks_a_bounded_number_of_questions",
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house with one room more."""
    copied_to(tmp_path)
    shutil.copytree(TINY / "keepsakes", tmp_path / "src/banso/keepsakes", ignore=WITHOUT)
    for path in TINY.glob("*_keepsakes.py"):
        shutil.copyfile(path, tmp_path / "tests/rooms" / path.name)
    put(tmp_path / "pyproject.toml", r'(?m)^  "(.*\btraining\b.*)",$', r'  "\1 | keepsakes",')
    settings = tmp_path / "src/banso/config/settings.py"
    put(settings, r'(?m)^    "training",$', '    "training",\n    "keepsakes",')
    return tmp_path


@pytest.mark.slow
@pytest.mark.once
def test_a_room_is_added_by_its_folder_and_its_place_on_the_floors(copy: Path) -> None:
    run_in(copy, "-c", FLOORS)
    run_in(copy, "-m", "ruff", "check", "--no-cache", "src/banso/keepsakes")
    run_in(copy, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *HOUSE)
    if os.environ.get("BANSO_TABLES") == "write":
        shutil.copyfile(copy / "src/banso/keepsakes/access.md", TINY / "keepsakes/access.md")
