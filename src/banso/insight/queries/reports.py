"""Reports that must be filed, answered from the snapshot as somebody may see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from banso.access.viewer import Viewer
from banso.insight.models import ReportSetting
from banso.insight.queries.snapshots import asking, people_behind
from banso.insight.report_lines import REPORTS, lines_of
from banso.insight.report_rates import PER_100K, RATES, Rate
from banso.kit.pages import Page
from banso.kit.refusals import NotSeen
from banso.planning.services import all_services
from banso_analysis.periods import fiscal_years
from banso_analysis.reports import Filled, Line, filled, per_month_and_100k, rate
from banso_analysis.reports import people_behind as ids_behind


@dataclass(frozen=True)
class Report:
    """
    A report of a fiscal year: its lines, its numbers, its rates with numerator and denominator, and
    what is compared nationally.
    """

    code: str
    lines: tuple[Line, ...]
    found: Filled
    rates: list[tuple[Rate, int, int, float | None]]
    per_100k: dict[str, float | None]
    setting: ReportSetting | None
    at: datetime


def lines_of_year(viewer: Viewer, code: str, fiscal_year: int) -> tuple[Line, ...]:
    """
    Return the lines of a report, with those of the services that there were in that year.

    :raises NotSeen: if there is no such report, or the year has not begun
    """
    if code not in REPORTS:
        raise NotSeen
    periods = fiscal_years(fiscal_year, fiscal_year, until=viewer.today)
    if not periods:
        raise NotSeen
    first, last = periods[0].first, periods[0].last
    return lines_of(
        code,
        tuple(
            one.code
            for one in all_services()
            if one.from_on <= last and (one.until_on is None or one.until_on >= first)
        ),
    )


def report(viewer: Viewer, code: str, fiscal_year: int) -> Report:
    """
    Return a report over a fiscal year, as far as it has come.

    :raises NotSeen: if there is no such report, or the year has not begun
    :raises NothingPublished: if there is no snapshot yet
    """
    lines = lines_of_year(viewer, code, fiscal_year)
    with asking(viewer) as asked:
        found = filled(asked.engine, lines, fiscal_year=fiscal_year, today=viewer.today)
    kept = setting_of(viewer, fiscal_year)
    sums = [
        (
            one,
            sum(found.total(part) for part in one.part),
            sum(found.total(part) for part in one.of),
        )
        for one in RATES[code]
    ]
    per = {
        line.code: per_month_and_100k(
            found.over_numbers.get(line.code, 0), kept.population if kept else 0, len(found.over)
        )
        for line in lines
        if line.code in PER_100K
    }
    return Report(
        code,
        lines,
        found,
        [(one, part, of, rate(part, of)) for one, part, of in sums],
        per,
        kept,
        asked.at,
    )


def setting_of(viewer: Viewer, fiscal_year: int) -> ReportSetting | None:
    """Return the population that holds for a year: its own, else the newest before it."""
    return (
        ReportSetting.objects.filter(agency_id=viewer.agency_id, fiscal_year__lte=fiscal_year)
        .order_by("-fiscal_year", "-pk")
        .first()
    )


def people_of_report(
    viewer: Viewer, code: str, fiscal_year: int, *, line: str, period: int, cursor: str = ""
) -> Page[Any]:
    """
    Return a page of the people behind a number.

    :raises NotSeen: if there is no such number
    """
    wanted = next(
        (one for one in lines_of_year(viewer, code, fiscal_year) if one.code == line), None
    )
    if wanted is None:
        raise NotSeen
    with asking(viewer) as asked:
        try:
            found = ids_behind(
                asked.engine, wanted, fiscal_year=fiscal_year, period=period, today=viewer.today
            )
        except LookupError as error:
            raise NotSeen from error
    return people_behind(viewer, found, cursor=cursor)
