"""The sheets of planning, on the screen, as PDF and as Excel."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.kit.sheets import Sheet
from banso.kit.sheets.answering import answer_sheet
from banso.people.queries import known_as
from banso.planning import queries, sheets
from banso.planning.rules import SheetKind


@door(Duty.SEE_MEMORY)
def sheet(request: WorkerRequest, plan_id: UUID, sheet: str, kind: str) -> HttpResponse:
    """One sheet of a version."""
    if sheet not in SheetKind:
        raise Http404
    plan = queries.plan_seen(request.viewer, plan_id)
    known = known_as(plan.person, request.viewer)
    furigana = request.GET.get("furigana") == "1"
    made: Sheet
    if sheet == "personal":
        made = sheets.personal_sheet(plan, request.viewer, name=known.called, furigana=furigana)
    elif sheet == "whole":
        made = sheets.whole_sheet(plan, request.viewer, name=known.called, furigana=furigana)
    else:
        build = sheets.support_sheet if sheet == "support" else sheets.application_sheet
        made = build(
            plan,
            request.viewer,
            name=known.full or known.called,
            stamps=agency_of(request.viewer).stamps,
        )
    record_read(
        what="print",
        people=[plan.person_id],
        by=request.viewer,
        detail={"sheet": sheet, "kind": kind},
    )
    query = "?furigana=1" if furigana else ""

    def address(one: str) -> str:
        return reverse("planning:sheet", args=[plan.pk, sheet, one]) + query

    plain = reverse("planning:sheet", args=[plan.pk, sheet, "html"])
    more = (
        [
            (_("Without furigana"), plain)
            if furigana
            else (_("With furigana"), f"{plain}?furigana=1")
        ]
        if sheet in ("personal", "whole")
        else []
    )
    more += (
        [(_("Note that a copy was handed over"), reverse("planning:copy", args=[plan.pk]))]
        if request.viewer.may(Duty.PLAN)
        else []
    )
    context = {
        "back_url": reverse("planning:show", args=[plan.pk]),
        "more_links": more,
        "check_readings": furigana,
    }
    return answer_sheet(
        request, made, kind=kind, name=f"plan-{sheet}", address=address, context=context
    )


@door(Duty.SEE_MEMORY)
def evaluation_sheet(request: WorkerRequest, evaluation_id: UUID, kind: str) -> HttpResponse:
    """The evaluation sheet."""
    found = queries.evaluation_seen(request.viewer, evaluation_id)
    known = known_as(found.plan.person, request.viewer)
    made = sheets.evaluation_sheet(
        found,
        request.viewer,
        name=known.full or known.called,
        stamps=agency_of(request.viewer).stamps,
    )
    record_read(
        what="print",
        people=[found.plan.person_id],
        by=request.viewer,
        detail={"sheet": "evaluation", "kind": kind},
    )

    def address(one: str) -> str:
        return reverse("planning:evaluation_sheet", args=[found.pk, one])

    context = {"back_url": reverse("planning:show", args=[found.plan_id])}
    return answer_sheet(
        request, made, kind=kind, name="evaluation", address=address, context=context
    )
