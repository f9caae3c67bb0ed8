"""Reading the three ledgers."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.asked_once import asked_once
from banso.kit.refusals import NotSeen
from banso.kit.spans import stands_on
from banso.people.ledger_fields import LedgerField, fields_of
from banso.people.models import LedgerEntry, Person
from banso.people.queries.visibility import known_as_many, living, within_reach
from banso.people.rules import KnownAs, Ledger, readable


def ledger_entries_seen_by(viewer: Viewer) -> QuerySet[LedgerEntry]:
    """Return the ledger entries of people this viewer may see."""
    entries = LedgerEntry.objects.filter(agency_id=viewer.agency_id).select_related(
        "person", "office", "worker"
    )
    return entries.filter(within_reach(viewer, "person"))


def entry_seen(viewer: Viewer, entry_id: UUID) -> LedgerEntry:
    """
    Return one ledger entry.

    :raises NotSeen: if the viewer may not see its person
    """
    entry = ledger_entries_seen_by(viewer).filter(pk=entry_id).first()
    if entry is None or not viewer.may(Duty.SEE_NAMES):
        raise NotSeen
    return entry


@asked_once
def entries_of(person: Person) -> list[LedgerEntry]:
    """Return all ledger entries of a person who was seen already, oldest first."""
    return list(
        LedgerEntry.objects.filter(person=person)
        .select_related("office", "worker", "came_from")
        .order_by("opened_on", "pk")
    )


def open_entries_of(person_ids: list[UUID]) -> dict[UUID, LedgerEntry]:
    """Return the open entry of each person, the newest where there are several."""
    rows = LedgerEntry.objects.filter(person__in=person_ids, closed_on=None).order_by(
        "opened_on", "pk"
    )
    return {row.person_id: row for row in rows}


def readable_fields(ledger: str, viewer: Viewer) -> list[LedgerField]:
    """Return the fields of a ledger that this viewer may read."""
    return fields_of(ledger, readable(viewer.duties), places=viewer.may(Duty.SEE_PLACES))


@dataclass(frozen=True)
class Known:
    """
    One thing known now: label, value as people read it, and which ledger it came from where it was
    inherited.
    """

    label: object
    text: str
    origin: str = ""


def known_now(person: Person, viewer: Viewer) -> list[tuple[LedgerEntry, list[Known]]]:
    """
    Return what each ledger entry knows, the newest entry first, with where inherited values came
    from.
    """
    if not viewer.may(Duty.SEE_NAMES):
        return []
    entries = entries_of(person)
    by_id = {str(entry.pk): entry for entry in entries}
    result = []
    for entry in reversed(entries):
        known = []
        for one in readable_fields(entry.ledger, viewer):
            text = one.said(entry.values.get(one.code))
            source = by_id.get(str(entry.origins.get(one.code, "")))
            origin = f"{Ledger.label_of(source.ledger)} {source.number}" if source else ""
            if text:
                known.append(Known(one.label, text, origin))
        result.append((entry, known))
    return result


@dataclass(frozen=True)
class LedgerRow:
    """One line of a ledger's list."""

    entry: LedgerEntry
    known_as: KnownAs
    age: int | None
    last_met_on: date | None


def ledger_rows(entries: list[LedgerEntry], viewer: Viewer) -> list[LedgerRow]:
    """Return entries as the lines of a list, in their order; two queries however many there are."""
    known = known_as_many([entry.person for entry in entries], viewer)
    return [
        LedgerRow(
            entry=entry,
            known_as=known[entry.person_id],
            age=entry.person.age_on(viewer.today),
            last_met_on=entry.person.last_met_on,
        )
        for entry in entries
    ]


def stays_begun(people: QuerySet[Any], ledger: str) -> dict[UUID, list[date]]:
    """
    Return on which days the stays of some people in a ledger began, in order: for figures that were
    asked about people seen already. An entry opened again on the day it was closed goes on.
    """
    rows = LedgerEntry.objects.filter(person__in=people, ledger=ledger).order_by(
        "opened_on", F("closed_on").asc(nulls_last=True), "pk"
    )
    begun: dict[UUID, list[date]] = {}
    ended: dict[UUID, date | None] = {}
    for person, opened, closed in rows.values_list("person_id", "opened_on", "closed_on"):
        if person not in ended or ended[person] != opened:
            begun.setdefault(person, []).append(opened)
        ended[person] = closed
    return begun


def has_an_entry_on(day: date) -> Exists:
    """Return the condition that a person has an open entry in a ledger on a day."""
    rows = LedgerEntry.objects.filter(stands_on(day, "opened_on", "closed_on"))
    return Exists(rows.filter(person=OuterRef("pk")))


def open_ledger_entries() -> QuerySet[LedgerEntry]:
    """Return the entries that are open: for conditions of rooms above, never shown as they are."""
    return LedgerEntry.objects.filter(closed_on=None)


def offices_of_ledgers(viewer: Viewer) -> dict[str, UUID]:
    """
    Return the office that keeps each ledger of the viewer's agency: where most of its entries
    stand. A ledger in which nobody stands yet is left out.
    """
    rows = LedgerEntry.objects.filter(agency_id=viewer.agency_id, office__closed_on=None)
    counted = rows.values_list("ledger", "office").annotate(number=Count("pk"))
    return {ledger: office for ledger, office, _n in counted.order_by("number", "office")}


def passed_on_to(viewer: Viewer, *, since: date) -> list[LedgerEntry]:
    """Return the open entries that were passed on to this member since a day, the newest first."""
    rows = ledger_entries_seen_by(viewer).filter(
        living("person"),
        worker_id=viewer.member_id,
        closed_on=None,
        opened_on__gte=since,
        came_from__isnull=False,
    )
    return list(rows.select_related("came_from__worker").order_by("-opened_on", "-pk")[:20])
