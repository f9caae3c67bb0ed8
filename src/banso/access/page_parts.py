"""
What rooms add to the pages that are composed of several rooms' parts: the person's page, the desk,
a guest's page.

A part is a fragment with an address of its own, shown to those who have its duties; the page only
leads there. The smaller `order` stands first.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from banso.access.rules import Duty


class Place(StrEnum):
    """Where on the person's page: the wide column or the one beside it, from top to bottom."""

    TOP = "top"
    TOP_BESIDE = "top-beside"
    MIDDLE = "middle"
    MIDDLE_BESIDE = "middle-beside"
    BOTTOM = "bottom"
    BOTTOM_BESIDE = "bottom-beside"


@dataclass(frozen=True)
class PersonPart:
    """
    A part of the person's page; `url_name` takes the person's id, `name` is its id on the page.

    On a narrow screen, an `early` part of the middle stands before all others there.
    """

    url_name: str
    heading: Promise | str
    order: int
    name: str
    duties: tuple[Duty, ...] = ()
    place: Place = Place.MIDDLE_BESIDE
    early: bool = False


@dataclass(frozen=True)
class PersonButton:
    """Something to do for the person, at the top of their page; `url_name` takes their id."""

    url_name: str
    label: Promise | str
    order: int
    duties: tuple[Duty, ...]
    plain: bool = True


@dataclass(frozen=True)
class DeskPart:
    """
    A part of the desk; `card` names the card that the desk draws around it.

    Without `card` the part brings its own, or nothing where there is nothing to show.
    """

    url_name: str
    heading: Promise | str
    order: int
    duties: tuple[Duty, ...]
    card: str = ""
    first: bool = False


@dataclass(frozen=True)
class GuestPart:
    """A part of the page that guests have; with `card` the page draws the card around it."""

    url_name: str
    order: int
    card: bool = False
