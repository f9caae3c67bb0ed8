"""What the person says to a plan, copies, and looking at how it went."""

from datetime import timedelta
from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people.rules import readable
from banso.planning import actions, queries, sheets
from banso.planning.queries.whole import lines_of, mark_of
from banso.planning.rules import CHANGES, Outcome
from banso.planning.web.forms.agreements import AgreementForm, CopyForm, EvaluationForm


def _show(plan_id: UUID, place: str = "") -> str:
    return reverse("planning:show", args=[plan_id]) + (f"#{place}" if place else "")


@door(Duty.PLAN, Duty.SEE_MEMORY)
def agree(request: WorkerRequest, plan_id: UUID) -> HttpResponse:
    """Keep what the person says to this version."""
    viewer = request.viewer
    plan = queries.plan_seen(viewer, plan_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        form = cast(AgreementForm, form)
        typed = form.cleaned_data
        agreement = actions.NewAgreement(
            answered=typed["answered"],
            way=typed["way"],
            on=typed["on"],
            explained_by_id=UUID(typed["explained_by"]),
            witness=typed["witness"],
            words=typed["words"],
            signature=form.strokes(),
            seen=typed["seen"],
        )
        try:
            actions.record_agreement(plan_id=plan.pk, agreement=agreement, by=viewer, new_id=token)
        except actions.ChangedMeanwhile:
            # the page that says so shows the plan as it is now: the next answer is to that
            form.data = {**form.data, "seen": mark_of(lines)}
            raise
        return _show(plan.pk, "agreements")

    lines = lines_of(plan, viewer)
    walking = queries.who_explains(plan.person_id, viewer)
    asker = str(viewer.member_id)
    page = FormPage(
        _("What does %(name)s say to the plan?") % {"name": plan.person.called_name},
        template="planning/agree.html",
        draft_key=f"agree:{plan.pk}",
        initial={
            "on": plan.person.last_day(viewer.today),
            "explained_by": asker if asker in dict(walking) else "",
            "way": "drawn",
            "seen": mark_of(lines),
        },
        form_kwargs={"members": walking},
        context={
            "submit_label": _("Keep this answer"),
            "back_url": _show(plan.pk),
            "plan": plan,
            "blocks": [*sheets.whole_blocks(lines), *sheets.left_out(viewer)],
            "lead": gettext_lazy(
                "“Not yet” and “would rather not” are answers too. Nothing is lost by them, "
                "and support goes on."
            ),
        },
    )
    record_read(what="plan", people=[plan.person_id], by=viewer)
    return answer_form(request, AgreementForm, page, act)


@door(Duty.PLAN, Duty.SEE_MEMORY)
def evaluate(request: WorkerRequest, plan_id: UUID) -> HttpResponse:
    """Look at a version together and settle what follows."""
    viewer = request.viewer
    plan = queries.plan_seen(viewer, plan_id)
    allowed = readable(viewer.duties)

    def act(form: BansoForm, token: UUID | None) -> str:
        form = cast(EvaluationForm, form)
        typed = form.cleaned_data
        actions.evaluate(
            plan_id=plan.pk,
            evaluation=actions.NewEvaluation(
                changes=[*typed["first"], *typed["changes"]],
                follow_ups=form.follow_ups(),
                **{
                    name: typed[name]
                    for name in (
                        "on",
                        "outcome",
                        "attained",
                        "remaining",
                        "words",
                        "view",
                        "sensitivity",
                        "conference_on",
                        "reason",
                        "reason_note",
                        "next_review_on",
                    )
                },
            ),
            by=viewer,
            new_id=token,
        )
        return (
            reverse("planning:replan", args=[plan.pk])
            if typed["outcome"] == Outcome.REPLAN
            else _show(plan.pk, "evaluations")
        )

    listed = [
        (code, one.label, one.first) for code, one in CHANGES.items() if one.sensitivity in allowed
    ]
    page = FormPage(
        _("Looking at plan no. %(number)s with %(name)s")
        % {"number": plan.number, "name": plan.person.called_name},
        template="planning/evaluate.html",
        draft_key=f"evaluate:{plan.pk}",
        initial={
            "on": viewer.today,
            "next_review_on": viewer.today + timedelta(days=91),
            "sensitivity": "plain",
        },
        form_kwargs={
            "first": [(code, label) for code, label, first in listed if first],
            "changes": [(code, label) for code, label, first in listed if not first],
            "protections": allowed,
            "goes_on": not plan.person.has_died,
        },
        about=plan.person_id,
        context={
            "back_url": _show(plan.pk),
            "plan": plan,
            "submit_label": _("Keep the evaluation"),
        },
    )
    return answer_form(request, EvaluationForm, page, act)


@door(Duty.PLAN, Duty.SEE_MEMORY)
def copy(request: WorkerRequest, plan_id: UUID) -> HttpResponse:
    """Note that the person was given a copy."""
    plan = queries.plan_seen(request.viewer, plan_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.hand_copy(plan_id=plan.pk, by=request.viewer, **form.typed())
        return _show(plan.pk, "agreements")

    page = FormPage(
        _("A copy for %(name)s") % {"name": plan.person.called_name},
        initial={"on": plan.person.last_day(request.viewer.today), "sheet": "personal"},
        about=plan.person_id,
        context={"back_url": _show(plan.pk), "submit_label": _("It was handed over")},
    )
    return answer_form(request, CopyForm, page, act)
