"""
Figures over everyone: who counts, in which period, under which key. Each is declared by the room it
is about.

A figure's rows are (person_id, period, kind). How many people, how often, and who is behind a
number all come from these rows, for the trend page, the report, the file and the second engine
alike. A row without a kind is none: so stands what somebody may not read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from banso_analysis.periods import Period, as_table, stands_between, stands_on

if TYPE_CHECKING:
    from banso_analysis.engines import Engine, Row

ENTRY = ("opened_on", "closed_on")  # between which days an entry in a ledger is open
SPAN = ("from_on", "until_on")
LAST = 1000  # place of what does not say where it stands in a list


@dataclass(frozen=True, eq=False)
class Figure:
    """
    A figure: its code, its rows as a question over periods, and whether it counts people or how
    often.

    `at_the_end` figures look at who is there on the last day of a period, unless asked over the
    whole of it. Title, definition and what the kinds are called (a mapping, or a function where
    homes add some of their own) are anything that `str` turns into words; the smaller `order` is
    offered first.
    """

    code: str
    rows: str
    counts: str = "people"
    at_the_end: bool = False
    title: Any = ""
    definition: Any = ""
    kinds: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = field(default_factory=dict)
    order: int = LAST

    @property
    def kinds_named(self) -> Mapping[str, Any]:
        """What the kinds are called, in the order in which they are shown."""
        return self.kinds() if callable(self.kinds) else self.kinds


@dataclass(frozen=True)
class Cell:
    """A number: in which period, of which kind, how many people and how often."""

    period: int
    kind: str
    people: int
    times: int


def in_period(table: str, day: str, kind: str = "'all'", *, where: str = "", join: str = "") -> str:
    """Return the rows `t` of a table whose day lies in a period, under a kind."""
    more = f" AND {where}" if where else ""
    return (
        f"SELECT t.person_id, p.period, {kind} AS kind FROM {table} t {join} JOIN {{periods}} p "
        f"ON t.{day} BETWEEN p.first_on AND p.last_on{more}"
    )


def standing(
    table: str,
    kind: str = "'all'",
    *,
    where: str = "",
    span: tuple[str, str] = SPAN,
    join: str = "",
) -> str:
    """Return the rows `t` of a table that stand in a period, under a kind."""
    more = f" AND {where}" if where else ""
    return (
        f"SELECT t.person_id, p.period, {kind} AS kind FROM {table} t {join} JOIN {{periods}} p "
        f"ON {in_the_period('t', span)}{more}"
    )


def in_the_period(row: str, span: tuple[str, str]) -> str:
    """Return the condition that a row stands on the last day of a period `p`, or on any day."""
    begins, ends = f"{row}.{span[0]}", f"{row}.{span[1]}"
    return (
        f"(({stands_on(begins, ends, 'p.last_on')}) OR (p.any_day AND "
        f"{stands_between(begins, ends, 'p.first_on', 'p.last_on')}))"
    )


def or_unknown(column: str) -> str:
    """Return a code as a kind; nothing written down is "unknown"."""
    return f"CASE WHEN {column} = '' THEN 'unknown' ELSE {column} END"


def rows_of(figure: Figure, periods: list[Period], *, whole: bool = False) -> str:
    """
    Return the question for a figure's rows; `whole` looks at all of each period also where the
    figure looks at its last day.
    """
    return figure.rows.replace(
        "{periods}", as_table(periods, at_the_end=figure.at_the_end and not whole)
    )


def counted(
    engine: "Engine", figure: Figure, periods: list[Period], beside: str, *, whole: bool = False
) -> "list[Row]":
    """
    Return by period and kind, and by period alone, how many different people there are and what
    else is asked `beside`; the last column says whether it is of the period alone.
    """
    return engine.rows(
        f"SELECT period, kind, COUNT(DISTINCT person_id), {beside}, GROUPING(kind) FROM "
        f"({rows_of(figure, periods, whole=whole)}) AS r WHERE kind IS NOT NULL "
        "GROUP BY GROUPING SETS ((period, kind), (period)) ORDER BY period, kind"
    )


def numbers(
    engine: "Engine", figure: Figure, periods: list[Period], *, whole: bool = False
) -> tuple[list[Cell], dict[int, int]]:
    """
    Return a figure's numbers by period and kind, and how many different people each period has at
    all (somebody may be of several kinds); the rows are read once.
    """
    if not periods:
        return [], {}
    found = counted(engine, figure, periods, "COUNT(*)", whole=whole)
    cells = [
        Cell(int(period), str(kind), int(people), int(times))
        for period, kind, people, times, of_all in found
        if not of_all
    ]
    return cells, {
        int(period): int(people) for period, _kind, people, _times, of_all in found if of_all
    }


def behind(
    engine: "Engine", figure: Figure, periods: list[Period], kind: str, *, whole: bool = False
) -> list[str]:
    """Return who is behind a number; no kind means any."""
    found = engine.rows(
        f"SELECT DISTINCT person_id, kind FROM ({rows_of(figure, periods, whole=whole)}) AS r "
        "WHERE kind IS NOT NULL"
    )
    return sorted({str(person) for person, one in found if not kind or one == kind})
