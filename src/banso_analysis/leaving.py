"""
Numbers that leave: what may be told of so many people to somebody who knows people of the town.

From 1 to 4 are hidden. Any other number is told up to two more or less, and how many depends on who
is counted: each person has a key, and the keys of all who are counted choose from a table (the
cell-key method: Fraser and Wooton, "A proposed method for confidentialising tabular output to
protect against differencing", UNECE work session 2005; used by the Australian Bureau of Statistics
and, since 2021, for the censuses of the European Union). So the same people are the same number in
every file there ever was, and taking the middle of many files tells no more than one; other people
are another number, so that the difference of two files, rows or periods is not the people between
them. Nobody (0) tells of nobody and is shown.

Percentages, intervals and tests for outside are made of the numbers that are told, never of the
true ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from banso_analysis.figures import counted

if TYPE_CHECKING:
    from banso_analysis.engines import Engine
    from banso_analysis.figures import Figure
    from banso_analysis.periods import Period

FEW = 5  # fewer people say too much of each
MOST = 2  # so many more or less is told
_DIGITS = 8  # hexadecimal ones of a key: the keys of a million people add up within 52 bits


@dataclass(frozen=True)
class Told:
    """
    What may be told, of a home whose secret chooses the keys: nobody who lacks it can work out how
    far a number is from the true one.
    """

    secret: str

    def key_of(self, person: str) -> int:
        """Return the key of a person, by their id in hexadecimal digits."""
        return int(sha256(f"{self.secret}{person}".encode()).hexdigest()[:_DIGITS], 16)

    def mark_of(self, person: str) -> str:
        """Return what a person is remembered by where an earlier list is to be recognised."""
        return sha256(f"{self.secret} list {person}".encode()).hexdigest()[:24]

    def in_sql(self) -> str:
        """Return how a question says `key_of`, in the part of SQL that both engines share."""
        mixed = f"SHA2(CONCAT('{self.secret}', person_id), 256)"
        return f"CAST(CONV(SUBSTR({mixed}, 1, {_DIGITS}), 16, 10) AS BIGINT)"

    def number(self, people: int, keys: int) -> int | None:
        """Return what may be told of so many different people whose keys add up to this."""
        if people < FEW:
            return None if people else 0
        chosen = sha256(f"{self.secret}{people} {keys}".encode()).digest()
        more = int.from_bytes(chosen[:8]) % (2 * MOST + 1) - MOST
        return max(people + more, FEW)

    def of(self, people: Iterable[str]) -> int | None:
        """Return what may be told of these people."""
        different = set(people)
        return self.number(len(different), sum(map(self.key_of, different)))


def told_numbers(
    engine: "Engine",
    figure: "Figure",
    periods: "list[Period]",
    told: Told,
    *,
    whole: bool = False,
) -> tuple[dict[tuple[str, int], int | None], dict[int, int | None]]:
    """
    Return what may be told of a figure: how many different people by kind and period, and how many
    each period has at all; people, also where the figure itself counts how often.
    """
    if not periods:
        return {}, {}
    keys_of_all = f"SUM(DISTINCT {told.in_sql()})"
    found = [
        (int(period), kind, told.number(int(people), int(keys)), bool(of_all))
        for period, kind, people, keys, of_all in counted(
            engine, figure, periods, keys_of_all, whole=whole
        )
    ]
    kinds = {(str(kind), period): number for period, kind, number, of_all in found if not of_all}
    parts = {
        period: [number for (_kind, one), number in kinds.items() if one == period]
        for _kind, period in kinds
    }
    return kinds, {
        period: whole_beside(number, parts[period])
        for period, _kind, number, of_all in found
        if of_all
    }


def may_be(told: int | None) -> tuple[int, int]:
    """Return the least and the most that a number may be of which this is told."""
    if told is None:
        return 1, FEW - 1
    return (max(told - MOST, FEW), told + MOST) if told else (0, 0)


def with_one_more(parts: Sequence[int | None]) -> list[int | None]:
    """
    Return the parts of a row with the smallest that is told hidden too, where one alone is hidden:
    where the same people stand in another row as well, that row would give it away (complementary
    suppression).
    """
    found = list(parts)
    shown = sorted((part, place) for place, part in enumerate(parts) if part)
    if found.count(None) == 1 and shown:
        found[shown[0][1]] = None
    return found


def whole_beside(whole: int | None, parts: Sequence[int | None]) -> int | None:
    """
    Return a sum as it may stand beside its parts: hidden, where the sum less the others would leave
    but one number that a hidden part can be.
    """
    if whole is None:
        return None
    low, high = may_be(whole)
    least, most = (sum(ends) for ends in zip(*map(may_be, parts), strict=True))
    for part in parts:
        if part is None:
            fewest, greatest = may_be(part)
            if max(fewest, low - most + greatest) >= min(greatest, high - least + fewest):
                return None
    return whole
