"""What every picture of ties is drawn from: one tie as it stood on a day."""

from dataclasses import dataclass
from datetime import date

from banso.kit.svg import width_of, wrapped
from banso.ties.drawing.board import Box

LINE = 14
LABEL = 18


@dataclass(frozen=True)
class Node:
    """
    A tie on a day. `bearing` in degrees from the top, clockwise; `reach` is the felt distance from
    1 to 5, never intimacy; `order` keeps its seat over the years.
    """

    key: str
    name: str
    order: int = 0
    what: str = ""
    kind: str = ""
    role: str = ""
    party: str = ""
    formal: bool = False
    direction: str = ""
    strength: str = ""
    stress: bool = False
    ring: str = ""
    bearing: int = 0
    reach: int = 3
    said: str = ""
    told: str = ""
    from_on: date | None = None
    until_on: date | None = None
    sleeps: bool = False
    is_base: bool = False
    from_base: str = ""
    visits: int = 0
    came_back: bool = True
    kin: str = ""
    kin_bond: str = ""
    kin_sex: str = ""
    age: int | None = None
    is_dead: bool = False
    lives_with: bool = False


@dataclass(frozen=True)
class Placed:
    """A node with its place on the sheet, its label's lines and the box it takes."""

    node: Node
    x: float
    y: float
    lines: tuple[str, ...]
    box: Box


def label_of(node: Node, *, told: bool = True) -> tuple[str, ...]:
    """
    Return a node's label, wrapped: its name on two lines at most, what is told of it on one more.
    """
    lines = wrapped(node.name, LABEL, 2)
    return tuple([*lines, node.told] if told and node.told else lines)


def box_of(lines: tuple[str, ...], radius: float) -> Box:
    """Return the box of a dot with its label under it."""
    half = max(radius, max((width_of(line) for line in lines), default=0) * 6.4 / 2 + 2)
    return Box(half, half, radius + 2, radius + 6 + LINE * len(lines))
