"""Writing down a visit at home (アフターケア訪問票): what was looked at stays as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.actions.notes import NewNote, write_note
from banso.companionship.models import ContactNote
from banso.companionship.rules import Method
from banso.companionship.visit_fields import (
    ENOUGH,
    LOOKED_AT,
    METERS,
    WAYS,
    Met,
    found_in_words,
    guards,
    looked_at,
)
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen
from banso.people.rules import readable


@dataclass(frozen=True, kw_only=True)
class NewVisit:
    """
    A visit at home: whether they were met, who went along, whether being there was `enough`, what
    was looked at (`looked`: by item, what was found and remarks), and when the next one is.
    """

    at: datetime
    met: str
    with_whom: str = ""
    minutes: int | None = None
    words: str = ""
    fact: str = ""
    enough: bool = False
    looked: Mapping[str, Any] = field(default_factory=dict)
    next_on: date | None = None


@asks(Duty.WRITE_MEMORY)
@one_transaction
def write_visit(
    *, person_id: UUID, visit: NewVisit, by: Viewer, note_id: UUID | None = None
) -> ContactNote:
    """
    Write down a visit at home: having been there counts by itself, also where nobody was met.

    :raises NotSeen: if the viewer may not see the person, or there is no such answer
    """
    looked = _checked(visit.looked, by)
    if visit.met not in set(Met):
        raise NotSeen
    found = found_in_words(looked)
    enough = str(ENOUGH.label) if visit.enough else ""
    said = (str(Met(visit.met).label), enough, visit.fact, found)
    fact = "\n".join(part for part in said if part)
    note = NewNote(
        at=visit.at,
        method=WAYS.get(visit.met, Method.VISIT.value),
        being=True,
        doing=bool(visit.fact or found) and not visit.enough,
        minutes=visit.minutes,
        words=visit.words,
        fact=fact,
        title=_g("Visit at home"),
        sensitivity=guards(looked),
        looked=looked
        | {"met": visit.met, "with_whom": visit.with_whom, "said": visit.fact}
        | ({ENOUGH.code: "yes"} if visit.enough else {}),
        promise_text=_g("Visit at home") if visit.next_on else "",
        promise_on=visit.next_on,
    )
    return write_note(person_id=person_id, note=note, by=by, note_id=note_id)


def _checked(looked: Mapping[str, Any], by: Viewer) -> dict[str, Any]:
    """Return what was found, as far as whoever writes may speak of it."""
    mine = looked_at(readable(by.duties))
    known = {one.code for one in (*mine, *METERS)} | {one.remarks for one in mine}
    kept = {code: value for code, value in looked.items() if value not in (None, "")}
    steps = {one.code: {code for code, _label in one.options} for one in LOOKED_AT}
    if any(one not in known or kept[one] not in steps.get(one, {kept[one]}) for one in kept):
        raise NotSeen
    return kept
