"""Words that two entries are two people, whatever they were merged into since."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from banso.people.models import NeverSame, Person

_LONGEST_CHAIN = 10


@dataclass(frozen=True)
class SaidApart:
    """Somebody's word that an entry is not the same person: whose it is now, by whom and when."""

    holder: UUID
    by_id: UUID | None
    said_at: datetime
    reason: str


def said_apart_from(person_id: UUID) -> list[SaidApart]:
    """
    Return every word that the person, or an entry that stands merged into theirs, is somebody else
    than another; the other under the entry that stands now.
    """
    mine = _merged_into(person_id)
    rows = NeverSame.objects.filter(Q(one__in=mine) | Q(other__in=mine))
    return [
        SaidApart(_holder(other), row.by_id, row.created_at, row.reason)
        for row in rows.order_by("created_at", "pk")
        if (other := row.other_id if row.one_id in mine else row.one_id) not in mine
    ]


def said_apart(one_id: UUID, other_id: UUID) -> SaidApart | None:
    """Return the first word that two entries which stand are two people, if somebody said so."""
    return next((word for word in said_apart_from(one_id) if word.holder == other_id), None)


def _merged_into(person_id: UUID) -> set[UUID]:
    """Return an entry and those that stand merged into it."""
    ids = fresh = {person_id}
    while fresh:
        rows = Person.objects.filter(merged_into__in=fresh).values_list("pk", flat=True)
        fresh = set(rows) - ids
        ids = ids | fresh
    return ids


def _holder(person_id: UUID) -> UUID:
    """Return the entry that stands now for one that may have been merged."""
    for _step in range(_LONGEST_CHAIN):
        into = Person.objects.filter(pk=person_id).values_list("merged_into_id", flat=True).first()
        if into is None:
            break
        person_id = into
    return person_id
