"""Trends over everyone, answered from the snapshot as somebody may see it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import scipy

from banso.access.viewer import Viewer
from banso.insight.declared import figures
from banso.insight.models import RateChoice
from banso.insight.queries.snapshots import (
    NothingPublished,
    asking,
    moment_of,
    people_behind,
    snapshot_of,
)
from banso.insight.statistics import Share, share_of
from banso.kit.eras import fiscal_year
from banso.kit.pages import Page
from banso.kit.refusals import NotSeen
from banso_analysis.figures import Figure, behind, numbers
from banso_analysis.homes import MARKS, Choice, Kept, events, kept_after, stays
from banso_analysis.periods import Period, fiscal_years, months

MOST_YEARS = 12


@dataclass(frozen=True)
class Span:
    """
    Over which time a figure is looked at: fiscal years, or the months of one; on the last day of
    each period, or on any day of it.
    """

    first: int
    last: int
    monthly: bool = False
    whole: bool = False

    def periods(self, today: date) -> list[Period]:
        """Return the periods, the last one cut at today."""
        return (
            months(self.last, until=today)
            if self.monthly
            else fiscal_years(max(self.first, self.last - MOST_YEARS + 1), self.last, until=today)
        )


@dataclass(frozen=True)
class Trend:
    """
    A figure over time: numbers by kind and period, how many people each period has at all, and of
    which moment it is.
    """

    figure: Figure
    periods: list[Period]
    numbers: dict[tuple[str, int], int]
    kinds: list[str]
    people: dict[int, int]
    at: datetime


def trend(viewer: Viewer, code: str, span: Span) -> Trend:
    """
    Return a figure over time.

    :raises NotSeen: if there is no such figure
    :raises NothingPublished: if there is no snapshot yet
    """
    figure = figure_called(code)
    periods = span.periods(viewer.today)
    with asking(viewer) as asked:
        cells, people = numbers(asked.engine, figure, periods, whole=span.whole)
    found = {
        (one.kind, one.period): one.people if figure.counts == "people" else one.times
        for one in cells
    }
    return Trend(figure, periods, found, sorted({one.kind for one in cells}), people, asked.at)


def figure_called(code: str) -> Figure:
    """
    Return a figure by its code.

    :raises NotSeen: if there is none
    """
    found = figures().get(code)
    if found is None:
        raise NotSeen
    return found


def people_of_trend(
    viewer: Viewer, code: str, span: Span, *, period: int, kind: str, cursor: str = ""
) -> Page[Any]:
    """
    Return a page of the people behind a number, by name.

    :raises NotSeen: if there is no such figure or period
    :raises NothingPublished: if there is no snapshot yet
    """
    figure = figure_called(code)
    periods = [one for one in span.periods(viewer.today) if one.key == period]
    if not periods:
        raise NotSeen
    with asking(viewer) as asked:
        found = behind(asked.engine, figure, periods, kind, whole=span.whole)
    return people_behind(viewer, found, cursor=cursor)


@dataclass(frozen=True)
class Homes:
    """
    Whether homes are kept: after half a year, a year, three years, with intervals; and the curve.
    """

    marks: list[tuple[Kept, Share]]
    curve: list[tuple[float, float, float, float]]
    followed: int
    lost: int
    at: datetime


def homes(viewer: Viewer, choice: Choice) -> Homes:
    """
    Return whether people keep the home they moved into.

    :raises NothingPublished: if there is no snapshot yet
    """
    with asking(viewer) as asked:
        found = stays(asked.engine, today=viewer.today)
    kept = [kept_after(found, days, choice, today=viewer.today) for days in MARKS]
    spans = events(found, choice)
    return Homes(
        [(one, share_of(one.kept, one.of)) for one in kept],
        survival(spans),
        len(spans),
        sum(lost for _days, lost in spans),
        asked.at,
    )


def people_of_homes(
    viewer: Viewer, choice: Choice, *, days: int, group: str, cursor: str = ""
) -> Page[Any]:
    """
    Return a page of the people behind a number about homes.

    :raises NotSeen: if there is no such number
    """
    with asking(viewer) as asked:
        found = stays(asked.engine, today=viewer.today)
    people = kept_after(found, days, choice, today=viewer.today).people
    if days not in MARKS or group not in people:
        raise NotSeen
    return people_behind(viewer, people[group], cursor=cursor)


def survival(spans: list[tuple[int, bool]]) -> list[tuple[float, float, float, float]]:
    """
    Return Kaplan and Meier's curve with its 95% interval (log-log, after Greenwood): (days, share,
    low, high); whoever is no longer followed is censored.
    """
    lost = [days for days, event in spans if event]
    if not lost:
        return []
    right = [days for days, event in spans if not event]
    curve = scipy.stats.ecdf(scipy.stats.CensoredData(uncensored=lost, right=right)).sf
    interval = curve.confidence_interval(method="log-log")
    points = [(0.0, 1.0, 1.0, 1.0)]
    for place, days in enumerate(curve.quantiles):
        value = float(curve.probabilities[place])
        low, high = (
            float(interval.low.probabilities[place]),
            float(interval.high.probabilities[place]),
        )
        points.append(
            (float(days), value, value if low != low else low, value if high != high else high)
        )  # not a number where nothing varies
    return points


def on_the_curve(curve: list[tuple[float, float, float, float]], days: int) -> float | None:
    """Return what a curve says of a day after moving in; None where nobody was followed so long."""
    if not curve or curve[-1][0] < days:
        return None
    return [value for after, value, _low, _high in curve if after <= days][-1]


def years_known(today: date) -> list[int]:
    """Return the fiscal years that can be chosen, the newest first."""
    this = fiscal_year(today)
    return list(range(this, this - MOST_YEARS, -1))


def rate_choice(viewer: Viewer) -> Choice:
    """
    Return what counts in this fiscal year's rates of homes kept: what was chosen, else everybody
    out of contact and in care left out.
    """
    kept = (
        RateChoice.objects.filter(agency_id=viewer.agency_id, fiscal_year=fiscal_year(viewer.today))
        .order_by("-pk")
        .first()
    )
    return Choice(kept.lost, kept.care) if kept else Choice()


def published_at(viewer: Viewer) -> datetime | None:
    """Return of which moment the snapshot is, None where there is none."""
    try:
        return moment_of(snapshot_of(viewer.agency_id))
    except NothingPublished:
        return None
