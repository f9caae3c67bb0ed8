"""
Findings in numbers: exact tests and intervals from scipy, without a database and without Django.

Nothing here says that support has caused anything. Same people twice: McNemar's exact test and the
difference of paired shares with Newcombe's interval (method 10, 1998); sums:
Wilcoxon's signed ranks. Different people: Fisher's exact test or χ², Wilson's interval for each
share, Newcombe's hybrid interval for their difference (method 10, 1998a).

`scipy.stats` is loaded by scipy when it is first asked for: it takes a second, and most processes
count nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import scipy

CONFIDENCE = 0.95
DRAWN = 9999  # tables drawn where no formula is good enough
LEAST_EXPECTED = 5.0  # below, χ² is no good approximation and Fisher's test is taken


@dataclass(frozen=True)
class Share:
    """So many of so many, with Wilson's 95% interval; shares of nobody have none."""

    count: int
    of: int
    low: float | None
    high: float | None

    @property
    def share(self) -> float | None:
        """The share, between 0 and 1."""
        return self.count / self.of if self.of else None


def share_of(count: int, of: int) -> Share:
    """
    Return a share with Wilson's interval.

    :raises ValueError: if it is no share
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of}")
    if of == 0:
        return Share(0, 0, None, None)
    interval = scipy.stats.binomtest(count, of).proportion_ci(CONFIDENCE, method="wilson")
    return Share(count, of, float(interval.low), float(interval.high))


@dataclass(frozen=True)
class Paired:
    """
    The same people asked twice: who said it both times, only before, only after, neither time.
    """

    both: int
    only_before: int
    only_after: int
    neither: int
    p: float
    difference: float | None
    low: float | None
    high: float | None

    @property
    def pairs(self) -> int:
        """How many were asked, and answered, both times."""
        return self.both + self.only_before + self.only_after + self.neither

    @property
    def moved(self) -> bool | None:
        """Whether it has moved; None where interval and exact test don't say the same."""
        if self.low is None or self.high is None:
            return None
        outside = self.low > 0 or self.high < 0
        return outside if outside == (self.p < 1 - CONFIDENCE) else None


def paired(both: int, only_before: int, only_after: int, neither: int) -> Paired:
    """
    Return how the share has moved among the same people (after minus before).

    :raises ValueError: if a count is negative
    """
    if min(both, only_before, only_after, neither) < 0:
        raise ValueError("a count is negative")
    moved, pairs = only_before + only_after, both + only_before + only_after + neither
    p = (
        float(scipy.stats.binomtest(min(only_before, only_after), moved, 0.5).pvalue)
        if moved
        else 1.0
    )
    if not pairs:
        return Paired(0, 0, 0, 0, p, None, None, None)
    low, high = _newcombe_paired(both, only_after, only_before, neither)
    return Paired(
        both, only_before, only_after, neither, p, (only_after - only_before) / pairs, low, high
    )


def _newcombe_paired(a: int, b: int, c: int, d: int) -> tuple[float, float]:
    """
    Return Newcombe's interval (1998b, method 10) for (a + b)/n − (a + c)/n; φ is corrected for
    continuity.
    """
    n = a + b + c + d
    first, second = share_of(a + b, n), share_of(a + c, n)
    theta = (b - c) / n
    product = (a + b) * (c + d) * (a + c) * (b + d)
    numerator: float = a * d - b * c
    if numerator > 0:
        numerator = max(numerator - n / 2, 0)
    phi = numerator / sqrt(product) if product else 0.0
    one, other = _arms(first), _arms(second)
    down = sqrt(max(one[0] ** 2 - 2 * phi * one[0] * other[1] + other[1] ** 2, 0.0))
    up = sqrt(max(one[1] ** 2 - 2 * phi * one[1] * other[0] + other[0] ** 2, 0.0))
    return theta - down, theta + up


def _arms(share: Share) -> tuple[float, float]:
    """Return how far the interval reaches down and up from the share."""
    middle, low, high = (
        share.share or 0.0,
        share.low or 0.0,
        share.high if share.high is not None else 1.0,
    )
    return middle - low, high - middle


@dataclass(frozen=True)
class Apart:
    """
    Different people: two shares, their difference (second minus first) with its interval, and the
    test that was taken.
    """

    first: Share
    second: Share
    p: float | None
    test: str
    difference: float | None
    low: float | None
    high: float | None


def apart(first: tuple[int, int], second: tuple[int, int]) -> Apart:
    """
    Return how two groups of different people differ.

    :raises ValueError: if one is no share
    """
    one, other = share_of(*first), share_of(*second)
    if not one.of or not other.of:
        return Apart(one, other, None, "", None, None, None)
    table = [[one.count, one.of - one.count], [other.count, other.of - other.count]]
    rows, columns = (
        [sum(row) for row in table],
        [sum(column) for column in zip(*table, strict=True)],
    )
    if 0 in columns:
        p, test = 1.0, "fisher"
    elif min(row * column / sum(rows) for row in rows for column in columns) < LEAST_EXPECTED:
        p, test = float(scipy.stats.fisher_exact(table).pvalue), "fisher"
    else:
        p, test = float(scipy.stats.chi2_contingency(table, correction=False).pvalue), "chi2"
    theta = other.count / other.of - one.count / one.of
    below, above = _arms(other), _arms(one)
    return Apart(
        one,
        other,
        p,
        test,
        theta,
        theta - sqrt(below[0] ** 2 + above[1] ** 2),
        theta + sqrt(below[1] ** 2 + above[0] ** 2),
    )


@dataclass(frozen=True)
class Several:
    """
    Several groups of different people: each one's share with its interval, and whether they differ
    at all (χ², or exact by permutation where it is no good).
    """

    shares: list[Share]
    p: float | None
    test: str


def several(groups: Sequence[tuple[int, int]]) -> Several:
    """
    Return how several groups of different people compare.

    :raises ValueError: if one is no share
    """
    shares = [share_of(*one) for one in groups]
    table = [[one.count, one.of - one.count] for one in shares if one.of]
    columns = [sum(column) for column in zip(*table, strict=True)] if table else []
    if len(table) < 2 or 0 in columns:
        return Several(shares, 1.0 if len(table) > 1 else None, "")
    expected = scipy.stats.contingency.expected_freq(table)
    if expected.min() >= LEAST_EXPECTED:
        return Several(
            shares, float(scipy.stats.chi2_contingency(table, correction=False).pvalue), "chi2"
        )
    if len(table) == 2:
        return Several(shares, float(scipy.stats.fisher_exact(table).pvalue), "fisher")
    # drawn tables with the same margins (Patefield 1981), a fixed seed: the same data, the same p
    tables = scipy.stats.random_table([sum(row) for row in table], columns).rvs(
        size=DRAWN, random_state=1
    )
    seen = ((table - expected) ** 2 / expected).sum()
    as_far = (((tables - expected) ** 2 / expected).sum(axis=(1, 2)) >= seen - 1e-9).sum()
    return Several(shares, (1 + int(as_far)) / (DRAWN + 1), "drawn")


@dataclass(frozen=True)
class Ranked:
    """
    Sums of the same people: the middle difference (after minus before) and Wilcoxon's signed ranks
    over those that moved.
    """

    pairs: int
    moved: int
    median: float | None
    p: float | None


def ranked(before: Sequence[int], after: Sequence[int]) -> Ranked:
    """
    Return how sums have moved among the same people.

    :raises ValueError: if there are not as many after as before
    """
    if len(before) != len(after):
        raise ValueError("pairs are needed")
    differences = [later - earlier for earlier, later in zip(before, after, strict=True)]
    moved = [one for one in differences if one]
    if not differences:
        return Ranked(0, 0, None, None)
    ordered = sorted(differences)
    middle = len(ordered) // 2
    median = (
        float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    )
    return Ranked(
        len(differences),
        len(moved),
        median,
        float(scipy.stats.wilcoxon(moved).pvalue) if moved else 1.0,
    )


def steps_counted(steps: Sequence[str], codes: Sequence[str]) -> list[tuple[str, int]]:
    """
    Return how often each step was chosen, in order, with what was left out at the end: it is never
    dropped.
    """
    counted = Counter(steps)
    return [*((code, counted.get(code, 0)) for code in codes), ("", counted.get("", 0))]
