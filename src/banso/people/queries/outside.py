"""Reading what came in from elsewhere, and who stands for an entry now."""

from collections.abc import Iterable
from uuid import UUID

from banso.access.viewer import Viewer
from banso.people.models import OutsideRow, Person
from banso.people.queries.visibility import people_seen_by


def outside_rows(kind: str, outside_ids: Iterable[str], by: Viewer) -> dict[str, OutsideRow]:
    """Return the rows that came in before, by outside id."""
    rows = OutsideRow.objects.filter(
        agency_id=by.agency_id, kind=kind, outside_id__in=list(outside_ids)
    )
    return {row.outside_id: row for row in rows}


def came_before(outside_ids: Iterable[str], by: Viewer) -> set[str]:
    """Return those ids under which a person came in before."""
    listed, found = list(outside_ids), set()
    for start in range(0, len(listed), 400):
        some = listed[start : start + 400]
        older = Person.objects.filter(agency_id=by.agency_id, outside_id__in=some)
        found |= {*outside_rows("person", some, by), *older.values_list("outside_id", flat=True)}
    return found


def outside_row(
    kind: str, outside_id: str, person_id: UUID, row_id: UUID, by: Viewer
) -> OutsideRow:
    """Return a row that comes in for the first time, not kept yet."""
    return OutsideRow(
        agency_id=by.agency_id,
        kind=kind,
        outside_id=outside_id,
        person_id=person_id,
        row_id=row_id,
    )


def holders(person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return for each entry the one that stands for it now, were it merged away."""
    wanted = set(person_ids)
    now = {one: one for one in wanted}
    asked = set(wanted)
    while asked:
        merged = dict(
            Person.objects.filter(pk__in=asked, merged_into__isnull=False).values_list(
                "pk", "merged_into_id"
            )
        )
        now = {one: merged.get(held, held) for one, held in now.items()}
        asked = set(merged.values())
    return now


def seen_among(person_ids: Iterable[UUID], by: Viewer) -> set[UUID]:
    """Return those of some entries that this viewer may see."""
    wanted = list(set(person_ids))
    found: set[UUID] = set()
    for start in range(0, len(wanted), 500):
        some = people_seen_by(by).filter(pk__in=wanted[start : start + 500])
        found |= set(some.values_list("pk", flat=True))
    return found
