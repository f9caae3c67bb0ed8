"""
De-identifying for research: at least k people share every combination of what could tell who
somebody is, and among them every other column says at least two things: whoever knows that somebody
is in the list must not learn it from all of them saying the same (k-anonymity, Sweeney 2002;
l-diversity, Machanavajjhala and others 2007).

Days become months, then quarters, fiscal years, nothing; ages become decades, then spans of twenty
years, nothing; codes become nothing. The column that sets most
people apart is made coarser first, until few rows stand alone; those are left out. No row keeps an
id, and their order is that of what they say.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from banso_analysis.periods import fiscal_year_of

K = 5
L = 2
MAY_BE_LEFT_OUT = 0.05  # of all rows, before something is made coarser instead
ANY = "*"


@dataclass(frozen=True)
class Released:
    """
    What may leave: the rows, how coarse each telling column became (steps), how many rows were left
    out, and the places of those that were kept, in the order in which they were given.
    """

    rows: list[tuple[Any, ...]]
    steps: dict[str, int]
    left_out: int
    kept: list[int]


def _month(day: date) -> str:
    return f"{day.year}-{day.month:02d}"


def _quarter(day: date) -> str:
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def _fiscal(day: date) -> str:
    return f"FY{fiscal_year_of(day)}"


_STEPS: dict[str, tuple[Any, ...]] = {
    "day": (_month, _quarter, _fiscal, None),
    "number": (
        lambda age: f"{age // 10 * 10}-{age // 10 * 10 + 9}",
        lambda age: f"{age // 20 * 20}-{age // 20 * 20 + 19}",
        None,
    ),
    "code": (str, None),
}


def coarse(kind: str, value: Any, step: int) -> str:
    """
    Return a telling value so coarsely; what is not known stays not known until nothing is said any
    more.
    """
    if step >= len(_STEPS[kind]) - 1:
        return ANY
    return "" if value is None else str(_STEPS[kind][step](value))


def banded(number: int | None) -> str:
    """Return a number that does not tell who somebody is, roughly all the same."""
    if number is None:
        return ""
    return next(
        (
            f"{low}-{high}" if low != high else str(low)
            for low, high in ((0, 0), (1, 4), (5, 9), (10, 19), (20, 49))
            if low <= number <= high
        ),
        "50+",
    )


def released(
    rows: Sequence[Sequence[Any]], columns: Sequence[tuple[str, str, bool]], *, k: int = K
) -> Released:
    """
    Return rows as they may leave, for columns of (name, kind, whether it tells).

    :raises ValueError: if k is not at least two
    """
    if k < 2:
        raise ValueError(k)
    telling = [place for place, (_name, _kind, tells) in enumerate(columns) if tells]
    others = [(place, kind) for place, (_name, kind, tells) in enumerate(columns) if not tells]
    steps = dict.fromkeys(telling, 0)
    while True:
        keys = [
            tuple(coarse(columns[place][1], row[place], steps[place]) for place in telling)
            for row in rows
        ]
        groups = _safe_groups(rows, keys, others, k)
        alone = sum(key not in groups for key in keys)
        coarser = [place for place in telling if steps[place] < len(_STEPS[columns[place][1]]) - 1]
        if alone <= MAY_BE_LEFT_OUT * len(rows) or not coarser:
            break
        spread = {place: len({key[telling.index(place)] for key in keys}) for place in coarser}
        steps[max(coarser, key=lambda place: (spread[place], place))] += 1
    kinds = [kind for _name, kind, _tells in columns]
    kept = [place for place, key in enumerate(keys) if key in groups]
    made = [_row(rows[place], keys[place], telling, kinds) for place in kept]
    return Released(
        sorted(made, key=lambda row: tuple(map(str, row))),
        {columns[place][0]: step for place, step in steps.items()},
        len(rows) - len(kept),
        kept,
    )


def _safe_groups(
    rows: Sequence[Sequence[Any]],
    keys: Sequence[tuple[str, ...]],
    others: Sequence[tuple[int, str]],
    k: int,
) -> set[tuple[str, ...]]:
    """Return the combinations that enough people share, of whom not all say the same."""
    said: dict[tuple[str, ...], list[set[Any]]] = {}
    for row, key in zip(rows, keys, strict=True):
        found = said.setdefault(key, [set() for _one in others])
        for values, (place, kind) in zip(found, others, strict=True):
            values.add(banded(row[place]) if kind == "number" else row[place])
    return {
        key
        for key, number in Counter(keys).items()
        if number >= k and all(len(values) >= L for values in said[key])
    }


def _row(
    row: Sequence[Any], key: tuple[str, ...], telling: list[int], kinds: list[str]
) -> tuple[Any, ...]:
    return tuple(
        key[telling.index(place)]
        if place in telling
        else banded(value)
        if kinds[place] == "number"
        else value
        for place, value in enumerate(row)
    )
