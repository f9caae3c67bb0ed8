"""
How a drawing stands on paper: in black, as large as the paper takes it, and where its smallest
letters would be under seven points, over several sheets to put together.
"""

import re
from dataclasses import dataclass
from math import ceil

LEAST = 7.0  # points
POINT = 25.4 / 72
# Room for a picture, in mm (width, height), on a sheet across and upright.
ACROSS, UPRIGHT, UPRIGHT_ALONE = (277, 171), (182, 170), (182, 236)
_LETTERS = re.compile(r'font-size="([\d.]+)(?:px)?"')
_VIEW = re.compile(r'viewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"')
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")


@dataclass(frozen=True)
class Spread:
    """How wide a picture is drawn, in mm, over how many sheets, and how high its part of one is."""

    wide: float
    across: int = 1
    down: int = 1
    high: float = 0

    @property
    def count(self) -> int:
        """How many sheets it takes."""
        return self.across * self.down


def in_ink(svg: str) -> str:
    """
    Return a drawing as black ink has it: whatever isn't white is black. A grey is printed as dots,
    and copied as nothing; drawings tell apart by shape.
    """
    return _COLOUR.sub(_ink, svg)


def _ink(found: re.Match[str]) -> str:
    return "#ffffff" if found.group().lower() == "#ffffff" else "#000000"


def spread(svg: str, paper: tuple[float, float]) -> Spread:
    """Return how a drawing stands on paper that has so much room for it."""
    view, sizes = _VIEW.search(svg), [float(size) for size in _LETTERS.findall(svg)]
    width, height = paper
    if view is None:
        return Spread(width)
    wide, tall = float(view.group(1)), float(view.group(2))
    scale = min(width / wide, height / tall)  # mm for a unit of the drawing
    needed = LEAST * POINT / min(sizes) if sizes else 0
    if scale >= needed:
        return Spread(wide * scale)
    across, down = ceil(wide * needed / width), ceil(tall * needed / height)
    filling = min(across * width / wide, down * height / tall)
    return Spread(wide * filling, across, down, height)


def turned(svg: str, *, landscape: bool) -> bool:
    """
    Return whether a sheet is landscape, for a drawing that stands first on it: the other way round
    where that takes fewer sheets.
    """
    lying, upright = spread(svg, ACROSS).count, spread(svg, UPRIGHT_ALONE).count
    return lying <= upright if landscape else landscape
