"""
Trends over everyone on screen: a chart, its table, its definition; every number opens the people
behind it.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.insight import actions, queries
from banso.insight.declared import figures
from banso.insight.figure_labels import kind_label, period_label
from banso.insight.queries.trends import Span
from banso.insight.web.published import (
    as_cells,
    from_the_snapshot,
    is_for_outside,
    people_page,
    what_is_hidden,
    year_asked,
    years_to_choose,
)
from banso.kit.charts import rows_of_bars
from banso.kit.export import Cell, as_file
from banso.kit.numbers import whole_number
from banso.kit.refusals import NotSeen

FIVE_YEARS = 4  # ago: five with this one


def _span(request: WorkerRequest) -> Span:
    last = year_asked(request, "last")
    return Span(
        min(year_asked(request, "first", ago=FIVE_YEARS), last),
        last,
        request.GET.get("by") == "month",
        request.GET.get("view") == "whole",
    )


def _query(span: Span) -> dict[str, Any]:
    return {
        "first": span.first,
        "last": span.last,
        "by": "month" if span.monthly else "year",
        "view": "whole" if span.whole else "end",
    }


def _labels(found: queries.Trend) -> list[str]:
    return [period_label(one.key) for one in found.periods]


@door(Duty.SEE_MEMORY)
def trends(request: WorkerRequest) -> HttpResponse:
    """Every figure there is."""
    return render(
        request,
        "insight/trends.html",
        {
            "figures": figures().values(),
            "at": queries.published_at(request.viewer),
        },
    )


@door(Duty.SEE_MEMORY)
@from_the_snapshot
def one(request: WorkerRequest, code: str) -> HttpResponse:
    """A figure over time."""
    span = _span(request)
    found = queries.trend(request.viewer, code, span)
    figure, labels = found.figure, _labels(found)
    named = figure.kinds_named
    ordered = [kind for kind in named if kind in found.kinds] + [
        kind for kind in found.kinds if kind not in named
    ]
    rows = [
        (
            kind,
            kind_label(figure, kind),
            [(period.key, found.numbers.get((kind, period.key), 0)) for period in found.periods],
        )
        for kind in ordered
    ]
    drawn = [
        (label, list(zip(labels, [number for _key, number in row], strict=True)))
        for _kind, label, row in rows
    ]
    context = {
        "code": code,
        "figure": figure,
        "span": span,
        "years": years_to_choose(request),
        "labels": labels,
        "rows": rows,
        "people": [(period.key, found.people.get(period.key, 0)) for period in found.periods],
        "at": found.at,
        "counts_people": figure.counts == "people",
        "picture": mark_safe(rows_of_bars(drawn, title=str(figure.title))) if rows else "",  # noqa: S308 — our own drawing
        "query": urlencode(_query(span)),
        "looks_at_the_end": figure.at_the_end,
    }
    return render(request, "insight/trend.html", context)


@door(Duty.SEE_MEMORY)
@from_the_snapshot
def behind(request: WorkerRequest, code: str) -> HttpResponse:
    """The people behind a number."""
    span = _span(request)
    period, kind = whole_number(request.GET.get("period", "")), request.GET.get("kind", "")
    if period is None:
        raise NotSeen
    page = queries.people_of_trend(
        request.viewer,
        code,
        span,
        period=period,
        kind=kind,
        cursor=request.GET.get("after_row", ""),
    )
    figure = figures()[code]
    heading = " ".join(
        part
        for part in (
            str(figure.title),
            period_label(period),
            kind_label(figure, kind) if kind else "",
        )
        if part
    )
    back = f"{reverse('insight:trend', args=[code])}?{urlencode(_query(span))}"
    return people_page(
        request,
        page,
        heading=heading,
        back=back,
        asked={**_query(span), "period": period, "kind": kind},
    )


@door(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
@from_the_snapshot
def taken_out(request: WorkerRequest, code: str, kind: str) -> HttpResponseBase:
    """
    A figure as a file; for outside the agency as what may be told of people.
    """
    if kind not in ("csv", "xlsx"):
        raise NotSeen
    span = _span(request)
    found = queries.trend(request.viewer, code, span)
    outside = is_for_outside(request)
    periods, numbers = (
        queries.trend_for_outside(request.viewer, code, span)
        if outside
        else (found.periods, dict[tuple[str, int], int | None](found.numbers))
    )
    actions.note_taken_out(what=f"figure:{code}", detail={"outside": outside}, by=request.viewer)
    kinds = sorted({kind for kind, _period in numbers})
    rows: list[list[Cell]] = [
        [
            period_label(period.key),
            *as_cells([numbers.get((one, period.key), 0) for one in kinds]),
        ]
        for period in periods
    ]
    notes: list[list[Cell]] = [
        [str(found.figure.definition)],
        [_("Published %(moment)s") % {"moment": found.at.strftime("%Y-%m-%d %H:%M")}],
    ]
    if outside:
        notes.append([what_is_hidden()])
    return as_file(
        kind,
        f"banso-{code}",
        [str(found.figure.title), *(kind_label(found.figure, one) for one in kinds)],
        rows,
        title=str(found.figure.title),
        notes=notes,
    )


@require_POST
@door(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
def publish(request: WorkerRequest) -> HttpResponse:
    """Bring the snapshot up to now."""
    actions.publish_agency(agency_id=request.viewer.agency_id)
    messages.success(request, _("Brought up to now."))
    return redirect("insight:trends")
