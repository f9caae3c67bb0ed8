"""
Reports: lines counted by month and over the year, each out of a figure.
"""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from banso_analysis.engines import Engine
from banso_analysis.figures import Figure, behind, numbers
from banso_analysis.leaving import Told, told_numbers
from banso_analysis.periods import Period, fiscal_years, months, months_over
from banso_analysis.rounding import half_up

PER = 100_000


@dataclass(frozen=True)
class Line:
    """
    A line: its code, the rows it counts (of one kind, or of all), and whether it counts different
    people or how often.
    """

    code: str
    figure: Figure
    counts: str
    kind: str = ""


@dataclass(frozen=True)
class Filled:
    """
    A report filled in: the months, the year as a whole, and each line's numbers by period; of a
    running year also its months that are over, and each line's number over these together.
    """

    months: list[Period]
    year: Period
    numbers: dict[str, dict[int, int]]
    over: list[Period]
    over_numbers: dict[str, int]

    def total(self, code: str) -> int:
        """
        Return a line's number over the whole year: of people different ones, not the sum of the
        months.
        """
        return self.numbers[code][self.year.key]


def _on(line: Line, today: date) -> Figure:
    rows = line.figure.rows.replace("{today}", f"DATE '{today.isoformat()}'")
    return replace(line.figure, rows=rows)


def filled(engine: Engine, lines: tuple[Line, ...], *, fiscal_year: int, today: date) -> Filled:
    """
    Return a report over a fiscal year, as far as it has come.

    :raises ValueError: if the year has not begun
    """
    cut, whole = (
        months(fiscal_year, until=today),
        fiscal_years(fiscal_year, fiscal_year, until=today),
    )
    if not whole:
        raise ValueError(fiscal_year)
    periods, lines_found = [*cut, *whole], dict[str, dict[int, int]]()
    over, over_found = months_over(cut), dict[str, int]()
    # The months that are over, together, under a key that no month has.
    together = [Period(fiscal_year * 100, over[0].first, over[-1].last)] if over else []
    known: dict[str, tuple[dict[tuple[int, str], tuple[int, int]], dict[int, int]]] = {}
    for line in lines:
        figure = _on(line, today)
        if figure.rows not in known:
            read, found = numbers(engine, figure, [*periods, *together])
            known[figure.rows] = (
                {(one.period, one.kind): (one.people, one.times) for one in read},
                found,
            )
        cells, people = known[figure.rows]
        lines_found[line.code] = {
            period.key: _number(line, period.key, cells, people) for period in periods
        }
        for one in together:
            over_found[line.code] = _number(line, one.key, cells, people)
    return Filled(cut, whole[0], lines_found, over, over_found)


def told(
    engine: Engine, lines: tuple[Line, ...], secret: Told, *, year: Period, today: date
) -> dict[str, int | None]:
    """
    Return by line of how many people a report of a year may tell, also where the line counts how
    often: how often one person came could be read off two files.
    """
    known: dict[str, tuple[dict[tuple[str, int], int | None], dict[int, int | None]]] = {}
    found: dict[str, int | None] = {}
    for line in lines:
        figure = _on(line, today)
        if figure.rows not in known:
            known[figure.rows] = told_numbers(engine, figure, [year], secret)
        kinds, people = known[figure.rows]
        found[line.code] = (
            kinds.get((line.kind, year.key), 0) if line.kind else people.get(year.key, 0)
        )
    return found


def _number(
    line: Line, period: int, cells: dict[tuple[int, str], tuple[int, int]], people: dict[int, int]
) -> int:
    if line.kind:
        found = cells.get((period, line.kind), (0, 0))
        return found[0] if line.counts == "people" else found[1]
    if line.counts == "people":
        return people.get(period, 0)
    return sum(times for (one, _kind), (_people, times) in cells.items() if one == period)


def people_behind(
    engine: Engine, line: Line, *, fiscal_year: int, period: int, today: date
) -> list[str]:
    """
    Return who is behind a number of a report.

    :raises LookupError: if there is no such period
    """
    periods = [
        one
        for one in (
            *months(fiscal_year, until=today),
            *fiscal_years(fiscal_year, fiscal_year, until=today),
        )
        if one.key == period
    ]
    if not periods:
        raise LookupError(period)
    return behind(engine, _on(line, today), periods, line.kind)


def per_month_and_100k(total: int, population: int, months_counted: int) -> float | None:
    """
    Return a year's total as it is compared nationally: total ÷ months ÷ population × 100,000, one
    decimal (not a yearly rate, which would be twelve times as much). Of a running year only months
    that are over are counted, above and below.

    None where no population is known, or no month is over.
    """
    if not (population and months_counted):
        return None
    return float(half_up(Fraction(total * PER, months_counted * population), 1))


def rate(part: int, of: int) -> float | None:
    """Return a share, None of nothing."""
    return part / of if of else None
