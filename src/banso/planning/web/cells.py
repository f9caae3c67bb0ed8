"""
Writing into the grid and the person's own plan: on the same screen, or on a page of its own without
script.
"""

from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.assessment.rules import Domain
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.db import in_one_transaction
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.models import StaleEdit
from banso.kit.refusals import Refusal
from banso.people.rules import Sensitivity, readable
from banso.planning import actions, queries
from banso.planning.rules import CELL_FIELDS, DOMAIN_PROMPTS, sensitivities_for
from banso.planning.web.forms.cells import CellForm, GoalForm, TypedForm, WishForm


def _show(plan_id: UUID, place: str = "") -> str:
    return reverse("planning:show", args=[plan_id]) + (f"#{place}" if place else "")


def _side(request: WorkerRequest, name: str) -> str:
    """Return the fragment for the side of the screen, or the page of its own."""
    return f"planning/_partials/{name}.html" if request.htmx else f"planning/{name}.html"


def _wish_texts(row: Any) -> list[tuple[Any, Any]]:
    return [(gettext_lazy("The person’s words"), row.wish)]


def _goal_texts(row: Any) -> list[tuple[Any, Any]]:
    return [(gettext_lazy("The sentence: “I …”"), row.text)]


def _cell_texts(row: Any) -> list[tuple[Any, Any]]:
    return [
        (gettext_lazy("What, roughly"), row.content),
        (gettext_lazy("The person’s words"), row.words),
        (gettext_lazy("When"), row.timing),
        (gettext_lazy("How often"), row.frequency),
    ]


@door(Duty.PLAN, Duty.SEE_MEMORY)
def cell(
    request: WorkerRequest, plan_id: UUID, domain: str, period: str, sensitivity: str
) -> HttpResponse:
    """One cell, with what was tried before beside it."""
    viewer = request.viewer
    plan = queries.plan_seen(viewer, plan_id)
    view = queries.cell_seen(plan, domain, period, sensitivity, viewer)
    if not plan.is_current:
        return redirect("planning:show", plan_id=plan.pk)
    if request.method == "POST" and "typed" in request.POST:
        return _typed(request, plan_id, domain, period, sensitivity)
    if request.method == "GET" and request.GET.get("saved") and request.htmx:
        return _saved(request, plan_id, domain, period)
    place = f"cell-{domain}-{period}"

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = cast(CellForm, form)
        into = typed.cleaned_data.get("into") or sensitivity
        actions.save_cell(
            plan_id=plan.pk,
            domain=domain,
            period=period,
            sensitivity=sensitivity,
            version=typed.cleaned_data["version"],
            into=into,
            by=viewer,
            **typed.cell(),
        )
        address = reverse("planning:cell", args=[plan.pk, domain, period, into])
        return f"{address}?saved=1" if request.htmx else _show(plan.pk, place)

    protections = [kind for kind in sensitivities_for(domain) if kind in readable(viewer.duties)]
    initial: dict[str, Any] = (
        {name: getattr(view.cell, name) for name in CELL_FIELDS} if view.cell else {}
    )
    label = next(one["label"] for one in plan.periods if one["code"] == period)
    page = FormPage(
        f"{Domain.label_of(domain)} {label}",
        template=_side(request, "cell"),
        draft_key=f"cell:{plan.pk}:{domain}:{period}:{sensitivity}",
        initial={**initial, "into": sensitivity, "version": view.cell.version if view.cell else 0},
        theirs=_cell_texts,
        form_kwargs={"protections": protections, "frozen": plan.agreed_on is not None},
        context={
            "plan": plan,
            "person": plan.person,
            "prompt": DOMAIN_PROMPTS[domain],
            "back_url": _show(plan.pk, place),
            "form_action": request.path,
            "tried": SimpleLazyObject(lambda: queries.tried_before(plan, domain, viewer)),
            "frozen": plan.agreed_on is not None,
            "place": place,
            "domain": domain,
            "period": period,
            "other_protections": [
                (kind, Sensitivity.label_of(kind)) for kind in protections if kind != sensitivity
            ],
        },
    )
    if request.method != "POST":
        record_read(what="plan", people=[plan.person_id], by=viewer)
    return answer_form(request, CellForm, page, act)


def _typed(
    request: WorkerRequest, plan_id: UUID, domain: str, period: str, sensitivity: str
) -> HttpResponse:
    """
    Keep what was typed straight into the grid. The screen learns the version, or what somebody else
    wrote there meanwhile (409), or why it is not kept (422).
    """
    form = TypedForm(request.POST)
    if not form.is_valid():
        errors = [str(one) for one in form.errors.get("content", form.non_field_errors())]
        return JsonResponse({"errors": errors}, status=422)

    def write() -> int:
        kept = actions.save_cell(
            plan_id=plan_id,
            domain=domain,
            period=period,
            sensitivity=sensitivity,
            version=form.cleaned_data["version"] or 0,
            content=form.cleaned_data["content"].replace("\r\n", "\n"),
            by=request.viewer,
        )
        return kept.version if kept else 0

    try:
        return JsonResponse({"version": in_one_transaction(write)})
    except StaleEdit as edit:
        theirs, version = (getattr(edit.current, name) for name in ("content", "version"))
        return JsonResponse({"theirs": theirs, "version": version}, status=409)
    except Refusal as refusal:
        return JsonResponse({"errors": [str(refusal.sentence)]}, status=422)


def _saved(request: WorkerRequest, plan_id: UUID, domain: str, period: str) -> HttpResponse:
    """Say that a cell was saved, and put its place of the grid up to date."""
    plan = queries.plan_seen(request.viewer, plan_id)
    grid = queries.grid_of(plan, request.viewer)
    row = next(one for one in grid.rows if one.domain == domain)
    place = next(one for one in row.places if one.period == period)
    label = next(one["label"] for one in plan.periods if one["code"] == period)
    context = {
        "plan": plan,
        "row": row,
        "place": place,
        "label": label,
        "may_write": True,
        "oob": True,
        "cells_url": _show(plan.pk) + "cells/",
    }
    return render(request, "planning/_partials/saved.html", context)


@door(Duty.PLAN, Duty.SEE_MEMORY)
def wish(request: WorkerRequest, plan_id: UUID) -> HttpResponse:
    """What kind of days the person wishes for."""
    plan = queries.plan_seen(request.viewer, plan_id)
    personal = queries.personal_of(plan)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.save_wish(
            plan_id=plan.pk,
            wish=form.cleaned_data["wish"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        )
        return _show(plan.pk, "own")

    page = FormPage(
        _("The days %(name)s wishes for") % {"name": plan.person.called_name},
        draft_key=f"wish:{plan.pk}",
        about=plan.person_id,
        context={"back_url": _show(plan.pk, "own")},
        initial={"wish": personal.wish, "version": personal.version},
        theirs=_wish_texts,
    )
    return answer_form(request, WishForm, page, act)


def _goal_form(request: WorkerRequest, plan_id: UUID, goal: Any = None) -> HttpResponse:
    plan = queries.plan_seen(request.viewer, plan_id)
    if goal is not None:
        goal = queries.goal_of(plan, goal)
    asked = request.GET.get("period", "")

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.cleaned_data
        actions.save_goal(
            plan_id=plan.pk,
            goal_id=goal.pk if goal else None,
            goal=actions.NewGoal(
                text=typed["text"].replace("\r\n", "\n"),
                period=typed["period"],
                insisted=typed["insisted"],
                state=typed["state"],
            ),
            by=request.viewer,
            version=typed["version"] if goal else None,
            new_id=token,
        )
        return _show(plan.pk, "own")

    initial = (
        {name: getattr(goal, name) for name in ("text", "period", "insisted", "state", "version")}
        if goal
        else {
            "text": _("I "),
            "period": asked if asked in [one["code"] for one in plan.periods] else "",
        }
    )
    page = FormPage(
        _("In %(name)s’s own words") % {"name": plan.person.called_name},
        template="planning/goal.html",
        draft_key=f"goal:{plan.pk}:{goal.pk if goal else 'new'}",
        initial=initial,
        theirs=_goal_texts,
        about=plan.person_id,
        context={
            "back_url": _show(plan.pk, "own"),
            "plan": plan,
            "goal": goal,
            "lead": gettext_lazy(
                "Goals are found together, not set by us. It may stay open for months."
            ),
        },
        form_kwargs={"periods": [(one["code"], one["label"]) for one in plan.periods]},
    )
    return answer_form(request, GoalForm, page, act)


@door(Duty.PLAN, Duty.SEE_MEMORY)
def add_goal(request: WorkerRequest, plan_id: UUID) -> HttpResponse:
    """A new sentence of the person's."""
    return _goal_form(request, plan_id)


@door(Duty.PLAN, Duty.SEE_MEMORY)
def goal(request: WorkerRequest, plan_id: UUID, goal_id: UUID) -> HttpResponse:
    """Change a sentence, or note how it goes."""
    return _goal_form(request, plan_id, goal_id)


@require_POST
@door(Duty.PLAN, Duty.SEE_MEMORY)
def drop_goal(request: WorkerRequest, plan_id: UUID, goal_id: UUID) -> HttpResponse:
    """Take a sentence off."""
    actions.drop_goal(plan_id=plan_id, goal_id=goal_id, by=request.viewer)
    return redirect(_show(plan_id, "own"))
