"""
What rooms add to the pages that are composed of several rooms' parts: the person's page, the desk,
a guest's page, what stands beside a form.

A part is a fragment with an address of its own, shown to those who have its duties. A member's
pages hold their parts in the same request, a guest's leads to them. The smaller `order` stands
first.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from banso.access.rules import Duty


class Place(StrEnum):
    """
    Where on the person's page: the head and what stands beside it, over the whole width, the column
    of what is done, and the one of what one should know, with its small pictures first.
    """

    HEAD = "head"
    HEAD_BESIDE = "head-beside"
    WIDE = "wide"
    MAIN = "main"
    THUMBS = "thumbs"
    ASIDE = "aside"


@dataclass(frozen=True)
class PersonPart:
    """
    A part of the person's page; `url_name` takes the person's id, `name` is its id on the page.

    A `folded` part is opened by its heading, beside which stands what it says in a few words;
    `folded_on_phone` does so where there is little room.
    """

    url_name: str
    heading: Promise | str
    order: int
    name: str
    duties: tuple[Duty, ...] = ()
    place: Place = Place.ASIDE
    folded: bool = False
    folded_on_phone: bool = False


@dataclass(frozen=True)
class PersonButton:
    """Something to do for the person, at the top of their page; `url_name` takes their id."""

    url_name: str
    label: Promise | str
    order: int
    duties: tuple[Duty, ...]
    plain: bool = True


class DeskPlace(StrEnum):
    """Where on the desk: over everything, the column of what is done, or the one beside it."""

    TOP = "top"
    MAIN = "main"
    ASIDE = "aside"


@dataclass(frozen=True)
class DeskPart:
    """
    A part of the desk; `card` names the card that the desk draws around it.

    Without `card` the part brings its own, or nothing where there is nothing to show. A card that
    is `folded_on_phone` is there one line with what it says, once it says something.
    """

    url_name: str
    heading: Promise | str
    order: int
    duties: tuple[Duty, ...]
    card: str = ""
    first: bool = False
    place: DeskPlace = DeskPlace.ASIDE
    folded_on_phone: bool = False


@dataclass(frozen=True)
class FormPart:
    """What stands beside every form about a person; `url_name` takes the person's id."""

    url_name: str
    order: int
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class GuestPart:
    """A part of the page that guests have; with `card` the page draws the card around it."""

    url_name: str
    order: int
    card: bool = False
