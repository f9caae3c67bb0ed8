"""Counting what is kept, and looking through the book with the person."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.keeping.actions.checks import open_book
from banso.keeping.actions.refusals import NoAmount, SayWhatDiffers
from banso.keeping.actions.seconds import ask_second_for
from banso.keeping.models import Count
from banso.keeping.queries import entries_of
from banso.keeping.rules import MOST, Together, balance
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.formatting import grouped
from banso.people.actions import Memory, remember
from banso.people.rules import Sensitivity


@dataclass(frozen=True, kw_only=True)
class NewCount:
    """What was found, whether everything is there, who was there, and what was said."""

    on: date
    found: int
    things_there: bool
    together: str
    note: str = ""
    words: str = ""


@asks(Duty.WRITE_MEMORY, Duty.SEE_MONEY)
@one_transaction
def count_keeping(
    *, keeping_id: UUID, count: NewCount, by: Viewer, new_id: UUID | None = None
) -> Count:
    """
    Keep what was counted beside what should be there, and ask for a second member's word.

    :raises NotSeen: if the viewer may not see it
    :raises Ended: if everything was given back
    :raises NoAmount: if it is no amount of money
    :raises SayWhatDiffers: if something is missing or too much, and nothing says what is known
    :raises OnADayToCome: if the day has not come
    :raises BeforeItBegan: if the day was before it began
    """
    keeping = open_book(keeping_id, by, on=count.on)
    if not 0 <= count.found <= MOST:
        raise NoAmount(field="found")
    expected = balance(entries_of(keeping.pk), until=count.on)
    if (count.found != expected or not count.things_there) and not count.note.strip():
        raise SayWhatDiffers
    made = Count(
        agency_id=keeping.agency_id,
        keeping=keeping,
        expected=expected,
        entered_by_id=by.member_id,
        **vars(count),
    )
    made.id = new_id or made.id
    made.save(force_insert=True)
    ask_second_for(made, by)
    if count.together != Together.WITHOUT:
        _remember(made, by)
    record_event(
        action="keeping_counted",
        by=by,
        subjects=[keeping.person_id],
        object_kind="keeping.Count",
        object_id=made.pk,
        detail={"difference": made.difference},
    )
    return made


def _remember(made: Count, by: Viewer) -> None:
    """Let the person's memory hold that they saw what is kept of them, and what they said."""
    remember(
        person=made.keeping.person,
        memory=Memory(
            at=moment_of(made.on),
            kind="keeping",
            title=_g("Looked through what is kept: %(found)s yen") % {"found": grouped(made.found)},
            fact=made.note,
            words=made.words,
            being=made.together == Together.WITH,
            sensitivity=Sensitivity.MONEY,
            source="keeping.Count",
            source_id=made.pk,
        ),
        by=by,
    )
