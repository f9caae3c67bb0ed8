"""The rows of a ledger as people, entries and contacts: one person may stand in several rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.companionship.actions import IncomingNote
from banso.intake.actions import IncomingEncounter
from banso.interop.ledger_rows import LedgerRow
from banso.interop.who_is_who import Whose
from banso.kit.eras import PartialDate
from banso.kit.readers.dates import less_exact
from banso.people.actions import Incoming, IncomingEntry
from banso.people.models import LedgerEntry
from banso.people.queries import holders, open_entries_of, outside_rows

NOBODY_YET = UUID(int=0)


@dataclass
class Lines:
    """What a ledger's rows bring: people, their entries and contacts, by outside id."""

    people: list[Incoming] = field(default_factory=list)
    entries: list[IncomingEntry] = field(default_factory=list)
    notes: list[IncomingNote] = field(default_factory=list)
    met: list[IncomingEncounter] = field(default_factory=list)

    def part(self, start: int, stop: int) -> "Lines":
        """Return some of the people with what is theirs."""
        some = self.people[start:stop]
        keys = {one.outside_id for one in some}
        return Lines(
            some,
            [one for one in self.entries if one.person in keys],
            [one for one in self.notes if one.whose in keys],
        )

    def incoming_notes(self, ids: Mapping[str, UUID]) -> list[IncomingNote]:
        """Return the contacts of the people who came in, under who they are."""
        return [replace(one, person_id=ids[one.whose]) for one in self.notes if one.whose in ids]


def lines_of(
    rows: list[LedgerRow],
    whose: Mapping[int, Whose],
    known: dict[str, UUID],
    ledger: str,
    office: UUID,
    by: Viewer,
) -> Lines:
    """
    Return what rows bring in, put together by person, in the order of their days; `known` are the
    people who came in before, by outside id.
    """
    groups: dict[str, list[LedgerRow]] = {}
    for row in rows:
        groups.setdefault(whose[row.number].outside_id, []).append(row)
    before = _entries_before(list(groups), by)
    recognised = {whose[row.number].outside_id: whose[row.number].same_as for row in rows}
    here = known | {key: person for key, person in recognised.items() if person}
    now = holders(here.values())
    open_here = {
        person: entry
        for person, entry in open_entries_of(list(now.values())).items()
        if entry.ledger == ledger
    }
    lines = Lines()
    for key, some in groups.items():
        some.sort(key=lambda row: (row.day or by.today, row.number))
        same_as = next((same for row in some if (same := whose[row.number].same_as)), None)
        own = next((one for row in some if (one := whose[row.number].entry)), None)
        lines.people.append(_person(key, some, same_as, own))
        into = own or (open_here.get(now[here[key]]) if key in here else None)
        group = _Group(key, some, ledger, office, by.today)
        group.own = own
        group.add_to(lines, before.get(key) or own, into)
    return lines


def _entries_before(keys: list[str], by: Viewer) -> dict[str, LedgerEntry]:
    found: dict[str, LedgerEntry] = {}
    for start in range(0, len(keys), 400):
        some = keys[start : start + 400]
        rows = outside_rows("entry", some, by)
        entries = LedgerEntry.objects.in_bulk([row.row_id for row in rows.values()])
        found |= {key: entries[row.row_id] for key, row in rows.items() if row.row_id in entries}
        older = LedgerEntry.objects.filter(agency_id=by.agency_id, outside_id__in=some)
        found = {row.outside_id: row for row in older} | found
    return found


def _person(
    key: str, rows: list[LedgerRow], same_as: UUID | None, own: LedgerEntry | None
) -> Incoming:
    """
    Return a person from all rows that speak of them; a later word goes before an earlier. What our
    own list only worked out (an age) or tells of the entry (a place) says nothing of the person.
    """
    names: dict[str, tuple[str, str, str]] = {}
    for row in rows:
        if row.full:
            kana = row.kana or names.get(row.full, ("", "", ""))[2]
            names[row.full] = ("legal", row.full, kana)
    born = [row.birth for row in rows if not own or row.typed.get("birth")]
    birth = born[-1] if born else PartialDate()
    for one in reversed(born):
        birth = one if less_exact(birth, one) else birth
    placed = [row for row in rows if not own or row.typed.get("place")]
    return Incoming(
        outside_id=key,
        called_name=rows[0].called,
        names=tuple(names.values()),
        birth=birth,
        sex=_last(rows, "sex"),
        place=_last(placed, "place"),
        contact=_last(rows, "contact"),
        same_as=same_as,
        days=tuple({row.day.isoformat() if row.day else "" for row in rows}),
    )


def _last(rows: list[LedgerRow], name: str) -> str:
    return next((text for row in reversed(rows) if (text := getattr(row, name))), "")


class _Group:
    """The rows of one person, in the order of their days."""

    def __init__(
        self, key: str, rows: list[LedgerRow], ledger: str, office: UUID, today: date
    ) -> None:
        self.key, self.rows, self.ledger = key, rows, ledger
        self.office, self.today = office, today
        self.own: LedgerEntry | None = None
        self.entries: list[IncomingEntry] = []
        self.notes: list[IncomingNote] = []

    def add_to(self, lines: Lines, before: LedgerEntry | None, into: LedgerEntry | None) -> None:
        """Add the entries and contacts of these rows."""
        for row in self.rows:
            self._entry(row, before, into)
            self._note(row, before)
        lines.entries += self.entries
        lines.notes += self.notes

    def _entry(self, row: LedgerRow, before: LedgerEntry | None, into: LedgerEntry | None) -> None:
        opened = row.day or row.closed or self.today
        last = self.entries[-1] if self.entries else None
        if last is not None and not (last.closed_on and row.opened and opened > last.closed_on):
            self.entries[-1] = replace(
                last,
                values=last.values | row.values,
                closed_on=row.closed or last.closed_on,
                closing_reason=self._reason(row, into) or last.closing_reason,
            )
            return
        key, said = self.key, row.day is not None
        if before is not None and not row.running:
            # Without a number a later day is no correction: it is the next contact, or a return.
            if before.closed_on and row.opened and opened > before.closed_on:
                key = f"{key}@{opened}"
            elif opened > before.opened_on:
                said = False
        elif last is not None:
            key = f"{key}@{opened}"
        self.entries.append(
            IncomingEntry(
                outside_id=key,
                person=self.key,
                ledger=self.ledger,
                office_id=self.office,
                opened_on=opened,
                closed_on=row.closed,
                closing_reason=self._reason(row, into or before),
                values=row.values,
                opened_said=said and row.opened is not None,
                into=into.pk if into else None,
            )
        )

    def _reason(self, row: LedgerRow, known: LedgerEntry | None) -> str:
        if not row.closed:
            return ""
        # A reason that is closed to whoever took our list out stands there as any other.
        unsaid = ("", "other") if self.own else ("",)
        if known and known.closed_on == row.closed and row.closing_reason in unsaid:
            return known.closing_reason
        return row.closing_reason or "other"

    def _note(self, row: LedgerRow, before: LedgerEntry | None) -> None:
        worker = self.own.worker if self.own else None
        in_charge = worker is not None and worker.name == row.typed.get("staff", "")
        text = row.told(staff=not in_charge)
        if not text:
            return
        day = row.day or self.entries[-1].opened_on
        later = not row.running and before is not None and day > before.opened_on
        note_id = f"{self.key}:note"
        if row.met or row is not self.rows[0] or (later and row.day):
            note_id = f"{self.key}:{day}:note"
        again = sum(1 for one in self.notes if one.outside_id.split("~")[0] == note_id)
        self.notes.append(
            IncomingNote(
                outside_id=f"{note_id}~{again + 1}" if again else note_id,
                person_id=NOBODY_YET,
                on=day,
                title=_("Consultation") if row.met else _("From the earlier ledger"),
                fact=text,
                ledger=self.ledger,
                office_id=self.office,
                whose=self.key,
                day_said=row.day is not None,
            )
        )
