"""
Looking at plans: the person's versions, one version on one screen, two versions side by side, the
desk's reviews.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import door
from banso.access.inside import first_of, saying
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.kit.formatting import brief_day
from banso.kit.furigana import without_marks
from banso.people.queries import person_seen
from banso.people.rules import readable
from banso.planning import queries
from banso.planning.rules import (
    CHANGES,
    FRAME_LABELS,
    AgreedBy,
    Answered,
    Attained,
    Outcome,
    SheetKind,
    due_kind,
)
from banso.planning.services import services_named
from banso.planning.signature import svg_of

STANDING = {
    "current": gettext_lazy("walked now"),
    "replaced": gettext_lazy("replanned"),
    "end": gettext_lazy("ended, the door is open"),
    "pause": gettext_lazy("pausing"),
}


@door(Duty.SEE_MEMORY)
def listed(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Every version of a person's plan."""
    person = person_seen(request.viewer, person_id)
    page = queries.plans_of(person, request.viewer, cursor=request.GET.get("after", ""))
    record_read(what="plan", people=[person.pk], by=request.viewer)
    rows = [
        (plan, STANDING["replaced" if plan.replaced_on else plan.end_kind or "current"])
        for plan in page.rows
    ]
    context = {
        "person": person,
        "rows": rows,
        "next_cursor": page.next_cursor,
        "back_url": f"/people/{person.pk}/",
    }
    return render(request, "planning/list.html", context)


@door(Duty.SEE_MEMORY)
def current(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: the plan that is walked now, the person's own sentences first."""
    person = person_seen(request.viewer, person_id)
    plans: list[dict[str, Any]] = [
        {
            "plan": plan,
            "grid": queries.grid_of(plan, request.viewer),
            "due": due_kind(plan.review_on, request.viewer.today),
        }
        for plan in queries.current_of(person, request.viewer)
    ]
    if plans:
        record_read(what="plan", people=[person.pk], by=request.viewer)
    answer = render(request, "planning/_partials/current.html", {"person": person, "plans": plans})
    said = [
        _("no. %(number)s, look at it again on %(day)s")
        % {"number": one["plan"].number, "day": brief_day(one["plan"].review_on)}
        for one in plans[:1]
    ]
    leads_to = reverse("planning:show", args=[plans[0]["plan"].pk]) if plans else ""
    if plans and plans[0]["plan"].agreed_on is None and request.viewer.may(Duty.PLAN):
        leads_to += "#write"
    return saying(answer, first_of(said, len(plans)) or _("None yet."), leads_to)


@door(Duty.PLAN, Duty.SEE_MEMORY)
def reviews(request: WorkerRequest) -> HttpResponse:
    """Fragment: plans to look at again; they stay until somebody has looked."""
    plans = queries.reviews_due(request.viewer)
    record_read(what="desk", people=[plan.person_id for plan in plans], by=request.viewer)
    rows = [(plan, due_kind(plan.review_on, request.viewer.today)) for plan in plans]
    return render(request, "planning/_partials/reviews.html", {"rows": rows})


@door(Duty.SEE_MEMORY)
def show(request: WorkerRequest, plan_id: UUID) -> HttpResponse:
    """One version on one screen: the person's sentences, the grid, what was agreed, how it went."""
    viewer = request.viewer
    plan = queries.plan_seen(viewer, plan_id)
    record_read(what="plan", people=[plan.person_id], by=viewer)
    allowed = readable(viewer.duties)
    evaluations = [
        {
            "row": one,
            "outcome": Outcome.label_of(one.outcome),
            "attained": Attained.label_of(one.attained),
            "changes": [
                CHANGES[code].label
                for code in one.changes
                if code in CHANGES and CHANGES[code].sensitivity in allowed
            ],
            "follow_ups": [
                f"{brief_day(date.fromisoformat(each['on']))} {each['text']}"
                for each in one.follow_ups
            ],
        }
        for one in queries.evaluations_of(plan, viewer)
    ]
    context = {
        "plan": plan,
        "person": plan.person,
        "grid": queries.grid_of(plan, viewer),
        "back_url": f"/people/{plan.person_id}/",
        "evaluations": evaluations,
        "agreements": [
            {
                "row": one,
                "said": Answered.label_of(one.answered),
                "way": AgreedBy.label_of(one.way),
                "svg": svg_of(one.signature) if one.signature else "",
            }
            for one in queries.agreements_of(plan)
        ],
        "copies": [(one, SheetKind.label_of(one.sheet)) for one in queries.copies_of(plan)],
        "services": [one.label for one in services_named(plan.services, allowed)],
        "may_write": plan.is_current and viewer.may(Duty.PLAN),
        "can_replan": viewer.may(Duty.PLAN) and queries.can_replan(plan),
        "due": due_kind(plan.review_on, viewer.today) if plan.is_current else "",
        "frame": [
            (label, getattr(plan, name))
            for name, label in FRAME_LABELS.items()
            if getattr(plan, name)
        ],
        "cells_url": reverse("planning:show", args=[plan.pk]) + "cells/",
        "others": [
            (
                one.pk,
                _("no. %(number)s, %(day)s")
                % {"number": one.number, "day": brief_day(one.made_on)},
            )
            for one in queries.plans_of(plan.person, viewer).rows
            if one.pk != plan.pk
        ],
    }
    return render(request, "planning/show.html", context)


@door(Duty.SEE_MEMORY)
def compare_chosen(request: WorkerRequest, plan_id: UUID) -> HttpResponse:
    """Lead to the comparison with the version that was chosen."""
    plan = queries.plan_seen(request.viewer, plan_id)
    try:
        other = UUID(request.GET.get("with", ""))
    except ValueError:
        return redirect("planning:show", plan_id=plan.pk)
    return redirect("planning:compare", plan_id=plan.pk, other_id=other)


@door(Duty.SEE_MEMORY)
def compare(request: WorkerRequest, plan_id: UUID, other_id: UUID) -> HttpResponse:
    """Two versions, cell by cell."""
    one, other = (
        queries.plan_seen(request.viewer, plan_id),
        queries.plan_seen(request.viewer, other_id),
    )
    before, after = sorted((one, other), key=lambda plan: (plan.made_on, plan.number, str(plan.pk)))
    record_read(what="plan", people={before.person_id, after.person_id}, by=request.viewer)
    found = queries.compared(before, after, request.viewer)
    context = {
        "person": after.person,
        "before": before,
        "after": after,
        "found": found,
        "back_url": reverse("planning:show", args=[plan_id]),
        "kept": [without_marks(text) for text in found.kept],
        "new": [without_marks(text) for text in found.new],
        "gone": [without_marks(text) for text in found.gone],
    }
    return render(request, "planning/compare.html", context)
