"""Which of the parts that the rooms declare stand on a page for somebody, in their order."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from django.urls import reverse

from banso.access.inside import inside
from banso.access.page_parts import DeskPart, DeskPlace, GuestPart, PersonButton, PersonPart, Place
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import read_together
from banso.kit.asked_once import one_page
from banso.kit.declarations import declared

_Part = TypeVar("_Part", bound=DeskPart | PersonButton | PersonPart)
_order = attrgetter("order")
Places = dict[str, list[dict[str, Any]]]


@contextmanager
def composed() -> Iterator[None]:
    """
    Put one page together out of parts: what they all ask is asked once, and what they read is
    traced once.
    """
    with one_page(), read_together():
        yield


def desk_parts(request: WorkerRequest) -> Places:
    """Return every place of a member's desk with the parts that have something in them."""
    return _filled(DeskPlace, declared(DeskPart), request)


def guest_parts() -> list[dict[str, Any]]:
    """Return the parts of a guest's page."""
    return [
        {"part": one, "url": reverse(one.url_name)}
        for one in sorted(declared(GuestPart), key=_order)
    ]


def person_buttons(viewer: Viewer, person_id: UUID) -> list[dict[str, Any]]:
    """Return what a member may do for a person from the top of their page."""
    return [
        {"button": one, "url": reverse(one.url_name, args=[person_id])}
        for one in _shown(declared(PersonButton), viewer)
    ]


def person_places(request: WorkerRequest, person_id: UUID) -> Places:
    """Return every place of the person's page with the parts that a member sees there."""
    return _filled(Place, declared(PersonPart), request, person_id)


def apart_from_unbegun(parts: list[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """
    Return the folded parts of a column that say how something stands, with every other part of it,
    and those of which there is nothing to say yet.
    """
    unbegun = [one for one in parts if one["part"].folded and not one["text"].says]
    return [one for one in parts if one not in unbegun], unbegun


def headings_of(parts: list[dict[str, Any]]) -> str:
    """Return what some parts are called, in a line."""
    return "、".join(str(one["part"].heading) for one in parts)


def _filled(
    places: type[DeskPlace | Place],
    parts: Iterable[DeskPart | PersonPart],
    request: WorkerRequest,
    *about: UUID,
) -> Places:
    """Return the places of a page, by the name that its template knows, with what is in them."""
    found: Places = {place.name.lower(): [] for place in places}
    for one in _shown(parts, request.viewer):
        text = inside(request, reverse(one.url_name, args=about))
        if text:
            found[one.place.name.lower()].append({"part": one, "text": text})
    return found


def _shown(parts: Iterable[_Part], viewer: Viewer) -> list[_Part]:
    shown = [one for one in parts if all(viewer.may(duty) for duty in one.duties)]
    return sorted(shown, key=_order)
