"""
Where weights come from: how often two people agree by chance, how often two entries of one person
do (by expectation and maximisation, without knowing which pairs are one), and the line between
evidence and probability.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from banso_recognition.levels import UNKNOWN
from banso_recognition.namebook import FAMILY, GIVEN, NameBook
from banso_recognition.weighing import Weights

Levels = tuple[tuple[str, str], ...]
_LEAST = 1e-6
_SMOOTH = 0.5
_ROUNDS = 60


def chances(book: NameBook) -> dict[str, float]:
    """Return how often two people share a part of their name by chance."""
    found: dict[str, float] = defaultdict(float)
    for (role, written, sound), times in book.counts.items():
        if not written or not sound:
            share = times / max(book.people, 1)
            found[f"{role}_{'written' if written else 'sound'}"] += share * share
    return {
        f"{role}_{how}": max(found[f"{role}_{how}"], _LEAST)
        for role in (FAMILY, GIVEN)
        for how in ("written", "sound")
    }


def shares(counted: Mapping[Levels, float]) -> dict[str, dict[str, float]]:
    """Return how often each level is met, of what is known of both."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for levels, times in counted.items():
        for what, level in levels:
            if level != UNKNOWN:
                found[what][level] += times
    return {
        what: {
            level: max(times / max(sum(some.values()), _LEAST), _LEAST)
            for level, times in some.items()
        }
        for what, some in found.items()
    }


def by_chance(pairs: Iterable[Levels], start: Weights) -> Weights:
    """Return weights whose `u` are those of pairs drawn at random."""
    counted: Counter[Levels] = Counter(pairs)
    known = sum(counted.values())
    smooth = {
        what: {level: _SMOOTH / max(known, 1) for level in levels}
        for what, levels in start.u.items()
    }
    met = shares(counted)
    u = {
        what: {level: met.get(what, {}).get(level, 0.0) or least for level, least in some.items()}
        for what, some in smooth.items()
    }
    return replace(start, u=u)


def by_expectation(counted: Mapping[Levels, int], start: Weights, *, same: float = 0.1) -> Weights:
    """
    Return weights whose `m` are fitted to pairs that share a key, of which nobody knows which are
    one person; those that are not have frequencies of their own, for they share a key as well.
    """
    m = {what: dict(some) for what, some in start.m.items()}
    other = shares(counted)
    for _round in range(_ROUNDS):
        ones: dict[Levels, float] = {}
        rest: dict[Levels, float] = {}
        for levels, times in counted.items():
            odds = math.log(same / (1 - same))
            for what, level in levels:
                if level != UNKNOWN:
                    mine = m[what].get(level, _LEAST)
                    odds += math.log(mine / other.get(what, {}).get(level, _LEAST))
            share = 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
            ones[levels], rest[levels] = times * share, times * (1 - share)
        total = sum(counted.values())
        before, same = same, min(max(sum(ones.values()) / max(total, 1), 1e-4), 1 - 1e-4)
        m, other = _with_all(shares(ones), start.m), shares(rest)
        if abs(before - same) < 1e-6:
            break
    return replace(start, m=m)


def _with_all(
    found: dict[str, dict[str, float]], start: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """Return fitted frequencies; what was never known of both keeps what it had."""
    return {
        what: {level: found[what].get(level, 1e-4) for level in some} if what in found else {**some}
        for what, some in start.items()
    }


def calibrated(weights: Weights, told: Sequence[tuple[float, bool]]) -> Weights:
    """
    Return weights whose line from evidence to probability fits pairs that were told apart: the
    slope and the offset of a logistic regression.
    """
    slope, offset = 1.0, 0.0
    for _round in range(50):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for bits, one in told:
            x = max(-40.0, min(40.0, bits)) * math.log(2)
            p = 1 / (1 + math.exp(-max(-40.0, min(40.0, slope * x + offset))))
            w = p * (1 - p) + 1e-12
            g0, g1 = g0 + (one - p), g1 + (one - p) * x
            h00, h01, h11 = h00 + w, h01 + w * x, h11 + w * x * x
        det = h00 * h11 - h01 * h01
        if det <= 1e-9:
            break
        step0, step1 = (h11 * g0 - h01 * g1) / det, (h00 * g1 - h01 * g0) / det
        offset, slope = offset + step0, slope + step1
        if abs(step0) + abs(step1) < 1e-7:
            break
    if slope <= 0:
        return weights
    return replace(weights, slope=slope, offset=offset / math.log(2))
