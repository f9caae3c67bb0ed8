"""What is written in two ways: neither is thrown away before somebody has looked at both."""

from datetime import datetime
from typing import Any

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.field.models import Pack, State, Writing
from banso.field.rules import Kind, Line
from banso.kit.models import StaleEdit
from banso.people.actions import add_place, edit_person
from banso.people.actions.person import person_locked
from banso.people.models import Person
from banso.people.queries import people_seen_by
from banso.people.rules import PlaceKind

_COLUMNS = {Kind.CALLED: "called_name", Kind.LOOKS: "looks"}


def change_of(*, person: Person, pack: Pack, line: Line, at: datetime, by: Viewer) -> Writing:
    """
    Write what a telephone changed, where it was made from what stands now and its member may change
    it; keep it beside what stands otherwise.
    """
    state = State.BESIDE
    may = by.may(Duty.KEEP_LEDGERS) and not pack.telephone.guest
    if may and people_seen_by(by).filter(pk=person.pk).exists():
        person = person_locked(by, person.pk)
        stands = standing(person, line.kind, pack, line.base)
        if line.text == stands or (line.base == stands and _writes(person, line, by)):
            state = State.STANDS
    return Writing.objects.create(
        agency_id=by.agency_id,
        person=person,
        pack=pack,
        member_id=by.member_id,
        what=line.kind,
        text=line.text,
        base=line.base,
        at=at,
        state=state,
    )


def standing(person: Person, what: str, pack: Pack, base: str) -> str:
    """
    Return what stands now: on the card, or of a place what was last written since the round was
    taken along.
    """
    if what in _COLUMNS:
        return str(getattr(person, _COLUMNS[Kind(what)]))
    rows = Writing.objects.filter(
        person=person, what=what, created_at__gte=pack.created_at, state=State.STANDS
    )
    return rows.order_by("-created_at", "-pk").values_list("text", flat=True).first() or base


def _writes(person: Person, line: Line, by: Viewer) -> bool:
    """Write a change as the desk would; return whether it could be written."""
    if line.kind == Kind.PLACE:
        if not line.text or not by.may(Duty.SEE_PLACES):
            return False
        add_place(
            person_id=person.pk,
            kind=PlaceKind.UNKNOWN,
            place=line.text,
            when="",
            sleeps_here=False,
            by=by,
        )
        return True
    changed: dict[str, Any] = {_COLUMNS[Kind(line.kind)]: line.text}
    try:
        edit_person(person_id=person.pk, version=None, by=by, **changed)
    except StaleEdit:
        return False
    return True
