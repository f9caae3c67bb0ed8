"""Pairs that may be of one person, as far as this viewer may know of both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from banso.access.viewer import Viewer
from banso.people.models import DoubleJudged, Linking, MayBeOne, Merge, NeverSame
from banso.people.queries.finding import Hit, Known, known_to
from banso.people.queries.never_same import with_merged
from banso.people.rules import Judged

_READ = 200
_LONGEST_READ = 25
Pair = tuple[UUID, UUID]


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
    two, or who were one and were parted, nor those that are put off, or that the person will be
    asked about.
    """
    found: list[Double] = []
    rows = MayBeOne.objects.filter(agency_id=viewer.agency_id).order_by("-bits", "pk")
    for start in range(0, _READ * _LONGEST_READ, _READ):
        some = list(rows[start : start + _READ])
        waiting = _waiting(viewer, [(row.one_id, row.other_id) for row in some])
        found += _seen(viewer, [row for row in some if (row.one_id, row.other_id) not in waiting])
        if len(found) >= limit or len(some) < _READ:
            break
    return found[:limit]


def doubles_to_ask(viewer: Viewer, *, limit: int = 20) -> list[Double]:
    """Return the pairs that the person will be asked about, first those that wait longest."""
    return _resting(viewer, Judged.ASK, limit)


def doubles_put_off(viewer: Viewer, *, limit: int = 20) -> list[Double]:
    """Return the pairs that are put off, first those that come again first."""
    return _resting(viewer, Judged.LATER, limit)


def _resting(viewer: Viewer, judged: Judged, limit: int) -> list[Double]:
    rows = _last_words(viewer.agency_id).filter(_rests(viewer.today), judged=judged)
    pairs: list[Pair] = list(rows.order_by("pk").values_list("one_id", "other_id")[:_READ])
    told = Q(one_id__in=[one for one, _ in pairs], other_id__in=[other for _, other in pairs])
    found = {
        (row.one_id, row.other_id): row
        for row in MayBeOne.objects.filter(told, agency_id=viewer.agency_id)
    }
    rested = [found.get(pair) or MayBeOne(one_id=pair[0], other_id=pair[1]) for pair in pairs]
    return list(_seen(viewer, rested))[:limit]


def doubles_to_ask_of(viewer: Viewer, person_id: UUID) -> list[UUID]:
    """
    Return with whom a person who was seen already may be one, where they will be asked about it,
    as far as this viewer may know of the other.
    """
    named = Q(one_id=person_id) | Q(other_id=person_id)
    rows = _last_words(viewer.agency_id).filter(named, judged=Judged.ASK)
    asked = [MayBeOne(one_id=a, other_id=b) for a, b in rows.values_list("one_id", "other_id")]
    if not asked:
        return []
    return [
        (pair.other if pair.one.person.pk == person_id else pair.one).person.pk
        for pair in _seen(viewer, asked)
    ]


def how_many_doubles(agency_id: UUID) -> int:
    """Return how many pairs of an agency may be one person, for a line of numbers."""
    return MayBeOne.objects.filter(agency_id=agency_id).count()


def last_look(viewer: Viewer) -> Linking | None:
    """Return the last look over the viewer's agency that came to its end; one query."""
    ended = Linking.objects.filter(agency_id=viewer.agency_id, ended_at__isnull=False)
    return ended.order_by("-pk").first()


def pairs_waiting(agency_id: UUID) -> int:
    """Return how many pairs of an agency nobody has said anything of that still counts."""
    settled = Q(judged__in=(Judged.ONE, Judged.TWO)) | _rests(localdate())
    said = _last_words(agency_id).filter(
        settled, one_id=OuterRef("one_id"), other_id=OuterRef("other_id")
    )
    return MayBeOne.objects.filter(~Exists(said), agency_id=agency_id).count()


def _seen(viewer: Viewer, rows: list[MayBeOne]) -> Iterator[Double]:
    known = known_to(viewer, [pk for row in rows for pk in (row.one_id, row.other_id)])
    apart = _apart(known)
    for row in rows:
        if row.one_id not in known or row.other_id not in known:
            continue
        if frozenset((row.one_id, row.other_id)) not in apart:
            yield Double(
                _hit(known[row.one_id]),
                _hit(known[row.other_id]),
                tuple(row.speaks_for),
                tuple(row.speaks_against),
            )


def _hit(known: Known) -> Hit:
    return Hit(known.person, known.known_as, (), 1.0)


def _last_words(agency_id: UUID) -> QuerySet[DoubleJudged]:
    """Return what was said last of each pair of an agency of which anything was said."""
    later = DoubleJudged.objects.filter(
        agency_id=agency_id,
        one_id=OuterRef("one_id"),
        other_id=OuterRef("other_id"),
        pk__gt=OuterRef("pk"),
    )
    return DoubleJudged.objects.filter(~Exists(later), agency_id=agency_id)


def _rests(today: date) -> Q:
    """Return the condition that a pair is put off, or that the person will be asked about it."""
    return Q(judged=Judged.ASK) | Q(judged=Judged.LATER, until__gt=today)


def _waiting(viewer: Viewer, pairs: list[Pair]) -> set[Pair]:
    """Return those of some pairs that rest; one query."""
    rows = _last_words(viewer.agency_id).filter(
        _rests(viewer.today),
        one_id__in=[one for one, _ in pairs],
        other_id__in=[other for _, other in pairs],
    )
    return set(rows.values_list("one_id", "other_id"))


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
