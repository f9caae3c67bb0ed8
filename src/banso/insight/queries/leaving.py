"""
The gate of numbers: whatever leaves the agency as a number is made here, of the same people whoever
asks, of fiscal years that are over, and told as `banso_analysis.leaving` says. Hidden people are in
no number that leaves.

Years that are over, because another number shows that other people are counted: of a month, or of
a year that runs, somebody may know who the only one was that came.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from banso.access.viewer import Viewer
from banso.insight.queries.findings import Answers, Finding, finding
from banso.insight.queries.population import for_everybody, telling
from banso.insight.queries.reports import lines_of_year, setting_of
from banso.insight.queries.snapshots import asking
from banso.insight.queries.trends import Span, figure_called
from banso.insight.queries.year import findings_of_year
from banso.insight.report_rates import PER_100K, RATES, Rate
from banso.insight.statistics import Paired, paired
from banso.kit.refusals import NotSeen
from banso_analysis.leaving import told_numbers, with_one_more
from banso_analysis.periods import Period, fiscal_year_of, fiscal_years
from banso_analysis.reports import Line, per_month_and_100k, rate, told


def trend_for_outside(
    viewer: Viewer, code: str, span: Span
) -> tuple[list[Period], dict[tuple[str, int], int | None]]:
    """
    Return of how many people a figure may tell, by kind and year.

    :raises NotSeen: if there is no such figure, or it is asked for by month
    :raises NothingPublished: if there is no snapshot yet
    """
    if span.monthly:
        raise NotSeen
    figure = figure_called(code)
    periods = [one for one in span.periods(viewer.today) if one.last < viewer.today]
    with asking(for_everybody(viewer)) as asked:
        kinds, _people = told_numbers(asked.engine, figure, periods, telling(), whole=span.whole)
    return periods, kinds


@dataclass(frozen=True)
class ToldReport:
    """
    What a report of a year may tell: people by line, rates of what is told, and what is compared
    nationally; None where it may not.
    """

    lines: tuple[Line, ...]
    people: dict[str, int | None]
    rates: list[tuple[Rate, int | None, int | None, float | None]]
    per_100k: dict[str, float | None]


def report_for_outside(viewer: Viewer, code: str, fiscal_year: int) -> ToldReport:
    """
    Return what a report may tell of a year.

    :raises NotSeen: if there is no such report, or the year is not over
    :raises NothingPublished: if there is no snapshot yet
    """
    lines = lines_of_year(viewer, code, fiscal_year)
    year = fiscal_years(fiscal_year, fiscal_year, until=viewer.today)[0]
    if year.last >= viewer.today:
        raise NotSeen
    with asking(for_everybody(viewer)) as asked:
        people = told(asked.engine, lines, telling(), year=year, today=viewer.today)
    population = getattr(setting_of(viewer, fiscal_year), "population", 0)
    per_100k = {
        line: per_month_and_100k(number, population, 12) if number is not None else None
        for line, number in people.items()
        if line in PER_100K
    }
    return ToldReport(
        _once_each(lines), people, [_rate(one, people) for one in RATES[code]], per_100k
    )


def _once_each(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return lines of which no two tell of the same people: so many people, and how often."""
    found: dict[tuple[str, str], Line] = {}
    for line in sorted(lines, key=lambda one: one.counts != "people"):
        found.setdefault((line.figure.rows, line.kind), line)
    return tuple(one for one in lines if one in found.values())


def _rate(
    one: Rate, people: dict[str, int | None]
) -> tuple[Rate, int | None, int | None, float | None]:
    part, of = (_sum([people[code] for code in codes]) for codes in (one.part, one.of))
    return one, part, of, None if part is None or of is None else rate(part, of)


def _sum(told: list[int | None]) -> int | None:
    known = [one for one in told if one is not None]
    return sum(known) if len(known) == len(told) else None


@dataclass(frozen=True)
class ToldFinding:
    """
    What a finding may tell: how often each step was chosen at each moment, the four cells of the
    same people, and what follows from them; None where it may not.
    """

    found: Finding
    bars: list[tuple[str, list[int | None]]]
    cells: list[int | None]
    same: Paired | None


def finding_for_outside(
    viewer: Viewer, *, code: str, item: str, before: str, after: str
) -> ToldFinding:
    """
    Return what a finding may tell, of answers given before this fiscal year.

    :raises NotSeen: if nobody was asked with it, or it has no such item
    """
    everybody = for_everybody(viewer)
    found = finding(
        everybody, code=code, item=item, before=before, after=after, until=_last_year(viewer)
    )
    return _told(found)


def _last_year(viewer: Viewer) -> date:
    """Return the last day of the fiscal year before this one."""
    return date(fiscal_year_of(viewer.today), 4, 1) - timedelta(days=1)


def finding_as_it_is(
    viewer: Viewer, *, code: str, item: str, before: str, after: str
) -> ToldFinding:
    """
    Return a finding as it is told inside: every number, of whom this viewer may see.

    :raises NotSeen: if nobody was asked with it, or it has no such item
    """
    found = finding(viewer, code=code, item=item, before=before, after=after)
    same = found.same
    return ToldFinding(
        found,
        [(moment, [count for _step, count in steps]) for moment, steps in found.bars],
        [same.both, same.only_before, same.only_after, same.neither],
        same,
    )


def findings_for_outside(viewer: Viewer) -> list[tuple[dict[str, str], Finding]]:
    """Return the findings of the year that may be told, made of the numbers that are told."""
    found = findings_of_year(for_everybody(viewer), until=_last_year(viewer))
    every = [(asked, _told(one)) for asked, one in found]
    return [(asked, replace(one.found, same=one.same)) for asked, one in every if one.same]


def _told(found: Finding) -> ToldFinding:
    tell, counted = telling(), found.item.counted
    bars = [
        (moment, with_one_more([tell.of(_who(answers, step)) for step, _count in steps]))
        for (moment, steps), answers in zip(found.bars, (found.before, found.after), strict=True)
    ]
    first, second = found.before.said, found.after.said
    groups: dict[tuple[bool, bool], list[str]] = {}
    for person in first.keys() & second.keys():
        said = (first[person] in counted, second[person] in counted)
        groups.setdefault(said, []).append(person.hex)
    cells = [
        tell.of(groups.get(said, []))
        for said in ((True, True), (True, False), (False, True), (False, False))
    ]
    whole = [one for one in cells if one is not None]
    if len(whole) < len(cells) or not any(whole):
        # With the bars beside them three cells give the fourth; and p says which side it is on.
        return ToldFinding(found, bars, [None] * len(cells), None)
    return ToldFinding(found, bars, cells, paired(*whole))


def _who(answers: Answers, step: str) -> list[str]:
    """Return who chose a step; who would rather not answer left it out."""
    silent = answers.declined if not step else set[UUID]()
    return [person.hex for person, one in answers.steps.items() if one == step] + [
        person.hex for person in silent
    ]
