"""Beginning a plan, what stands around its grid, replanning."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.assessment.queries import latest_of, text_of_item
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm, Choices
from banso.people.queries import person_seen
from banso.people.rules import readable
from banso.planning import actions, queries
from banso.planning.rules import DEFAULT_PERIODS, FRAME_LABELS
from banso.planning.services import services_named, services_on
from banso.planning.web.forms.frames import FrameForm, ReplanForm

BEGIN = "#write"  # whoever comes to write may begin: the first cell has the focus


def _show(plan_id: UUID) -> str:
    return reverse("planning:show", args=[plan_id])


def _services(viewer: Viewer, chosen: list[str], on: Any) -> Choices:
    allowed = readable(viewer.duties)
    offered = services_on(on, allowed)
    return [
        (one.code, one.label)
        for one in [
            *offered,
            *(more for more in services_named(chosen, allowed) if more not in offered),
        ]
    ]


def _kept_unseen(chosen: list[str], typed: list[str], viewer: Viewer) -> list[str]:
    """Return the services as they are kept: those this viewer may not read stay as they were."""
    seen = {one.code for one in services_named(chosen, readable(viewer.duties))}
    return [*typed, *(code for code in chosen if code not in seen and code not in typed)]


@door(Duty.PLAN, Duty.SEE_MEMORY)
def begin(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Begin a plan; what the last assessment brings together stands ready to be changed."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    assessment = next(iter(latest_of(person, viewer, 1)), None)

    def act(form: BansoForm, token: UUID | None) -> str:
        form = cast(FrameForm, form)
        plan = actions.begin_plan(
            person_id=person.pk,
            made_on=form.cleaned_data["made_on"] or viewer.today,
            periods=form.periods(),
            review_on=form.cleaned_data["review_on"],
            assessment_id=assessment.pk if assessment else None,
            by=viewer,
            **form.frame(),
        )
        return _show(plan.pk) + BEGIN

    page = FormPage(
        _("A plan with %(name)s") % {"name": person.called_name},
        template="planning/frame.html",
        draft_key=f"plan:{person.pk}",
        initial={
            "made_on": person.last_day(viewer.today),
            "review_on": viewer.today + timedelta(days=91),
            "problems": text_of_item(assessment, "summary", viewer) if assessment else "",
        },
        form_kwargs={
            "periods": [{"code": code, "label": str(label)} for code, label in DEFAULT_PERIODS],
            "services": _services(viewer, [], viewer.today),
        },
        context={
            "back_url": f"/people/{person.pk}/",
            "submit_label": _("Begin"),
            "lead": gettext_lazy(
                "Only the periods are needed. Everything else may come later, or stay blank "
                "for months."
            ),
        },
    )
    record_read(what="plan", people=[person.pk], by=viewer)
    return answer_form(request, FrameForm, page, act)


@door(Duty.PLAN, Duty.SEE_MEMORY)
def frame(request: WorkerRequest, plan_id: UUID) -> HttpResponse:
    """Change what stands around the grid."""
    viewer = request.viewer
    plan = queries.plan_seen(viewer, plan_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        form = cast(FrameForm, form)
        kept = form.frame()
        kept["services"] = _kept_unseen(plan.services, kept["services"], viewer)
        actions.save_frame(
            plan_id=plan.pk,
            version=form.cleaned_data["version"],
            periods=form.periods(),
            review_on=form.cleaned_data["review_on"],
            by=viewer,
            **kept,
        )
        return _show(plan.pk)

    record_read(what="plan", people=[plan.person_id], by=viewer)
    initial = {
        name: getattr(plan, name)
        for name in ("version", "made_on", "review_on", "services", "work_target", *FRAME_LABELS)
    }
    page = FormPage(
        _("Plan no. %(number)s with %(name)s")
        % {"number": plan.number, "name": plan.person.called_name},
        template="planning/frame.html",
        draft_key=f"frame:{plan.pk}",
        initial=initial,
        context={"back_url": _show(plan.pk), "fixed_day": True},
        theirs=lambda row: [(label, getattr(row, name)) for name, label in FRAME_LABELS.items()],
        form_kwargs={
            "periods": plan.periods,
            "services": _services(viewer, plan.services, plan.made_on),
        },
    )
    return answer_form(request, FrameForm, page, act)


@door(Duty.PLAN, Duty.SEE_MEMORY)
def replan(request: WorkerRequest, plan_id: UUID) -> HttpResponse:
    """A new version, with the reason."""
    viewer = request.viewer
    plan = queries.plan_seen(viewer, plan_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        form = cast(ReplanForm, form)
        typed = form.cleaned_data
        new = actions.replan(
            plan_id=plan.pk,
            reason=typed["reason"],
            made_on=typed["made_on"],
            periods=form.periods(),
            review_on=typed["review_on"],
            by=viewer,
        )
        return _show(new.pk) + BEGIN

    record_read(what="plan", people=[plan.person_id], by=viewer)
    page = FormPage(
        _("Replan with %(name)s") % {"name": plan.person.called_name},
        template="planning/replan.html",
        draft_key=f"replan:{plan.pk}",
        initial={
            "made_on": plan.person.last_day(viewer.today),
            "review_on": viewer.today + timedelta(days=91),
        },
        form_kwargs={"periods": plan.periods},
        context={
            "back_url": _show(plan.pk),
            "submit_label": _("Make the new version"),
            "lead": gettext_lazy(
                "A plan is expected to be wrong in time. The grid and the sentences are "
                "copied; the earlier version stays as it is for ever."
            ),
        },
    )
    return answer_form(request, ReplanForm, page, act)
