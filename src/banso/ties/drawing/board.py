"""
A sheet on which boxes find room: each as near as can be to where it belongs, none over another,
none over the edge; the same boxes always the same way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TypeVar

STEP = 8
WIDTH, HEIGHT = 1120, 760
GROWTH, FULLEST = 1.12, 0.5  # fuller than half, a sheet is not legible
Made = TypeVar("Made")


class NoRoom(Exception):
    """A box found no place; the sheet has to be larger."""


@dataclass(frozen=True)
class Box:
    """How far a box reaches from its point: to the left, to the right, up and down."""

    left: float
    right: float
    up: float
    down: float


class Board:
    """
    What is taken on a sheet, in a raster of eight units: a whole number for each row, in which a
    bit is set for each column that is taken.
    """

    def __init__(self, width: float, height: float, top: float = 0, bottom: float = 0) -> None:
        self.columns = int(width // STEP)
        self.first, self.last = ceil(top / STEP), int((height - bottom) // STEP)
        self._all = (1 << self.columns) - 1
        self._taken = [0] * self.last

    def take(self, x: float, y: float, box: Box) -> None:
        """Take the room of a box, whether it was free or not."""
        first, last = (
            max(0, int((x - box.left) // STEP)),
            min(self.columns, ceil((x + box.right) / STEP)),
        )
        mask = ((1 << max(0, last - first)) - 1) << first
        for row in range(
            max(0, int((y - box.up) // STEP)), min(self.last, ceil((y + box.down) / STEP))
        ):
            self._taken[row] |= mask

    def find(
        self, x: float, y: float, box: Box, *, within: Sequence[int] | None = None
    ) -> tuple[float, float]:
        """
        Take the free place nearest to a point and return it.

        :param within: the columns in which the point may stand, a bit each, for every row;
          everywhere where nothing is said
        :raises NoRoom: if there is none on the whole sheet
        """
        left, right, up, down = (
            ceil(reach / STEP) for reach in (box.left, box.right, box.up, box.down)
        )
        runs: dict[int, int] = {}

        def begins(line: int) -> int:
            if line not in runs:
                runs[line] = _runs(~self._taken[line] & self._all, left + right) << left
            return runs[line]

        column, row = round(x / STEP), round(y / STEP)
        best: tuple[int, int, int] | None = None
        for away, here in sorted(
            (abs(one - row), one) for one in range(self.first + up, self.last - down + 1)
        ):
            if best is not None and away * away >= best[0]:
                break
            free = within[here] if within is not None else self._all
            for line in range(here - up, here + down):
                free &= begins(line)
                if not free:
                    break
            for found in _nearest(free, column):
                best = min(
                    best or (1 << 60, 0, 0), ((found - column) ** 2 + away * away, here, found)
                )
        if best is None:
            raise NoRoom
        self.take(
            best[2] * STEP, best[1] * STEP, Box(left * STEP, right * STEP, up * STEP, down * STEP)
        )
        return float(best[2] * STEP), float(best[1] * STEP)

    def band(
        self, x: float, y: float, *, low: tuple[float, float], high: tuple[float, float]
    ) -> list[int]:
        """
        Return for every row the columns, a bit each, whose point lies between two ellipses round a
        point, given by their half width and half height.
        """
        return [
            self._across(x, row * STEP - y, high) & ~self._across(x, row * STEP - y, low)
            for row in range(self.last)
        ]

    def _across(self, x: float, down: float, half: tuple[float, float]) -> int:
        share = 1 - (down / half[1]) ** 2
        if share <= 0:
            return 0
        reach = half[0] * sqrt(share)
        first, last = (
            max(0, ceil((x - reach) / STEP)),
            min(self.columns, int((x + reach) // STEP) + 1),
        )
        return ((1 << max(0, last - first)) - 1) << first


def _runs(free: int, long: int) -> int:
    """Return where runs of free columns of at least this length begin."""
    have = 1
    while have < long and free:
        step = min(have, long - have)
        free &= free >> step
        have += step
    return free


def _nearest(bits: int, column: int) -> list[int]:
    """Return the nearest set bits on both sides of a column."""
    below, above = bits & ((1 << max(0, column + 1)) - 1), bits >> max(0, column + 1)
    return ([below.bit_length() - 1] if below else []) + (
        [max(0, column + 1) + (above & -above).bit_length() - 1] if above else []
    )


def grown(boxes: Sequence[Box], make: Callable[[float], Made]) -> Made:
    """
    Return what `make` draws on a sheet large enough for these boxes, or on the first larger one on
    which everything finds room.
    """
    need = sum((box.left + box.right) * (box.up + box.down) for box in boxes)
    factor = max(1.0, sqrt(need / (WIDTH * HEIGHT * FULLEST)))
    while True:
        try:
            return make(factor)
        except NoRoom:
            factor *= GROWTH
