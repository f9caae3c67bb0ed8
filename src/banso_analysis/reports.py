"""
Reports that must be filed, and the rows that the official tables lack; each line is a figure,
counted by month and over the year.
"""

from dataclasses import dataclass
from datetime import date

from banso_analysis.engines import Engine
from banso_analysis.figures import FIGURES, Figure, behind, numbers
from banso_analysis.periods import Period, fiscal_years, months

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


def _rows(
    column: str, table: str, *, where: str = "", kind: str = "'all'", join: str = ""
) -> Figure:
    more = f" AND {where}" if where else ""
    return Figure(
        table,
        (
            f"SELECT t.person_id, p.period, {kind} AS kind FROM {table} t {join} JOIN "
            f"{{periods}} p ON t.{column} BETWEEN p.first_on AND p.last_on{more}"
        ),
    )


_SPOKEN = Figure(
    "spoken",
    "SELECT t.person_id, p.period, 'all' AS kind FROM (SELECT person_id, on_day FROM intakes "
    "UNION ALL SELECT person_id, on_day FROM contacts) t "
    "JOIN {periods} p ON t.on_day BETWEEN p.first_on AND p.last_on",
)
_SILENT = _rows("begun_on", "referrals", where="t.returned_on IS NULL AND t.next_look_on < {today}")
_PLACE_AND_SEX = _rows(
    "on_day",
    "encounters",
    where="t.outcome <> 'not_there'",
    kind=(
        "concat(t.place_kind, '-', CASE WHEN x.sex IN ('male', 'female') THEN x.sex ELSE "
        "'unknown' END)"
    ),
    join="JOIN people x ON x.person_id = t.person_id",
)
_CENTRE_IN = _rows("opened_on", "ledger_entries", where="t.ledger = 'centre'")
_CENTRE_OUT = _rows(
    "closed_on",
    "ledger_entries",
    where="t.ledger = 'centre'",
    kind="CASE WHEN t.exit_reason = '' THEN 'unknown' ELSE t.exit_reason END",
)
PLACES = (
    "park",
    "river",
    "road",
    "station",
    "facility",
    "cafe",
    "friend",
    "car",
    "home",
    "unknown",
)
SEXES = ("male", "female", "unknown")
EXITS = (
    "work",
    "assistance",
    "hospital",
    "facility",
    "own_wish",
    "left",
    "rules",
    "term",
    "other",
    "unknown",
)

SUPPORT = (
    Line("consultations", _rows("on_day", "intakes"), "times"),
    Line("plans", _rows("made_on", "plans"), "times"),
    Line("work_targets", _rows("made_on", "plans", where="t.work_target"), "people"),
    Line("worked", _rows("on_day", "changes", where="t.change = 'work'"), "people"),
    Line(
        "worked_targets",
        _rows("on_day", "changes", where="t.change = 'work' AND t.work_target"),
        "people",
    ),
    Line("earned", _rows("on_day", "changes", where="t.change = 'earns_more'"), "people"),
    Line(
        "earned_targets",
        _rows("on_day", "changes", where="t.change = 'earns_more' AND t.work_target"),
        "people",
    ),
)
ACCOMPANYING = (
    Line("spoken_people", _SPOKEN, "people"),
    Line("spoken_times", _SPOKEN, "times"),
    Line("being", _rows("on_day", "contacts", where="t.being"), "times"),
    Line("ways", FIGURES["ways"], "times"),
    Line("returns", FIGURES["returns"], "times"),
    Line("silent", _SILENT, "times"),
    Line("people", FIGURES["in_ledger"], "people"),
    Line("key_person", FIGURES["key_person"], "people"),
    Line("gives", FIGURES["gives"], "people"),
)
OUTREACH = (
    *(
        Line(f"{place}-{sex}", _PLACE_AND_SEX, "times", f"{place}-{sex}")
        for place in PLACES
        for sex in SEXES
    ),
    Line("seen_times", _PLACE_AND_SEX, "times"),
    Line("seen_people", _PLACE_AND_SEX, "people"),
    Line(
        "seen_new",
        _rows("on_day", "encounters", where="t.was_new AND t.outcome <> 'not_there'"),
        "people",
    ),
    Line("not_there", _rows("on_day", "encounters", where="t.outcome = 'not_there'"), "times"),
)
CENTRE = (
    Line(
        "there",
        Figure(
            "there",
            "SELECT person_id, period, kind FROM ("
            + FIGURES["in_ledger"].rows
            + ") t WHERE kind = 'centre'",
            at_the_end=True,
        ),
        "people",
    ),
    Line("came", _CENTRE_IN, "times"),
    *(Line(f"left-{reason}", _CENTRE_OUT, "times", reason) for reason in EXITS),
    Line("left", _CENTRE_OUT, "times"),
)
REPORTS: dict[str, tuple[Line, ...]] = {
    "support": SUPPORT,
    "accompanying": ACCOMPANYING,
    "outreach": OUTREACH,
    "centre": CENTRE,
}
SERVICES = _rows("made_on", "plan_services", kind="t.service")


@dataclass(frozen=True)
class Filled:
    """A report filled in: the months, the year as a whole, and each line's numbers by period."""

    months: list[Period]
    year: Period
    numbers: dict[str, dict[int, int]]

    def total(self, code: str) -> int:
        """
        Return a line's number over the whole year: of people different ones, not the sum of the
        months.
        """
        return self.numbers[code].get(self.year.key, 0)


def lines_of(report: str, services: tuple[str, ...] = ()) -> tuple[Line, ...]:
    """
    Return a report's lines; that of support has one for each statutory service, which the caller
    knows.

    :raises KeyError: if there is no such report
    """
    more = (
        tuple(Line(f"service-{code}", SERVICES, "times", code) for code in services)
        if report == "support"
        else ()
    )
    return REPORTS[report] + more


def _on(line: Line, today: date) -> Figure:
    return Figure(
        line.figure.code,
        line.figure.rows.replace("{today}", f"DATE '{today.isoformat()}'"),
        line.figure.counts,
        line.figure.at_the_end,
    )


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
    known: dict[str, tuple[dict[tuple[int, str], tuple[int, int]], dict[int, int]]] = {}
    for line in lines:
        figure = _on(line, today)
        if figure.rows not in known:
            read, found = numbers(engine, figure, periods)
            known[figure.rows] = (
                {(one.period, one.kind): (one.people, one.times) for one in read},
                found,
            )
        cells, people = known[figure.rows]
        lines_found[line.code] = {
            period.key: _number(line, period.key, cells, people) for period in periods
        }
    return Filled(cut, whole[0], lines_found)


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
    decimal (not a yearly rate, which would be twelve times as much).

    None where no population is known.
    """
    return (
        round(total / months_counted / population * PER, 1)
        if population and months_counted
        else None
    )


def rate(part: int, of: int) -> float | None:
    """Return a share, None of nothing."""
    return part / of if of else None
