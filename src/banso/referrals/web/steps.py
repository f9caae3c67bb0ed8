"""Stepping on, looking, welcoming back."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage, nothing_replaced
from banso.kit.forms import BansoForm
from banso.people.web.living import open_with_the_living
from banso.referrals import actions, queries
from banso.referrals.rules import (
    NextStep,
    ReturnReason,
    State,
    proposed_look,
    way,
)
from banso.referrals.web.forms import BackForm, LookForm, StepForm
from banso.referrals.web.referrals import address_of


@door(Duty.REFER, Duty.SEE_MEMORY)
def step(request: WorkerRequest, referral_id: UUID, to: str) -> HttpResponse:
    """One step on."""
    viewer = request.viewer
    referral = queries.referral_seen(viewer, referral_id)
    if to not in set(State) or to == State.RETURNED:
        raise Http404
    if request.method == "GET" and way(referral.state, to) is None:
        return redirect(address_of(referral.pk))

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.take_step(
            referral_id=referral.pk,
            step=actions.Step(to=to, **form.typed()),
            by=viewer,
            version=form.cleaned_data["version"],
        )
        return address_of(referral.pk)

    page = FormPage(
        f"{State.label_of(to)}: {referral.receiver}",
        draft_key=f"step:{referral.pk}:{to}",
        form_kwargs={"to": to},
        initial={
            "on": viewer.today if to == State.REFUSED else referral.person.last_day(viewer.today),
            "next_look_on": proposed_look(to, viewer.today),
            "version": referral.version,
            "told_by": "worker",
        },
        about=referral.person_id,
        context={
            "back_url": address_of(referral.pk),
            "lead": gettext_lazy(
                "Not taken is no failure: it comes back to you in two days, for the next try."
            )
            if to == State.REFUSED
            else "",
        },
        theirs=lambda row: [(gettext_lazy("Stands now at"), State.label_of(row.state))],  # type: ignore[attr-defined]
        now=nothing_replaced,
    )
    return answer_form(request, StepForm, page, act)


@door(Duty.REFER, Duty.SEE_MEMORY)
def look(request: WorkerRequest, referral_id: UUID) -> HttpResponse:
    """A look, and the day of the next."""
    viewer = request.viewer
    referral = queries.referral_seen(viewer, referral_id)
    open_with_the_living(referral.person)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.look(referral_id=referral.pk, on=viewer.today, by=viewer, **form.typed())
        return address_of(referral.pk)

    page = FormPage(
        _("How does it go with %(receiver)s?") % {"receiver": referral.receiver},
        initial={"next_look_on": proposed_look(referral.state, viewer.today)},
        about=referral.person_id,
        context={"back_url": address_of(referral.pk)},
    )
    return answer_form(request, LookForm, page, act)


@door(Duty.REFER, Duty.SEE_MEMORY)
def back(request: WorkerRequest, referral_id: UUID) -> HttpResponse:
    """Welcome back; what comes next is settled at once."""
    viewer = request.viewer
    referral = queries.referral_seen(viewer, referral_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        done = actions.bring_back(
            referral_id=referral.pk,
            back=actions.Return(**form.typed()),
            by=viewer,
            version=form.cleaned_data["version"],
        )
        not_kept = done.return_reason in (ReturnReason.NOT_TAKEN, ReturnReason.PUSHED_OUT)
        if done.next_step == NextStep.NEW_REFERRAL and not_kept:
            return reverse("referrals:next_try", args=[done.pk])
        if done.next_step == NextStep.NEW_REFERRAL:
            return reverse("referrals:begin", args=[done.person_id]) + f"?follows={done.pk}"
        return (
            reverse("planning:list", args=[done.person_id])
            if done.next_step == NextStep.REPLAN
            else address_of(done.pk)
        )

    page = FormPage(
        _("Welcome back: %(name)s") % {"name": referral.person.called_name},
        template="referrals/back.html",
        draft_key=f"back:{referral.pk}",
        initial={"on": viewer.today, "version": referral.version, "told_by": "person"},
        about=referral.person_id,
        context={
            "back_url": address_of(referral.pk),
            "referral": referral,
            "submit_label": _("On we go"),
            "lead": gettext_lazy("Coming back is the normal next move."),
        },
    )
    return answer_form(request, BackForm, page, act)
