"""Words that two entries are two people, whatever they were merged into since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from banso.people.models import NeverSame, Person
from banso.people.queries.outside import holders


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
    mine = with_merged([person_id]).keys()
    rows = NeverSame.objects.filter(Q(one__in=mine) | Q(other__in=mine))
    said = [
        (row, other)
        for row in rows.order_by("created_at", "pk")
        if (other := row.other_id if row.one_id in mine else row.one_id) not in mine
    ]
    now = holders(other for _row, other in said)
    return [SaidApart(now[other], row.by_id, row.created_at, row.reason) for row, other in said]


def said_apart(one_id: UUID, other_id: UUID) -> SaidApart | None:
    """Return the first word that two entries which stand are two people, if somebody said so."""
    return next((word for word in said_apart_from(one_id) if word.holder == other_id), None)


def with_merged(people: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return some entries that stand and those merged into them, each with the one that stands."""
    holder = {one: one for one in people}
    fresh = set(holder)
    while fresh:
        rows = Person.objects.filter(merged_into__in=fresh).values_list("pk", "merged_into_id")
        gone = {pk: holder[into] for pk, into in rows if into is not None and pk not in holder}
        holder |= gone
        fresh = set(gone)
    return holder
