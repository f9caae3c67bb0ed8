"""Migrations lean on what every home knows."""

from importlib import import_module
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src/banso"
IN_PLACE = "0001_squashed_"


def test_none_leans_on_one_that_stands_for_others() -> None:
    """A home that stopped before them all has run does not have it; those in place may."""
    found = [
        f"{path.parts[-3]}.{path.stem}: {room}.{name}"
        for path in sorted(SOURCE.glob("*/migrations/0*.py"))
        if not path.stem.startswith(IN_PLACE)
        for room, name in import_module(
            f"banso.{path.parts[-3]}.migrations.{path.stem}"
        ).Migration.dependencies
        if name.startswith(IN_PLACE)
    ]

    assert found == []
