"""
Every figure over everyone, declared once: who counts, in which period, under which key.

A figure's rows are (person_id, period, kind). How many people, how often, and who is behind a
number all come from these rows, for the trend page, the report, the
file and the second engine alike.
"""

from dataclasses import dataclass

from banso_analysis.engines import Engine
from banso_analysis.periods import Period, age_text, as_table

OVERLAP = "{t}.opened_on <= p.last_on AND ({t}.closed_on IS NULL OR {t}.closed_on >= p.first_on)"
STANDS = (
    "({t}.from_on IS NULL OR {t}.from_on <= p.last_on) AND ({t}.until_on IS NULL OR "
    "{t}.until_on > p.first_on)"
)


@dataclass(frozen=True)
class Figure:
    """
    A figure: its code, its rows as a question over periods, and whether it counts people or how
    often.

    `at_the_end` figures look at who is there on the last day of a period, unless asked over the
    whole of it.
    """

    code: str
    rows: str
    counts: str = "people"
    at_the_end: bool = False


@dataclass(frozen=True)
class Cell:
    """A number: in which period, of which kind, how many people and how often."""

    period: int
    kind: str
    people: int
    times: int


def _in(column: str, table: str, kind: str, *, where: str = "", join: str = "") -> str:
    """Return rows of a table whose day lies in a period."""
    more = f" AND {where}" if where else ""
    return (
        f"SELECT t.person_id, p.period, {kind} AS kind FROM {table} t {join} JOIN {{periods}} p "
        f"ON t.{column} BETWEEN p.first_on AND p.last_on{more}"
    )


def _overlapping(
    table: str, kind: str, *, where: str = "", rule: str = OVERLAP, join: str = ""
) -> str:
    """Return rows of a table that stand in a period."""
    more = f" AND {where}" if where else ""
    return (
        f"SELECT t.person_id, p.period, {kind} AS kind FROM {table} t {join} JOIN {{periods}} p "
        f"ON {rule.format(t='t')}{more}"
    )


_AGE = age_text("x", year="CAST(year(p.last_on) AS INT)", month="month(p.last_on)")
_BAND = (
    f"CASE WHEN x.birth_year IS NULL THEN 'unknown' WHEN {_AGE} < 20 THEN 'under_20' WHEN "
    f"{_AGE} < 30 THEN 'a20' WHEN {_AGE} < 40 THEN 'a30' "
    f"WHEN {_AGE} < 50 THEN 'a40' WHEN {_AGE} < 60 THEN 'a50' WHEN {_AGE} < 70 THEN 'a60' "
    "ELSE 'a70' END"
)
_PERSON = "JOIN people x ON x.person_id = t.person_id"
_NAMED = "CASE WHEN {0} = '' THEN 'unknown' ELSE {0} END"
_EARLIER = (
    "EXISTS (SELECT 1 FROM ledger_entries b WHERE b.person_id = t.person_id AND b.id <> t.id "
    "AND b.opened_on < t.opened_on)"
)
_COMPOSITE = (
    "SELECT h.person_id, h.period, CASE WHEN h.e + h.b + h.r = 0 THEN 'none' ELSE "
    "concat(CASE WHEN h.e = 1 THEN 'e' ELSE '' END, CASE WHEN h.b = 1 THEN 'p' ELSE '' END, "
    "CASE WHEN h.r = 1 THEN 'r' ELSE '' END) END AS kind FROM (SELECT t.person_id, p.period, "
    "MAX(CASE WHEN t.hardship = 'economic' AND t.level > 0 THEN 1 ELSE 0 END) AS e, "
    "MAX(CASE WHEN t.hardship = 'physical' AND t.level > 0 THEN 1 ELSE 0 END) AS b, MAX(CASE "
    "WHEN t.hardship = 'relational' AND t.level > 0 THEN 1 ELSE 0 END) AS r "
    "FROM hardships t JOIN {periods} p ON t.on_day BETWEEN p.first_on AND p.last_on GROUP BY "
    "t.person_id, p.period) h"
)
_ANSWER = (
    "CASE WHEN t.went_on IS NOT NULL OR t.state IN ('accepted', 'went', 'watched') THEN "
    "'accepted' WHEN t.refusal_reason <> '' THEN 'refused' "
    "WHEN t.asked_on IS NULL THEN 'not_asked' ELSE 'waiting' END"
)

FIGURES: dict[str, Figure] = {
    one.code: one
    for one in (
        Figure("in_ledger", _overlapping("ledger_entries", "t.ledger"), at_the_end=True),
        Figure(
            "came_in",
            _in(
                "opened_on",
                "ledger_entries",
                (
                    f"CASE WHEN t.came_from IS NOT NULL THEN 'passed_on' WHEN {_EARLIER} THEN "
                    "'again' ELSE 'new' END"
                ),
            ),
            "times",
        ),
        Figure(
            "flow",
            _in(
                "opened_on",
                "ledger_entries",
                "concat(f.ledger, '_', t.ledger)",
                join="JOIN ledger_entries f ON f.id = t.came_from",
            ),
            "times",
        ),
        Figure("went_out", _in("closed_on", "ledger_entries", "t.closing_reason"), "times"),
        Figure("age", _overlapping("ledger_entries", _BAND, join=_PERSON), at_the_end=True),
        Figure(
            "sex",
            _overlapping("ledger_entries", _NAMED.format("x.sex"), join=_PERSON),
            at_the_end=True,
        ),
        Figure(
            "sleeps",
            _overlapping(
                "ledger_entries", _NAMED.format("t.sleeps_kind"), where="t.ledger = 'outreach'"
            ),
            at_the_end=True,
        ),
        Figure(
            "since",
            _overlapping("ledger_entries", _NAMED.format("t.since"), where="t.ledger = 'outreach'"),
            at_the_end=True,
        ),
        Figure("hardship", _COMPOSITE),
        Figure("matters", _in("on_day", "matters", "t.matter")),
        Figure("channels", _in("on_day", "intakes", "t.channel"), "times"),
        Figure("ways", _in("begun_on", "referrals", "t.system"), "times"),
        Figure("answers", _in("begun_on", "referrals", _ANSWER), "times"),
        Figure("returns", _in("returned_on", "referrals", "t.return_reason"), "times"),
        Figure(
            "being",
            _in(
                "on_day",
                "contacts",
                (
                    "CASE WHEN t.being AND t.doing THEN 'both' WHEN t.being THEN 'being' ELSE "
                    "'doing' END"
                ),
            ),
            "times",
        ),
        Figure("met", _in("on_day", "encounters", "t.outcome"), "times"),
        Figure("planned", _in("made_on", "plan_cells", "t.domain")),
        Figure(
            "key_person",
            _overlapping("ties", "'key_person'", where="t.role = 'key_person'", rule=STANDS),
            at_the_end=True,
        ),
        Figure("gives", _overlapping("givings", "t.gift", rule=STANDS), at_the_end=True),
    )
}


def rows_of(figure: Figure, periods: list[Period], *, whole: bool = False) -> str:
    """
    Return the question for a figure's rows; `whole` looks at all of each period also where the
    figure looks at its last day.
    """
    return figure.rows.replace(
        "{periods}", as_table(periods, at_the_end=figure.at_the_end and not whole)
    )


def numbers(
    engine: Engine, figure: Figure, periods: list[Period], *, whole: bool = False
) -> tuple[list[Cell], dict[int, int]]:
    """
    Return a figure's numbers by period and kind, and how many different people each period has at
    all (somebody may be of several kinds); the rows are read once.
    """
    if not periods:
        return [], {}
    question = (
        "SELECT period, kind, COUNT(DISTINCT person_id), COUNT(*), GROUPING(kind) FROM "
        f"({rows_of(figure, periods, whole=whole)}) AS r "
        "GROUP BY GROUPING SETS ((period, kind), (period)) ORDER BY period, kind"
    )
    found = engine.rows(question)
    cells = [
        Cell(int(period), str(kind), int(people), int(times))
        for period, kind, people, times, of_all in found
        if not of_all
    ]
    return cells, {
        int(period): int(people) for period, _kind, people, _times, of_all in found if of_all
    }


def behind(
    engine: Engine, figure: Figure, periods: list[Period], kind: str, *, whole: bool = False
) -> list[str]:
    """Return who is behind a number; no kind means any."""
    found = engine.rows(
        f"SELECT DISTINCT person_id, kind FROM ({rows_of(figure, periods, whole=whole)}) AS r"
    )
    return sorted({str(person) for person, one in found if not kind or one == kind})
