"""Pairs that may be of one person, as far as this viewer may know of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from banso.access.viewer import Viewer
from banso.people.models import MayBeOne, Merge, NeverSame
from banso.people.queries.finding import Hit, Known, known_to
from banso.people.queries.never_same import with_merged

_READ = 200
_LONGEST_READ = 25


@dataclass(frozen=True)
class Double:
    """Two entries that may be one, what speaks for it and what against."""

    one: Hit
    other: Hit
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


def doubles(viewer: Viewer, *, limit: int = 20) -> list[Double]:
    """
    Return the surest pairs among whom this viewer may know of; never those whom somebody said to be
    two, or who were one and were parted.
    """
    found: list[Double] = []
    rows = MayBeOne.objects.filter(agency_id=viewer.agency_id).order_by("-bits", "pk")
    for start in range(0, _READ * _LONGEST_READ, _READ):
        some = list(rows[start : start + _READ])
        known = known_to(viewer, [pk for row in some for pk in (row.one_id, row.other_id)])
        apart = _apart(known)
        found += [
            Double(
                _hit(known[row.one_id]),
                _hit(known[row.other_id]),
                tuple(row.speaks_for),
                tuple(row.speaks_against),
            )
            for row in some
            if row.one_id in known
            and row.other_id in known
            and frozenset((row.one_id, row.other_id)) not in apart
        ]
        if len(found) >= limit or len(some) < _READ:
            break
    return found[:limit]


def how_many_doubles(agency_id: UUID) -> int:
    """Return how many pairs of an agency may be one person, for a line of numbers."""
    return MayBeOne.objects.filter(agency_id=agency_id).count()


def _hit(known: Known) -> Hit:
    return Hit(known.person, known.known_as, (), 1.0)


def _apart(known: Iterable[UUID]) -> set[frozenset[UUID]]:
    """
    Return the pairs among some people who stand that were said to be two, or were one and are two
    again, also under entries that are merged into theirs.
    """
    holder = with_merged(known)
    ids = list(holder)
    said = NeverSame.objects.filter(Q(one__in=ids) | Q(other__in=ids))
    parted = Merge.objects.filter(undone_at__isnull=False).filter(Q(kept__in=ids) | Q(gone__in=ids))
    pairs = [*said.values_list("one_id", "other_id"), *parted.values_list("kept_id", "gone_id")]
    return {frozenset((holder.get(one, one), holder.get(other, other))) for one, other in pairs}
