"""
Adding a room touches its own folder and the floors, and nothing else.

The room of `tests/house/tiny_room` is added to a copy of the house, and the copy is held to
everything that this house is held to. With BANSO_TABLES=write the room's own table of who may open
what is written down, as those of the other rooms are.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests/house/tiny_room"
FLOORS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
HOUSE = (
    "tests/house",
    "tests/rooms/test_declarations.py",
    "tests/rooms/test_keepsakes.py",
    "tests/rooms/test_doors.py::test_the_tables_of_addresses_and_roles_in_the_rooms_are_these",
    "tests/rooms/test_doors.py::"
    "test_every_list_asks_the_same_number_of_questions_however_long_it_is",
    "tests/rooms/test_doors.py::test_the_person_s_page_asks_a_bounded_number_of_questions",
)


def _put(path: Path, before: str, after: str) -> None:
    """Change one line of a file; the only change to what was there."""
    text, changes = re.subn(before, after, path.read_text(), count=1, flags=re.MULTILINE)
    assert changes == 1
    path.write_text(text)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house with one room more."""
    without = shutil.ignore_patterns(
        "__pycache__", "*.mo", "journeys", "screenshots", "test_adding_a_room.py"
    )
    for folder in ("src", "tests", "tools", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=without)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    shutil.copytree(TINY / "keepsakes", tmp_path / "src/banso/keepsakes", ignore=without)
    for path in TINY.glob("*_keepsakes.py"):
        shutil.copyfile(path, tmp_path / "tests/rooms" / path.name)
    _put(tmp_path / "pyproject.toml", r'^  "(.*\btraining\b.*)",$', r'  "\1 | keepsakes",')
    settings = tmp_path / "src/banso/config/settings.py"
    _put(settings, r'^    "training",$', '    "training",\n    "keepsakes",')
    return tmp_path


def _run(copy: Path, *arguments: str) -> None:
    """Run Python in the copy."""
    path = os.pathsep.join((str(copy / "src"), str(copy)))
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": path, "BANSO_DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.once
def test_a_room_is_added_by_its_folder_and_its_place_on_the_floors(copy: Path) -> None:
    _run(copy, "-c", FLOORS)
    _run(copy, "-m", "ruff", "check", "--no-cache", "src/banso/keepsakes")
    _run(copy, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *HOUSE)
    if os.environ.get("BANSO_TABLES") == "write":
        shutil.copyfile(copy / "src/banso/keepsakes/access.md", TINY / "keepsakes/access.md")
