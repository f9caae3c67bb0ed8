"""How well doubles are found in a home, counted from what people said of each pair."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from django.utils import timezone

from banso.access.viewer import Viewer
from banso.people.models import DoubleJudged, MayBeOne
from banso.people.rules import Judged

MONTHS = 12
LATELY = timedelta(days=90)
FEWEST = 20  # pairs in each time before one is held against the other
FALLEN = 0.1


@dataclass(frozen=True)
class MonthOfDoubles:
    """Of one month: pairs found, said to be one, said to be two, parted again, put off or asked."""

    first: date
    found: int
    one: int
    two: int
    waiting: int
    parted: int


@dataclass(frozen=True)
class HowWell:
    """
    Of the pairs somebody judged: of those `proposed` how many were one person, and of those who
    were `one` how many had been proposed. Both are the same pairs, `right`.
    """

    right: int
    proposed: int
    one: int

    @property
    def precision(self) -> float | None:
        """The share of the proposed that were one person."""
        return self.right / self.proposed if self.proposed else None

    @property
    def recall(self) -> float | None:
        """The share of those who were one person that had been proposed."""
        return self.right / self.one if self.one else None


@dataclass(frozen=True)
class LookingWell:
    """Month by month, on the whole, by how sure the look was, and whether it has fallen behind."""

    months: list[MonthOfDoubles]
    whole: HowWell
    surely: HowWell
    perhaps: HowWell
    fallen_behind: bool


@dataclass(frozen=True)
class _Said:
    judged: str
    bits: int | None
    at: datetime
    parted: bool


SURE = 100  # tenths of a bit: a thousand to one


def looking_well(viewer: Viewer) -> LookingWell:
    """
    Return how well doubles are found here: the last twelve months and all that was said of pairs.
    Counts of an agency, of nobody in particular.
    """
    said = _said_of_pairs(viewer.agency_id)
    last = [_last(words) for words in said.values()]
    return LookingWell(
        months=_months(viewer, said),
        whole=how_well(last),
        surely=how_well(one for one in last if one.bits is None or one.bits >= SURE),
        perhaps=how_well(one for one in last if one.bits is not None and one.bits < SURE),
        fallen_behind=_fallen(last),
    )


def has_fallen_behind(agency_id: UUID) -> bool:
    """Return whether the proposals of an agency have become clearly worse lately."""
    return _fallen([_last(words) for words in _said_of_pairs(agency_id).values()])


def _said_of_pairs(agency_id: UUID) -> dict[tuple[UUID, UUID], list[DoubleJudged]]:
    said: dict[tuple[UUID, UUID], list[DoubleJudged]] = {}
    rows = DoubleJudged.objects.filter(agency_id=agency_id).order_by("pk")
    for row in rows.iterator(chunk_size=2000):
        said.setdefault((row.one_id, row.other_id), []).append(row)
    return said


def _fallen(last: list[_Said]) -> bool:
    lately = timezone.now() - LATELY
    before = how_well(one for one in last if one.at < lately)
    return has_fallen(before, how_well(one for one in last if one.at >= lately))


def has_fallen(before: HowWell, now: HowWell) -> bool:
    """
    Return whether proposals are clearly worse than they were: ten in a hundred less that were one
    person, or that were seen, over at least twenty pairs in each time.
    """
    shares = (
        (before.precision, now.precision, before.proposed, now.proposed),
        (before.recall, now.recall, before.one, now.one),
    )
    return any(
        was is not None and is_now is not None and min(many) >= FEWEST and was - is_now >= FALLEN
        for was, is_now, *many in shares
    )


def how_well(said: Iterable[_Said]) -> HowWell:
    """Return how many proposals were right, and how many who were one had been proposed."""
    right = proposed = one = 0
    for word in said:
        if word.judged not in (Judged.ONE, Judged.TWO):
            continue
        is_one = word.judged == Judged.ONE
        one += is_one
        proposed += word.bits is not None
        right += is_one and word.bits is not None
    return HowWell(right, proposed, one)


def _last(words: list[DoubleJudged]) -> _Said:
    parted = any(
        before.judged == Judged.ONE and after.judged == Judged.TWO
        for before, after in pairwise(words)
    )
    return _Said(words[-1].judged, words[-1].bits, words[-1].at, parted)


def _months(
    viewer: Viewer, said: dict[tuple[UUID, UUID], list[DoubleJudged]]
) -> list[MonthOfDoubles]:
    firsts = [viewer.today.replace(day=1)]
    while len(firsts) < MONTHS:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    counts = {
        first: dict.fromkeys(("found", "one", "two", "waiting", "parted"), 0) for first in firsts
    }

    def count(at: datetime | None, what: str) -> None:
        if at is not None and (first := timezone.localdate(at).replace(day=1)) in counts:
            counts[first][what] += 1

    found = MayBeOne.objects.filter(agency_id=viewer.agency_id)
    open_ones = {
        (one, other): at for one, other, at in found.values_list("one_id", "other_id", "found_at")
    }
    for pair, at in open_ones.items():
        if pair not in said:
            count(at, "found")
    for words in said.values():
        count(words[0].found_at, "found")
        kind = {Judged.ONE: "one", Judged.TWO: "two"}.get(Judged(words[-1].judged), "waiting")
        last = _last(words)
        count(last.at, "parted" if last.parted else kind)
    since = [place for place, first in enumerate(firsts) if any(counts[first].values())]
    return [MonthOfDoubles(first, **counts[first]) for first in firsts[: max(since, default=0) + 1]]
