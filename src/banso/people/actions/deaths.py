"""Somebody has died: nothing reminds of them as if they lived, and nothing is forgotten."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.eras import PartialDate, Precision
from banso.kit.refusals import Refusal
from banso.people.actions.entry_closing import set_closing
from banso.people.actions.memory import Memory, remember
from banso.people.events import death_taken_back, person_died
from banso.people.models import LedgerEntry, Person
from banso.people.queries import person_seen
from banso.people.rules import ClosingReason


class NotYet(Refusal):
    """A day of death that has not come, or lies before the birth."""

    field = "death"
    sentence = _("This day has not come yet, or lies before the birth. Please look again.")


def day_known(day: date) -> PartialDate:
    """Return a calendar day as a date known to the day."""
    return PartialDate(day.year, day.month, day.day, Precision.DAY)


def _locked(person_id: UUID, by: Viewer) -> Person:
    seen = person_seen(by, person_id)
    return Person.objects.select_for_update(no_key=True).get(pk=seen.pk)


def _refuse_impossible(person: Person, death: PartialDate, today: date) -> None:
    last = death.last_day
    if death.year is None or last is None:
        return
    first = date(death.year, death.month or 1, death.day or 1)
    if first > today or (person.birth_year is not None and death.year < person.birth_year):
        raise NotYet
    born = person.birth.exact
    if born is not None and last < born:
        raise NotYet


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def note_death(
    *, person_id: UUID, death: PartialDate, by: Viewer, words: str = "", keeps_day: bool = False
) -> Person:
    """
    Note that somebody has died, as far as the day is known: their open entries close, nobody is
    reminded of them any more as if they lived, the memory stays. Noted again, the day is put right.

    :raises NotSeen: if the viewer may not see them
    :raises NotYet: if the day has not come, or lies before the birth
    """
    person = _locked(person_id, by)
    _refuse_impossible(person, death, by.today)
    fresh = not person.has_died
    person.has_died, person.keeps_death_day = True, keeps_day
    person.death = death
    person.version += 1
    person.save()
    on = closing_day(person, by.today)
    closed = end_with_death(person, on=on, by=by)
    if fresh or words.strip():
        remember(
            person=person,
            memory=Memory(
                at=moment_of(on), kind="death", title=_g("Passed away"), fact=words.strip()
            ),
            by=by,
        )
    record_event(
        action="death_noted",
        by=by,
        subjects=[person.pk],
        object_kind="people.Person",
        object_id=person.pk,
        detail={"entries": closed},
    )
    return person


def closing_day(person: Person, today: date) -> date:
    """Return on which day what was open of somebody who has died closes."""
    return min(person.death.last_day or today, today)


def close_for_death(person: Person, *, on: date) -> list[str]:
    """Close what is open in the ledgers of somebody who has died; return the numbers."""
    closed = []
    for entry in LedgerEntry.objects.select_for_update().filter(person=person, closed_on=None):
        set_closing(entry, reason=ClosingReason.DIED, on=max(on, entry.opened_on))
        closed.append(entry.number)
    return closed


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def take_death_back(*, person_id: UUID, by: Viewer) -> Person:
    """
    Take back that somebody has died: what was closed by it is open again.

    :raises NotSeen: if the viewer may not see them
    """
    person = _locked(person_id, by)
    if not person.has_died:
        return person
    person.has_died = person.keeps_death_day = False
    person.death = PartialDate()
    person.version += 1
    person.save()
    go_on_living(person, by)
    remember(
        person=person,
        memory=Memory(
            at=moment_of(by.today), kind="death", title=_g("Lives: it was noted by mistake")
        ),
        by=by,
    )
    record_event(
        action="death_taken_back",
        by=by,
        subjects=[person.pk],
        object_kind="people.Person",
        object_id=person.pk,
    )
    return person


def end_with_death(person: Person, *, on: date, by: Viewer | None) -> list[str]:
    """
    End what ends with a death: what is open in the ledgers closes, nobody walks along any more;
    return the numbers that closed. What only reminds rests by itself (`living`).
    """
    closed = close_for_death(person, on=on)
    person_died.send(Person, person_id=person.pk, on=on, by=by)
    return closed


def go_on_living(person: Person, by: Viewer) -> None:
    """Open again what a death ended, of somebody who lives after all."""
    entries = LedgerEntry.objects.filter(person=person, closing_reason=ClosingReason.DIED)
    for entry in entries.select_for_update():
        set_closing(entry, reason="", on=None)
    death_taken_back.send(Person, person_id=person.pk, by=by)


def mark_died(closed: dict[UUID, date]) -> None:
    """
    Let people be known to have died whose entries came in from elsewhere closed for that reason:
    about when they closed, for an entry may close later.
    """
    for person in Person.objects.filter(pk__in=list(closed), has_died=False):
        on = closed[person.pk]
        person.has_died = True
        person.death = _as_told(on)
        person.version += 1
        person.save()
        end_with_death(person, on=on, by=None)


def _as_told(closed_on: date) -> PartialDate:
    return PartialDate(closed_on.year, closed_on.month, None, Precision.ABOUT)


def death_told_by(person: Person, entries: Iterable[LedgerEntry]) -> bool:
    """Return whether it was these entries, come in closed by a death, that told of it."""
    told = [
        one.closed_on
        for one in entries
        if one.closed_on and one.closing_reason == ClosingReason.DIED
    ]
    return person.has_died and any(person.death == _as_told(on) for on in told)
