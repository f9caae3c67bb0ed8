"""
Sheets of paper, declared once: what stands on one is the same on the screen, as a PDF and as an
Excel file.

A sheet knows no domain; the rooms compose it from headings, tables, texts, pictures, boxes to
approve in and places to sign.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from banso.kit.furigana import Ruby


@dataclass(frozen=True)
class Row:
    """
    One row of a table; `framed` draws it in a thick frame, `mark` stands small before the first
    cell, `room` is how many lines there are at least, to write in by hand.
    """

    cells: tuple[str, ...]
    framed: bool = False
    mark: str = ""
    room: int = 0


@dataclass(frozen=True)
class Table:
    """
    Rows under a head (none: the first column is the label); `widths` are shares of the width, and
    what stands `together` goes on to the next page whole.
    """

    rows: tuple[Row, ...]
    head: tuple[str, ...] = ()
    widths: tuple[int, ...] = (1, 3)
    together: bool = False
    kind: str = field(default="table", init=False)

    @property
    def shares(self) -> list[int]:
        """The widths in percent."""
        return [round(100 * width / sum(self.widths)) for width in self.widths]


@dataclass(frozen=True)
class Heading:
    """A heading on the sheet."""

    text: str
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    kind: str = field(default="text", init=False)


@dataclass(frozen=True)
class Sentence:
    """
    A sentence in large letters, with readings above the kanji where there are any; `note` stands
    small below.
    """

    parts: tuple[Ruby, ...]
    note: str = ""
    kind: str = field(default="sentence", init=False)

    @property
    def text(self) -> str:
        """The sentence without its readings."""
        return "".join(part.base for part in self.parts)

    @property
    def reading(self) -> str:
        """The sentence as it is read aloud, empty where it has no readings."""
        return (
            "".join(part.reading or part.base for part in self.parts)
            if any(part.reading for part in self.parts)
            else ""
        )


@dataclass(frozen=True)
class Picture:
    """A drawing (SVG) with a text that says what it shows."""

    svg: str
    alt: str
    kind: str = field(default="picture", init=False)


@dataclass(frozen=True)
class Link:
    """An address to open with a telephone: as a square to hold it over (SVG), and to type."""

    address: str
    svg: str
    note: str = ""
    kind: str = field(default="link", init=False)


@dataclass(frozen=True)
class Stamps:
    """Boxes to approve in, one for each label."""

    labels: tuple[str, ...]
    kind: str = field(default="stamps", init=False)


@dataclass(frozen=True)
class Signing:
    """
    A place to sign, or the signature that was drawn (SVG), with room for the day beside it unless
    it is `undated`.
    """

    label: str
    svg: str = ""
    note: str = ""
    undated: bool = False
    kind: str = field(default="signing", init=False)

    @property
    def day(self) -> str:
        """Where the day is written by hand, empty where it is said or none is asked for."""
        return "" if self.undated or self.svg or self.note else _("Day: 20      /      /      ")


Block = Table | Heading | Text | Sentence | Picture | Link | Stamps | Signing


@dataclass(frozen=True)
class Sheet:
    """
    A sheet of A4; `day` and `author` stand on every page, with the page's number and the mark of
    `care`, empty on what the person keeps; a `watermark` lies across each, and what is handed over
    on an occasion is `framed` and set in its middle. With `furigana` every word on it has its
    reading above, those in tables and beside places to sign as well.
    """

    title: str
    day: str
    author: str
    care: str
    blocks: Sequence[Block]
    subtitle: str = ""
    legend: str = ""
    landscape: bool = False
    one_page: bool = False
    large: bool = False
    watermark: str = ""
    framed: bool = False
    furigana: bool = False

    @property
    def looks(self) -> str:
        """The classes of its looks on screen."""
        looks = {
            "marked": self.watermark,
            "wide": self.landscape,
            "large": self.large,
            "framed": self.framed,
        }
        return " ".join(["sheet", *(f"sheet--{name}" for name, on in looks.items() if on)])
