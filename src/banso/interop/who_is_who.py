"""
Whose the rows of a ledger are: by their number together with the name, by name and birth, or by
what somebody answered. Wherever there is doubt, it is a question.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.interop.ledger_rows import LedgerRow
from banso.interop.may_be import ROW, SAME, alike_people, alike_person, alike_row
from banso.interop.own_numbers import entries_numbered, named_so
from banso.interop.row_keys import (
    alike_keys,
    key_of,
    older_key,
    own_key_of,
    same_person,
    sketch_of,
    sure_sketch_of,
    surely_same,
    tells_on,
)
from banso.interop.rules import Alike
from banso.kit.eras import PartialDate
from banso.kit.readers.dates import said_again
from banso.kit.refusals import NotSeen
from banso.people.actions import birth_from
from banso.people.models import LedgerEntry, OutsideRow, Person, PersonName
from banso.people.queries import holders, outside_rows, person_seen, seen_among
from banso_recognition import Sketch, digits

NEW, LEFT_OUT = "new", "skip"


@dataclass
class Whose:
    """
    Whose a row is: the outside id of the person, in whom they were recognised (and the entry of
    a ledger that our own number in the row means), or why one must ask, and whom they may be.
    """

    outside_id: str
    same_as: UUID | None = None
    why: str = ""
    alike: list[Alike] = field(default_factory=list)
    left_out: bool = False
    not_same_as: list[UUID] = field(default_factory=list)
    entry: LedgerEntry | None = None

    @property
    def clear(self) -> bool:
        """Whether the row can come in."""
        return not self.why and not self.left_out

    @property
    def asked(self) -> bool:
        """Whether somebody must say first who it is."""
        return bool(self.why)


class Recogniser:
    """Says whose each row of a file is."""

    def __init__(self, ledger: str, by: Viewer, answers: Mapping[int, str]) -> None:
        self.ledger, self.by, self.answers = ledger, by, answers
        self.known: dict[str, UUID] = {}
        self.numbered: dict[str, tuple[LedgerEntry, UUID]] = {}
        self.said: dict[str, OutsideRow] = {}
        self.closed: set[str] = set()
        self.sketches: dict[UUID, Sketch] = {}
        self.in_file: dict[str, list[LedgerRow]] = {}
        self.whose: dict[int, Whose] = {}

    def everybody(self, rows: list[LedgerRow]) -> dict[int, Whose]:
        """Return whose each row is, by its number in the sheet."""
        good = [row for row in rows if not row.problems]
        self._look_up(good)
        for row in good:
            whose = self._answered(row) or self._whose(row)
            self.whose[row.number] = whose
            for key in alike_keys(row) if whose.clear else ():
                self.in_file.setdefault(key, []).append(row)
        return self.whose

    def _look_up(self, rows: Iterable[LedgerRow]) -> None:
        """Look up who came in before under the keys of these rows, and what they are called."""
        keys = {
            key
            for row in rows
            for key in (
                key_of(row, self.ledger),
                own_key_of(row, self.ledger),
                older_key(row, self.ledger),
            )
        }
        found: dict[str, UUID] = {}
        listed = sorted(keys)
        for start in range(0, len(listed), 400):
            some = listed[start : start + 400]
            older = Person.objects.filter(agency_id=self.by.agency_id, outside_id__in=some)
            found |= dict(older.values_list("outside_id", "pk"))
            rows_before = outside_rows("person", some, self.by)
            found |= {key: row.person_id for key, row in rows_before.items()}
            self.said |= rows_before
        entries = entries_numbered([row.running for row in rows], self.by)
        now = holders([*found.values(), *(one.person_id for one in entries)])
        seen = seen_among(now.values(), self.by)
        self.numbered = {one.number: (one, now[one.person_id]) for one in entries}
        self.seen = seen
        self.known = {key: now[whose] for key, whose in found.items() if now[whose] in seen}
        self.closed = {key for key, whose in found.items() if now[whose] not in seen}
        self._sketch({*now, *now.values()}, now)

    def _sketch(self, ids: set[UUID], now: Mapping[UUID, UUID]) -> None:
        names: dict[UUID, list[tuple[str, str]]] = {}
        births: dict[UUID, tuple[int | None, int | None, int | None]] = {}
        listed = list(ids)
        for start in range(0, len(listed), 400):
            some = listed[start : start + 400]
            for whose, text, kana in PersonName.objects.filter(person__in=some).values_list(
                "person_id", "text", "kana"
            ):
                names.setdefault(now.get(whose, whose), []).append((text, kana))
            for one in Person.objects.filter(pk__in=some):
                held = now.get(one.pk, one.pk)
                names.setdefault(held, []).append((one.called_name, ""))
                if held == one.pk:
                    births[held] = (one.birth_year, one.birth_month, one.birth_day)
        self.sketches = {
            whose: Sketch(tuple(texts), births.get(whose, (None, None, None)))
            for whose, texts in names.items()
        }

    def _answered(self, row: LedgerRow) -> Whose | None:
        """Return what somebody answered, where it can be so."""
        answer = self.answers.get(row.number, "")
        key = key_of(row, self.ledger)
        if answer == LEFT_OUT:
            return Whose(key, left_out=True)
        if answer == NEW:
            taken = key in self.known or key in self.closed or self._key_in_file(key)
            taken = taken or row.running in self.numbered
            alike = [one.person_id for one in self._whose(row).alike if one.person_id]
            return Whose(own_key_of(row, self.ledger) if taken else key, not_same_as=alike)
        if answer.startswith(ROW) and answer.removeprefix(ROW).isdecimal():
            other = self.whose.get(int(answer.removeprefix(ROW)[:9]))
            if other and other.clear:
                return Whose(other.outside_id, same_as=other.same_as)
        if answer.startswith(SAME):
            try:
                person = person_seen(self.by, UUID(answer.removeprefix(SAME)))
            except (ValueError, NotSeen):
                return None
            return self._as(row, person.pk)
        return None

    def _key_in_file(self, key: str) -> bool:
        return any(one.outside_id == key for one in self.whose.values())

    def _whose(self, row: LedgerRow) -> Whose:
        sketch = sketch_of(row)
        if row.running in self.numbered:
            return self._numbered_here(row)
        for key in (own_key_of(row, self.ledger), key_of(row, self.ledger)):
            if key in self.closed:
                return Whose(key)
            if key in self.known:
                return self._known(row, key, sketch)
        older = older_key(row, self.ledger)
        if not row.running and older in self.known:
            return Whose(older)
        return self._new(row, sketch)

    def _as(self, row: LedgerRow, whose: UUID) -> Whose:
        """Return a row as somebody's who is here, with the entry that its number means."""
        key = key_of(row, self.ledger)
        if self.known.get(key, whose) != whose:
            key = own_key_of(row, self.ledger)
        entry, holder = self.numbered.get(row.running, (None, None))
        mine = entry if holder == whose and entry and entry.ledger == self.ledger else None
        return Whose(key, same_as=whose, entry=mine)

    def _numbered_here(self, row: LedgerRow) -> Whose:
        """Return whose a row is that bears one of our own numbers."""
        whose = self.numbered[row.running][1]
        if whose not in self.seen:
            return Whose(key_of(row, self.ledger), same_as=whose)  # as whoever is not open
        known, one = self.sketches.get(whose, Sketch(())), self._as(row, whose)
        same = named_so(row, known) or same_person(sure_sketch_of(row), known)
        same = same or self._as_before(row, one.outside_id)
        if one.entry and same:
            return one
        why = _("The number %(number)s belongs to another name here.")
        if not one.entry:
            why = _("The number %(number)s is of another ledger here.")
        return Whose(
            one.outside_id,
            why=why % {"number": row.running},
            alike=[alike_person(whose, self.by), *alike_people(row, self.by, but=whose)],
        )

    def _known(self, row: LedgerRow, key: str, sketch: Sketch) -> Whose:
        whose = self.known[key]
        known = self.sketches.get(whose, Sketch(()))
        if self._as_before(row, key) or (row.running and same_person(sure_sketch_of(row), known)):
            return Whose(key)
        if row.running and key in self.said and tells_on(row, self.said[key].said):
            return Whose(key)
        if not row.running and surely_same(sketch, known):
            return Whose(key)
        why = _("Somebody here may be the same person.")
        if row.running:
            why = _("The number %(number)s belongs to another name here.") % {"number": row.running}
        return Whose(
            key,
            why=why,
            alike=[alike_person(whose, self.by), *alike_people(row, self.by, but=whose)],
        )

    def _as_before(self, row: LedgerRow, key: str) -> bool:
        """
        Return whether a row says of the person what it said when it came in before, of a day of
        which it spoke then.
        """
        before = self.said.get(key)
        if before is None:
            return False
        said = before.said
        now = {"names": [row.full] if row.full else [], "place": row.place, "contact": row.contact}
        same = all(said.get(name) == value for name, value in now.items())
        if not row.running and (row.day.isoformat() if row.day else "") not in said.get("days", []):
            return False
        kept = birth_from(said["birth"]) if said.get("birth") else PartialDate()
        return same and (kept == row.birth or said_again(kept, row.birth))

    def _new(self, row: LedgerRow, sketch: Sketch) -> Whose:
        key = key_of(row, self.ledger)
        doubtful: list[Alike] = []
        for other in self._others_in_file(row):
            whose = self.whose[other.number]
            known = sketch_of(other)
            together = row.running == other.running
            if together and row.running:
                if same_person(sketch, known):
                    return Whose(whose.outside_id, same_as=whose.same_as)
            elif together and (surely_same(sketch, known) or _of_one_log(row, other)):
                return Whose(whose.outside_id, same_as=whose.same_as)
            elif not same_person(sketch, known):
                continue
            doubtful.append(alike_row(other))
        hits = alike_people(row, self.by)
        if doubtful:
            number = row.running and any(
                one.running == row.running for one in self._with_number(row)
            )
            why = (
                _("The number %(number)s stands twice in the file, with two names.")
                % {"number": row.running}
                if number
                else _("Another row of the file may be the same person.")
            )
            return Whose(key, why=why, alike=[*doubtful, *hits])
        if hits:
            return Whose(key, why=_("Somebody here may be the same person."), alike=hits)
        return Whose(key)

    def _others_in_file(self, row: LedgerRow) -> list[LedgerRow]:
        found = {
            other.number: other for key in alike_keys(row) for other in self.in_file.get(key, [])
        }
        return [found[number] for number in sorted(found)]

    def _with_number(self, row: LedgerRow) -> list[LedgerRow]:
        return self.in_file.get(f"number {row.running}", []) if row.running else []


def _of_one_log(row: LedgerRow, other: LedgerRow) -> bool:
    """
    Return whether two consultations of one log, without a number, are of one person: no other
    birth, and the same phone or the same person who came to consult.
    """
    if not (row.met and other.met) or not same_person(sketch_of(row), sketch_of(other)):
        return False
    phones = digits(row.contact), digits(other.contact)
    tellers = row.typed.get("told_by", ""), other.typed.get("told_by", "")
    return any(bool(one) and one == again for one, again in (phones, tellers))
