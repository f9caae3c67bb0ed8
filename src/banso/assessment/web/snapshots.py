"""Looking at assessments, comparing two of them, printing them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from banso.access.doors import door
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.assessment import queries
from banso.assessment.drawing import NARROW, drawn, thumb
from banso.assessment.rules import Direction, Hardship
from banso.assessment.sheet import left_out, sheet_of
from banso.audit.actions import record_read
from banso.kit.sheets.answering import answer_sheet
from banso.people.queries import known_as, person_seen

MOVED = 2  # of what moved so many are named beside the small picture


def _person_page(person_id: UUID) -> str:
    return f"/people/{person_id}/"


@door(Duty.SEE_MEMORY)
def listed(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """All assessments of a person, and two of them side by side."""
    person = person_seen(request.viewer, person_id)
    page = queries.assessments_of(person, request.viewer, cursor=request.GET.get("after", ""))
    record_read(what="assessment", people=[person.pk], by=request.viewer)
    context = {
        "person": person,
        "rows": page.rows,
        "next_cursor": page.next_cursor,
        "back_url": _person_page(person.pk),
    }
    return render(request, "assessment/list.html", context)


def _picture(now: Any, then: Any, viewer: Viewer) -> dict[str, Any]:
    """Return the picture with its table."""
    moves = queries.picture_of(now, then, viewer)
    title = _("Picture of composite hardship")
    return {
        "now": now,
        "then": then,
        "svg": drawn(moves, title=title, compared=then is not None),
        "svg_narrow": drawn(moves, title=title, compared=then is not None, shape=NARROW),
        "lines": [
            (Hardship.label_of(move.hardship), move, Direction.label_of(move.direction))
            for move in moves
        ],
    }


@door(Duty.SEE_MEMORY)
def latest(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: the newest assessment, with how it moved since the one before."""
    person = person_seen(request.viewer, person_id)
    rows = queries.latest_of(person, request.viewer)
    context: dict[str, Any] = {
        "person": person,
        "now": rows[0] if rows else None,
        "then": rows[1] if len(rows) > 1 else None,
    }
    if rows:
        moves = queries.picture_of(rows[0], context["then"], request.viewer)
        moved = [
            (one.label, Direction.label_of(one.direction))
            for one in moves
            if one.direction in (Direction.LIGHTER, Direction.HEAVIER)
        ]
        context |= {
            "svg": thumb(moves, title=_("Picture of composite hardship")),
            "moved": moved[:MOVED],
            "more": max(0, len(moved) - MOVED),
            "left_out": left_out(rows[0], request.viewer),
        }
        record_read(what="assessment", people=[person.pk], by=request.viewer)
    return render(request, "assessment/_partials/latest.html", context)


@door(Duty.SEE_MEMORY)
def show(request: WorkerRequest, assessment_id: UUID) -> HttpResponse:
    """One snapshot: its parts, what is known in each, the picture."""
    return show_with(request, queries.assessment_seen(request.viewer, assessment_id))


def show_with(
    request: WorkerRequest, found: Any, *, asks: dict[str, int] | None = None
) -> HttpResponse:
    """Return the page of one snapshot; `asks` where finishing it needs a second word."""
    record_read(what="assessment", people=[found.person_id], by=request.viewer)
    parts = queries.parts_of(found, request.viewer)
    context = {
        "asks": asks,
        "carried": sum(one.carried for one in parts),
        "heard": sum(one.heard for one in parts),
        "address_again": reverse("assessment:show", args=[found.pk]),
        "may_reopen": found.finished_on is not None and not queries.has_gone_on(found),
        "assessment": found,
        "person": found.person,
        "form": found.instrument.form,
        "parts": parts,
        "left_out": left_out(found, request.viewer),
        "back_url": _person_page(found.person_id),
        **_picture(found, None, request.viewer),
    }
    return render(request, "assessment/show.html", context, status=422 if asks else 200)


@door(Duty.SEE_MEMORY)
def compare(request: WorkerRequest, assessment_id: UUID, other_id: UUID) -> HttpResponse:
    """How hardship moved between two dates, and what else changed."""
    one, other = (
        queries.assessment_seen(request.viewer, assessment_id),
        queries.assessment_seen(request.viewer, other_id),
    )
    then, now = sorted((one, other), key=lambda row: (row.taken_on, str(row.pk)))
    record_read(what="assessment", people={then.person_id, now.person_id}, by=request.viewer)
    context = {
        "person": now.person,
        "then": then,
        "now": now,
        "back_url": reverse("assessment:list", args=[now.person_id]),
        "left_out": left_out(now, request.viewer),
        "changed": queries.changed_between(then, now, request.viewer),
        **_picture(now, then, request.viewer),
    }
    return render(request, "assessment/compare.html", context)


@door(Duty.SEE_MEMORY)
def compare_chosen(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Lead to the comparison of the two that were chosen."""
    person = person_seen(request.viewer, person_id)
    try:
        then, now = UUID(request.GET.get("then", "")), UUID(request.GET.get("now", ""))
    except ValueError:
        return redirect("assessment:list", person_id=person.pk)
    return redirect("assessment:compare", assessment_id=now, other_id=then)


@door(Duty.SEE_MEMORY)
def sheet(request: WorkerRequest, assessment_id: UUID, kind: str) -> HttpResponse:
    """The assessment sheet, on the screen, as PDF or Excel."""
    found = queries.assessment_seen(request.viewer, assessment_id)
    known = known_as(found.person, request.viewer)
    agency = agency_of(request.viewer)
    made = sheet_of(
        found,
        request.viewer,
        name=known.full or known.called,
        author=found.taken_by.name,
        stamps=agency.stamps,
    )
    record_read(
        what="print",
        people=[found.person_id],
        by=request.viewer,
        detail={"sheet": "assessment", "kind": kind},
    )

    def address(one: str) -> str:
        return reverse("assessment:sheet", args=[found.pk, one])

    context = {"back_url": reverse("assessment:show", args=[found.pk])}
    return answer_sheet(
        request, made, kind=kind, name="assessment", address=address, context=context
    )
