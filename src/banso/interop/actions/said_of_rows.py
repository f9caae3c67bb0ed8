"""What becomes of each row of a ledger, as it is told before and after."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from banso.companionship.actions import IncomingNote
from banso.intake.actions import IncomingEncounter
from banso.interop.actions.import_runs import Run
from banso.interop.actions.ledger_lines import Lines
from banso.interop.ledger_rows import LedgerRow
from banso.interop.rules import RowSaid
from banso.interop.saying import field_label, say
from banso.interop.who_is_who import Whose
from banso.kit.formatting import brief_day
from banso.people.actions import Changed, Differs, IncomingEntry

_HIDDEN = ("row", "_person")


def said_of_rows(
    rows: list[LedgerRow],
    whose: Mapping[int, Whose],
    lines: Lines,
    run: Run,
    answers: Mapping[int, str],
) -> list[RowSaid]:
    """Return for each row what becomes of it, what is wrong in it, and whom it may mean."""
    of_people = Told(lines, run)
    said = []
    for row in rows:
        one = whose.get(row.number)
        told = RowSaid(
            row=row.number,
            name=row.full or row.called,
            became="refused",
            mistakes=[*row.problems, *row.remarks],
            answer=answers.get(row.number, ""),
            typed=row.typed,
        )
        if one is not None:
            told.why, told.alike = one.why, one.alike
            of_people.tell(told, one)
        said.append(told)
    return said


class Told:
    """What a run tells of each person that came in."""

    def __init__(self, lines: Lines, run: Run) -> None:
        self.run, self.by = run, run.by
        self.entries: dict[str, list[IncomingEntry]] = {}
        for entry in lines.entries:
            self.entries.setdefault(entry.person, []).append(entry)
        told: list[IncomingNote | IncomingEncounter] = [*lines.notes, *lines.met]
        self.notes: dict[str, list[str]] = {}
        self.days = {one.outside_id: one.on for one in told}
        for one in told:
            self.notes.setdefault(one.whose, []).append(one.outside_id)
        self.changed: dict[UUID, list[Changed]] = {}
        self.differs: dict[str, list[Differs]] = {}
        for outcome in run.outcomes.values():
            for change in outcome.changed:
                self.changed.setdefault(change.person_id, []).append(change)
            for differs in outcome.differs:
                self.differs.setdefault(differs.outside_id, []).append(differs)

    def tell(self, told: RowSaid, whose: Whose) -> None:
        """Tell what became of a row."""
        people = self.run.of("people")
        key = whose.outside_id
        if whose.asked:
            told.became = "asked"
            return
        if whose.left_out:
            told.became = "left"
            return
        if people.became.get(key) == "closed":
            told.became = "closed"
            told.why = _("belongs to an entry that is not open to you")
            return
        told.person_id = people.ids.get(key)
        entries = self.run.of("ledger_entries").became
        notes = self.run.of("contacts").became | self.run.of("encounters").became
        of_entries = [(one, entries.get(one.outside_id, "")) for one in self.entries.get(key, [])]
        of_notes = [(note, notes.get(note, "")) for note in self.notes.get(key, [])]
        became = [people.became.get(key, ""), *(word for _o, word in of_entries)]
        became += [word for _note, word in of_notes]
        told.became = (
            "new"
            if became[0] == "new"
            else "changed"
            if {"new", "changed"} & set(became)
            else "unchanged"
        )
        told.lines += [
            _("Entry opened on %(day)s") % {"day": brief_day(one.opened_on)}
            for one, word in of_entries
            if word == "new"
        ]
        told.lines += [
            _("Contact of %(day)s") % {"day": brief_day(self.days[note])}
            for note, word in of_notes
            if word == "new"
        ]
        ids = {key, *(one.outside_id for one, _w in of_entries), *(note for note, _w in of_notes)}
        self._changes(told, ids)

    def _changes(self, told: RowSaid, ids: set[str]) -> None:
        changed = self.changed.get(told.person_id, []) if told.person_id else []
        for change in changed:
            told.lines += [
                f"{field_label(name)}: {say(name, change.before.get(name), self.by)} → "
                f"{say(name, value, self.by)}"
                for name, value in change.after.items()
                if name not in _HIDDEN and value != change.before.get(name)
            ]
        for differs in [one for key in sorted(ids) for one in self.differs.get(key, [])]:
            told.lines.append(
                _("%(field)s stays %(here)s; the file says %(file)s")
                % {
                    "field": field_label(differs.field),
                    "here": say(differs.field, differs.here, self.by),
                    "file": say(differs.field, differs.file, self.by),
                }
            )
