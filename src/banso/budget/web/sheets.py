"""The sheets of a household's money, on the screen, as PDF and as Excel."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from banso.access.doors import door
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.budget import queries, sheets
from banso.kit.sheets import Sheet
from banso.kit.sheets.answering import answer_sheet


@door(Duty.SEE_MONEY)
def month(request: WorkerRequest, budget_id: UUID, kind: str) -> HttpResponse:
    """家計表・家計計画表."""
    return _answer(request, budget_id, "month", kind, sheets.month_sheet)


@door(Duty.SEE_MONEY)
def years(request: WorkerRequest, budget_id: UUID, kind: str) -> HttpResponse:
    """ライフイベント表."""
    return _answer(request, budget_id, "years", kind, sheets.years_sheet)


@door(Duty.SEE_MONEY)
def days(request: WorkerRequest, budget_id: UUID, kind: str) -> HttpResponse:
    """キャッシュフロー表."""
    return _answer(request, budget_id, "days", kind, sheets.days_sheet)


def _answer(
    request: WorkerRequest, budget_id: UUID, sheet: str, kind: str, build: Callable[..., Sheet]
) -> HttpResponse:
    budget = queries.budget_seen(request.viewer, budget_id)
    agency = agency_of(request.viewer).name
    made = build(queries.whole(budget), request.viewer, agency=agency)
    record_read(
        what="print",
        people=[budget.person_id],
        by=request.viewer,
        detail={"sheet": f"budget-{sheet}", "kind": kind},
    )
    return answer_sheet(
        request,
        made,
        kind=kind,
        name=f"budget-{sheet}",
        address=lambda one: reverse(f"budget:{sheet}", args=[budget.pk, one]),
        context={"back_url": reverse("budget:show", args=[budget.pk])},
    )
