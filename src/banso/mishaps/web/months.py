"""How often what happened, month by month; nobody is named and nobody ranked."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.kit.eras import months_later
from banso.kit.sheets.answering import answer_sheet
from banso.mishaps import queries, sheets
from banso.mishaps.rules import Kind, month_of, months_before

MONTHS = 12
MOST_LINES = 300


@door(Duty.SEE_MEMORY)
def months(request: WorkerRequest) -> HttpResponse:
    """How often each kind happened, by month, of what this viewer may know."""
    keys = months_before(request.viewer.today, MONTHS)
    counts = queries.by_month(request.viewer, month_of(keys[-1]))
    rows = [
        {
            "month": month_of(key),
            "counts": [counts.get(key, {}).get(kind, 0) for kind in Kind.values],
            "sum": sum(counts.get(key, {}).values()),
            "sheet_url": reverse("mishaps:month", args=[f"{month_of(key):%Y-%m}", "html"]),
        }
        for key in keys
    ]
    context = {"rows": rows, "kinds": Kind.labels, "back_url": reverse("mishaps:list")}
    return render(request, "mishaps/months.html", context)


@door(Duty.SEE_MEMORY)
def month(request: WorkerRequest, month: str, kind: str) -> HttpResponse:
    """A month as a sheet."""
    known = {f"{month_of(key):%Y-%m}": month_of(key) for key in months_before(_today(request), 120)}
    first = known.get(month, month_of(months_before(_today(request), 1)[0]))
    last = months_later(first, 1) - timedelta(days=1)
    rows = list(queries.mishaps_between(request.viewer, first, last)[: MOST_LINES + 1])
    present = queries.there([one.pk for one in rows])
    record_read(
        what="print",
        people={one.pk for people in present.values() for one in people},
        by=request.viewer,
        detail={"sheet": "mishaps", "kind": kind},
    )
    made = sheets.month_sheet(rows, request.viewer, first=first, most=MOST_LINES)

    def address(one: str) -> str:
        return reverse("mishaps:month", args=[f"{first:%Y-%m}", one])

    context = {"back_url": reverse("mishaps:months")}
    return answer_sheet(request, made, kind=kind, name="mishaps", address=address, context=context)


def _today(request: WorkerRequest) -> date:
    return request.viewer.today


@door(Duty.SEE_MEMORY)
def blank(request: WorkerRequest, kind: str) -> HttpResponse:
    """A sheet to fill in by hand."""

    def address(one: str) -> str:
        return reverse("mishaps:blank", args=[one])

    made = sheets.blank_sheet(request.viewer)
    context = {"back_url": reverse("mishaps:list")}
    return answer_sheet(request, made, kind=kind, name="mishap", address=address, context=context)
