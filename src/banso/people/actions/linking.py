"""
Looking over a whole home for who was entered twice. What is found are questions; nobody is merged.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from banso.kit.db import one_transaction
from banso.people.actions.learning import agencies_with_people
from banso.people.models import Linking, MayBeOne, Person, SearchKey
from banso.people.queries import (
    has_fallen_behind,
    how_many_doubles,
    pairs_waiting,
    sketches_of,
    whole_book,
)
from banso_analysis.linking import SLICE, Crowd
from banso_recognition import Reason, Scale, facets, speaks_against, speaks_for

LEAST_SURE = 0.1
_PAIRING = ("a:", "b", "d:", "k:", "m:", "n:", "t:", "w", "y:")
_AT_ONCE = 2000
_PAIR = ("one_id", "other_id")
# In a small home one rare surname already weighs much; by itself it is a family, not a person.
_NO_REASON = ((), (Reason.SAME_FAMILY,), (Reason.SAME_GIVEN,))
Told = Callable[[int, int], None]


def link_agency(agency_id: UUID, *, whole: bool = False, told: Told | None = None) -> Linking:
    """
    Find the pairs of an agency that may be one person: all of them the first time or where `whole`
    is asked for, then only of whoever was filed since; a look that was broken off goes on.
    """
    look = _look(agency_id, whole)
    people = list(
        Person.objects.filter(agency_id=agency_id, merged_into=None, suspended=False)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    numbers = {pk: number for number, pk in enumerate(people)}
    fresh = _fresh(look, numbers)
    if fresh is None or fresh:
        with TemporaryDirectory() as folder, Crowd(Path(folder)) as crowd:
            crowd.hold(_filed(look, numbers))
            crowd.weigh()
            scale = Scale(len(people), book=whole_book(agency_id))
            for number in range(look.slices_done, crowd.slices):
                pairs = crowd.met(number, fresh)
                mine = people[number * SLICE : (number + 1) * SLICE]
                again = None if fresh is None else {people[one] for one in fresh}
                _keep(look, _weighed(pairs, people, scale), mine, again, len(pairs))
                if told:
                    told(number + 1, crowd.slices)
    _let_go_of_pairs(agency_id)
    look.waiting, look.fallen_behind = pairs_waiting(agency_id), has_fallen_behind(agency_id)
    look.ended_at = timezone.now()
    look.save(update_fields=["waiting", "fallen_behind", "ended_at"])
    return look


def link_everybody(now: datetime | None = None) -> str:
    """Look over every agency of this home; return in one sentence of numbers what was found."""
    compared = found = 0
    for agency_id in agencies_with_people():
        compared += link_agency(agency_id).compared
        found += how_many_doubles(agency_id)
    told = _("Pairs compared: %(compared)s, may be of one person: %(found)s")
    return told % {"compared": compared, "found": found}


def _look(agency_id: UUID, whole: bool) -> Linking:
    last = Linking.objects.filter(agency_id=agency_id).order_by("-pk").first()
    if last is not None and last.ended_at is None and not whole:
        return last
    upto = SearchKey.objects.filter(agency_id=agency_id).aggregate(last=Max("pk"))["last"] or 0
    since = 0 if whole or last is None else last.upto
    return Linking.objects.create(agency_id=agency_id, since=since, upto=upto)


def _let_go_of_pairs(agency_id: UUID) -> None:
    """Remove pairs in which an entry no longer stands: it was merged, suspended or erased."""
    here = Person.objects.filter(agency_id=agency_id, merged_into=None, suspended=False)
    stands = Q(one_id__in=here.values("pk")) & Q(other_id__in=here.values("pk"))
    MayBeOne.objects.filter(~stands, agency_id=agency_id).delete()


def _fresh(look: Linking, numbers: dict[UUID, int]) -> set[int] | None:
    if not look.since:
        return None
    rows = SearchKey.objects.filter(agency_id=look.agency_id, pk__gt=look.since, pk__lte=look.upto)
    filed = rows.order_by().values_list("person_id", flat=True).distinct()
    return {numbers[person] for person in filed if person in numbers}


def _filed(look: Linking, numbers: dict[UUID, int]) -> Iterable[tuple[int, str]]:
    rows = SearchKey.objects.filter(agency_id=look.agency_id, pk__lte=look.upto).order_by("pk")
    for person, key in rows.values_list("person_id", "key").iterator(chunk_size=_AT_ONCE):
        if person in numbers and key.startswith(_PAIRING):
            yield numbers[person], key


def _weighed(pairs: list[tuple[int, int]], people: list[UUID], scale: Scale) -> Iterable[MayBeOne]:
    """Yield those pairs that may well be one person, a few thousand compared at a time."""
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        wanted = sorted({people[number] for pair in some for number in pair})
        known = {pk: facets(one, scale.book) for pk, one in sketches_of(wanted).items()}
        for pair in some:
            first, second = sorted((people[pair[0]], people[pair[1]]), key=lambda one: one.hex)
            if first not in known or second not in known:
                continue
            weighed = scale.weigh(known[first], known[second])
            if weighed.probability >= LEAST_SURE and speaks_for(weighed.pattern) not in _NO_REASON:
                yield MayBeOne(
                    one_id=first,
                    other_id=second,
                    bits=max(-3000, min(3000, round(weighed.bits * 10))),
                    speaks_for=list(map(str, speaks_for(weighed.pattern))),
                    speaks_against=list(map(str, speaks_against(weighed.pattern))),
                )


@one_transaction
def _keep(
    look: Linking,
    found: Iterable[MayBeOne],
    mine: list[UUID],
    fresh: set[UUID] | None,
    compared: int,
) -> None:
    """
    Put the pairs of a slice in place of those that stood there, each found when it first was, and
    note how far it has come.
    """
    lower = Q(one_id__gte=mine[0], one_id__lte=mine[-1]) if mine else Q(pk__in=[])
    old = MayBeOne.objects.filter(lower, agency_id=look.agency_id)
    again = [old]
    if fresh is not None:
        listed = sorted(fresh)
        portions = (listed[start : start + 400] for start in range(0, len(listed), 400))
        again = [old.filter(Q(one_id__in=some) | Q(other_id__in=some)) for some in portions]
    since: dict[tuple[UUID, UUID], datetime] = {}
    for rows in again:
        since |= {(one, other): at for one, other, at in rows.values_list(*_PAIR, "found_at")}
        rows.delete()
    now, kept = timezone.now(), []
    for one in found:
        one.agency_id = look.agency_id
        one.found_at = since.get((one.one_id, one.other_id), now)
        kept.append(one)
    MayBeOne.objects.bulk_create(kept, batch_size=500, ignore_conflicts=True)
    look.slices_done += 1
    look.compared += compared
    look.save(update_fields=["slices_done", "compared"])
