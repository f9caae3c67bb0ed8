"""
Taking many people and entries in at once, from elsewhere; told apart by their outside ids, so that
a second time changes nothing.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.eras import PartialDate, fiscal_year
from banso.kit.readers.dates import said_again
from banso.people.actions.deaths import mark_died
from banso.people.actions.indexing import (
    contact_keys,
    entry_keys,
    name_keys,
    place_keys,
    reindex,
    reindex_many,
)
from banso.people.actions.ledgers import number_entry
from banso.people.actions.memory import remember_many
from banso.people.actions.person import sort_name_of
from banso.people.models import (
    ContactPoint,
    LedgerEntry,
    MeetingPlace,
    Person,
    PersonName,
    Reach,
    TimelineEntry,
)
from banso.people.rules import ClosingReason, Ledger

Counted = dict[str, int]


@dataclass(frozen=True)
class Incoming:
    """A person from elsewhere."""

    outside_id: str
    called_name: str
    names: tuple[tuple[str, str, str], ...] = ()
    birth: PartialDate = field(default_factory=PartialDate)
    sex: str = ""
    place: str = ""
    contact: str = ""
    own_words: str = ""


@dataclass(frozen=True)
class IncomingEntry:
    """A ledger entry from elsewhere."""

    outside_id: str
    person: str
    ledger: str
    office_id: UUID
    opened_on: date
    closed_on: date | None = None
    closing_reason: str = ""
    values: dict[str, Any] = field(default_factory=dict)


def _count(**more: int) -> Counted:
    return {"new": 0, "changed": 0, "unchanged": 0} | more


@asks(Duty.IMPORT_DATA)
@one_transaction
def upsert_people(
    people: list[Incoming], *, office_id: UUID, by: Viewer
) -> tuple[Counted, dict[str, UUID]]:
    """
    Take people in, or bring what is known of them up to date; return the counts and their ids by
    outside id.
    """
    present = {
        one.outside_id: one
        for one in Person.objects.filter(
            agency_id=by.agency_id, outside_id__in=[one.outside_id for one in people]
        )
    }
    counted, fresh, keys = _count(), [], {}
    ids = {outside_id: one.pk for outside_id, one in present.items()}
    for one in people:
        known = present.get(one.outside_id)
        if known is not None:
            counted["changed" if _bring_up_to_date(known, one) else "unchanged"] += 1
            continue
        person = Person(
            agency_id=by.agency_id,
            called_name=one.called_name,
            sex=one.sex,
            own_words=one.own_words,
            outside_id=one.outside_id,
            sort_name=sort_name_of(one.called_name, [(text, kana) for _, text, kana in one.names]),
        )
        person.birth = one.birth
        fresh.append((person, one))
        ids[one.outside_id] = person.pk
        named = [(text, kana) for _, text, kana in one.names] + [(one.called_name, "")]
        keys[person.pk] = name_keys(
            named, (one.birth.year, one.birth.month, one.birth.day)
        ) | place_keys(one.place)
        if one.contact:
            keys[person.pk] |= contact_keys(one.contact)
    counted["new"] = len(fresh)
    _write_new(fresh, office_id)
    reindex_many(keys, agency_id=by.agency_id)
    if fresh:
        record_event(
            action="imported",
            by=by,
            subjects=[person.pk for person, _ in fresh],
            object_kind="people.Person",
        )
    return counted, ids


def _write_new(fresh: list[tuple[Person, Incoming]], office_id: UUID) -> None:
    Person.objects.bulk_create([person for person, _ in fresh], batch_size=1000)
    names = [
        PersonName(person=person, kind=kind, text=text, kana=kana)
        for person, one in fresh
        for kind, text, kana in one.names
        if text
    ]
    names += [
        PersonName(person=person, kind="nickname", text=one.called_name)
        for person, one in fresh
        if one.called_name not in [text for _, text, _ in one.names]
    ]
    PersonName.objects.bulk_create(names, batch_size=1000)
    MeetingPlace.objects.bulk_create(
        [MeetingPlace(person=person, place=one.place) for person, one in fresh if one.place],
        batch_size=1000,
    )
    ContactPoint.objects.bulk_create(
        [ContactPoint(person=person, value=one.contact) for person, one in fresh if one.contact],
        batch_size=1000,
    )
    Reach.objects.bulk_create(
        [Reach(person=person, office_id=office_id) for person, _ in fresh], batch_size=1000
    )


def _bring_up_to_date(person: Person, one: Incoming) -> bool:
    """
    Take over what changed outside: birth and sex, and names that are new; nothing is taken away.
    """
    changed = False
    tells = one.birth.year is not None or (one.birth.words and person.birth == PartialDate())
    if tells and one.birth != person.birth and not said_again(one.birth, person.birth):
        person.birth, changed = one.birth, True
    if one.sex and one.sex != person.sex:
        person.sex, changed = one.sex, True
    known = set(PersonName.objects.filter(person=person).values_list("text", flat=True))
    new = [
        PersonName(person=person, kind=kind, text=text, kana=kana)
        for kind, text, kana in one.names
        if text and text not in known
    ]
    if new:
        PersonName.objects.bulk_create(new)
        changed = True
    if changed:
        person.version += 1
        person.save()
        reindex(person)
    return changed


@asks(Duty.IMPORT_DATA)
@one_transaction
def upsert_entries(entries: list[IncomingEntry], *, people: dict[str, UUID], by: Viewer) -> Counted:
    """Take ledger entries in, or bring them up to date; each opening and closing is remembered."""
    present = {
        one.outside_id: one
        for one in LedgerEntry.objects.filter(
            agency_id=by.agency_id, outside_id__in=[one.outside_id for one in entries]
        )
    }
    counted, rows, memories = _count(), [], []
    for one, number in _numbered(
        [one for one in entries if one.outside_id not in present], by.agency_id
    ):
        row = LedgerEntry(
            agency_id=by.agency_id,
            person_id=people[one.person],
            ledger=one.ledger,
            number=number,
            office_id=one.office_id,
            opened_on=one.opened_on,
            closed_on=one.closed_on,
            closing_reason=one.closing_reason,
            values=one.values,
            outside_id=one.outside_id,
        )
        rows.append(row)
        memories.append(_memory(row, by))
    for one in entries:
        if one.outside_id in present:
            counted["changed" if _entry_changed(present[one.outside_id], one) else "unchanged"] += 1
    LedgerEntry.objects.bulk_create(rows, batch_size=1000)
    remember_many(memories)
    Reach.objects.bulk_create(
        [Reach(person_id=row.person_id, office_id=row.office_id) for row in rows],
        ignore_conflicts=True,
        batch_size=1000,
    )
    keys: dict[UUID, set[str]] = {}
    for row in rows:
        keys.setdefault(row.person_id, set()).update(entry_keys(row.number, row.values))
    reindex_many(keys, agency_id=by.agency_id)
    mark_died(
        {
            people[one.person]: one.closed_on
            for one in entries
            if one.closed_on and one.closing_reason == ClosingReason.DIED
        }
    )
    counted["new"] = len(rows)
    if rows:
        record_event(
            action="imported",
            by=by,
            subjects=[row.person_id for row in rows],
            object_kind="people.LedgerEntry",
        )
    return counted


def _numbered(entries: list[IncomingEntry], agency_id: UUID) -> list[tuple[IncomingEntry, str]]:
    """Give each new entry the next number of its ledger and 年度, a whole group at a time."""
    groups: dict[tuple[str, int], list[IncomingEntry]] = {}
    for one in entries:
        groups.setdefault((one.ledger, fiscal_year(one.opened_on)), []).append(one)
    numbered = []
    for (ledger, _year), some in sorted(groups.items()):  # two at once lock in one order
        some.sort(key=lambda one: one.opened_on)
        numbered += list(
            zip(
                some,
                number_entry(
                    agency_id=agency_id, ledger=ledger, on=some[0].opened_on, count=len(some)
                ),
                strict=True,
            )
        )
    return numbered


def _memory(row: LedgerEntry, by: Viewer) -> TimelineEntry:
    return TimelineEntry(
        agency_id=by.agency_id,
        person_id=row.person_id,
        office_id=row.office_id,
        author_id=by.member_id,
        at=moment_of(row.opened_on),
        kind="ledger",
        ledger=row.ledger,
        title=f"{Ledger.label_of(row.ledger)} {row.number}",
        source="people.LedgerEntry",
        source_id=row.pk,
    )


def _entry_changed(row: LedgerEntry, one: IncomingEntry) -> bool:
    values = {**row.values, **one.values}
    same = (row.closed_on, row.closing_reason, row.values) == (
        one.closed_on,
        one.closing_reason,
        values,
    )
    if not same:
        row.closed_on, row.closing_reason, row.values = one.closed_on, one.closing_reason, values
        row.version += 1
        row.save()
        reindex(row.person)
    return not same


@one_transaction
def note_last_met(days: dict[UUID, date]) -> None:
    """Note the last day on which each person was met, where it is later than what is known."""
    rows = []
    for person in Person.objects.filter(pk__in=list(days)).only("pk", "last_met_on"):
        if person.last_met_on is None or days[person.pk] > person.last_met_on:
            person.last_met_on = days[person.pk]
            rows.append(person)
    Person.objects.bulk_update(rows, ["last_met_on"], batch_size=500)
