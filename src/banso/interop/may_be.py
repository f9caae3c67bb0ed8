"""Whom a row from elsewhere may mean, as it is shown beside the row."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.interop.ledger_rows import LedgerRow
from banso.interop.rules import Alike
from banso.kit.eras import PartialDate
from banso.kit.formatting import brief_day, format_day
from banso.people.models import Person
from banso.people.queries import (
    known_as,
    known_now,
    names_of,
    person_seen,
    places_of,
    similar_people,
)
from banso.people.rules import PLACES_IN_LEDGERS

LEAST_ALIKE = 0.6
# The cells that say where somebody is.
PLACES = ("place", *PLACES_IN_LEDGERS)
SAME, ROW = "same:", "row:"


def alike_people(row: LedgerRow, by: Viewer, but: UUID | None = None) -> list[Alike]:
    """Return the people here whom recognition finds for a row, the likeliest first."""
    names = [(text, kana) for text, kana in ((row.full, row.kana), (row.called, "")) if text]
    places = [text for one in PLACES if (text := row.typed.get(one, ""))]
    found = alike_to_names(names, row.birth, by, phone=row.contact, places=places)
    return [one for one in found if one.person_id != but]


def alike_to_names(
    names: list[tuple[str, str]],
    birth: PartialDate,
    by: Viewer,
    *,
    phone: str = "",
    places: Sequence[str] = (),
) -> list[Alike]:
    """Return the people here whom recognition finds for what is known of somebody."""
    hits = similar_people(
        by, names=names, birth=birth, phone=phone, places=places, least=LEAST_ALIKE
    )
    return [_alike(person_seen(by, hit.person.pk), by, hit.reasons) for hit in hits]


def alike_person(person_id: UUID, by: Viewer) -> Alike:
    """Return somebody to whom the number of a row belongs."""
    return _alike(person_seen(by, person_id), by, ())


def alike_row(row: LedgerRow) -> Alike:
    """Return an earlier row of the same file."""
    lines = [_("row %(row)s") % {"row": row.number}]
    if row.birth.year is not None:
        lines.append(_("Born: %(birth)s") % {"birth": format_day(row.birth)})
    return Alike(f"{ROW}{row.number}", row.full or row.called, tuple(lines))


def _alike(person: Person, by: Viewer, reasons: tuple[str, ...]) -> Alike:
    shown = known_as(person, by)
    name = f"{shown.called}（{shown.full}）" if shown.full else shown.called
    lines = []
    if person.birth_year is not None:
        lines.append(_("Born: %(birth)s") % {"birth": format_day(person.birth)})
    others = [
        one.text for one in names_of(person, by) if one.text not in (shown.called, shown.full)
    ]
    if others:
        lines.append("、".join(others[:4]))
    lines += [f"{one.place} {one.when}".strip() for one in places_of(person, by)[:2]]
    lines += [
        f"{entry.number} {brief_day(entry.opened_on)}" for entry, _k in known_now(person, by)[:2]
    ]
    return Alike(f"{SAME}{person.pk}", name, tuple(lines), reasons, person.pk)
