"""
Referrals one by one: considering, stepping on, looking, welcoming back, slips; and the silence on
the desk.
"""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import agency_of, member_choices
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen
from banso.kit.sheets.answering import answer_sheet
from banso.people.queries import person_seen
from banso.people.rules import readable
from banso.planning.queries import plan_seen
from banso.referrals import actions, queries, sheets
from banso.referrals.rules import (
    WAYS,
    NextStep,
    RefusalReason,
    ReturnReason,
    State,
    ToldBy,
    is_at_risk,
    proposed_look,
    way,
)
from banso.referrals.web.forms import BackForm, BeginForm, LookForm, StepForm
from banso.resources.queries import service_seen, trust_of
from banso.resources.rules import System, Trust


def _show(referral_id: UUID) -> str:
    return reverse("referrals:show", args=[referral_id])


def _asked_id(request: WorkerRequest, name: str) -> UUID | None:
    """Return an id that stands in the address; raises NotSeen for one that is none."""
    text = request.GET.get(name, "")
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotSeen from error


def _receiver(request: WorkerRequest, viewer: Viewer) -> dict[str, Any]:
    """Return the receiver asked for, with what the agency's own checks say: facts, no verdict."""
    service_id = _asked_id(request, "service")
    service = service_seen(viewer, service_id) if service_id else None
    trust = trust_of([service.pk], viewer).get(service.pk) if service else None
    known = trust and trust.trust in (Trust.WATCHED, Trust.SUSPENDED)
    return {
        "service": service,
        "trust": trust if known else None,
        "trust_label": Trust.label_of(trust.trust) if trust and known else "",
    }


@door(Duty.REFER, Duty.SEE_MEMORY)
def begin(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """
    Consider leading somebody somewhere; from the directory, from a plan, from the referral before.
    """
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    found = _receiver(request, viewer)
    follows_id, plan_id = _asked_id(request, "follows"), _asked_id(request, "plan")
    follows = queries.referral_seen(viewer, follows_id) if follows_id else None
    plan = plan_seen(viewer, plan_id) if plan_id else None
    service, trust = found["service"], found["trust"]

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        answerable, second = UUID(typed.pop("answerable")), typed.pop("second_person", "")
        made = actions.begin_referral(
            person_id=person.pk,
            service_id=service.pk if service else None,
            follows_id=follows_id,
            plan_id=plan_id,
            period=request.GET.get("period", "")[:12],
            answerable_id=answerable,
            second_person_id=UUID(second) if second else None,
            by=viewer,
            new_id=token,
            **typed,
        )
        return _show(made.pk)

    page = FormPage(
        _("Lead %(name)s there, side by side") % {"name": person.called_name},
        template="referrals/begin.html",
        draft_key=f"refer:{person.pk}",
        initial={
            "on": viewer.today,
            "answerable": str(viewer.member_id),
            "next_look_on": proposed_look(State.CONSIDERED, viewer.today),
            "receiver": service.name if service else "",
            "system": service.system if service and service.system else "other",
            "domain": request.GET.get("domain", "")[:10],
        },
        form_kwargs={
            "members": member_choices(viewer),
            "protections": readable(viewer.duties),
            "suspended": bool(trust and trust.trust == Trust.SUSPENDED),
        },
        context={
            "back_url": f"/people/{person.pk}/",
            "submit_label": _("Begin"),
            "follows": follows,
            "plan": plan,
            **found,
        },
    )
    return answer_form(request, BeginForm, page, act)


@door(Duty.SEE_MEMORY)
def show(request: WorkerRequest, referral_id: UUID) -> HttpResponse:
    """One referral: where it stands, its steps, the ways on."""
    viewer = request.viewer
    referral = queries.referral_seen(viewer, referral_id)
    record_read(what="referral", people=[referral.person_id], by=viewer)
    labels = dict([*RefusalReason.choices, *ReturnReason.choices])
    steps = [
        {
            "row": step,
            "label": gettext_lazy("Looked") if step.is_look else State.label_of(step.state),
            "reason": labels.get(step.reason, ""),
            "told": ToldBy.label_of(step.told_by) if step.told_by != "worker" else "",
        }
        for step in queries.steps_of(referral)
    ]
    ways = [
        (one.to.value, one.to.label)
        for one in WAYS[State(referral.state)]
        if one.to is not State.RETURNED
    ]
    context = {
        "referral": referral,
        "person": referral.person,
        "state": State.label_of(referral.state),
        "system": System.label_of(referral.system),
        "steps": steps,
        "ways": ways,
        "back_url": f"/people/{referral.person_id}/",
        "may": referral.is_open and viewer.may(Duty.REFER),
        "waiting": referral.next_look_on is not None
        and is_at_risk(next_look_on=referral.next_look_on, today=viewer.today),
        "returned": ReturnReason.label_of(referral.return_reason),
        "next": NextStep.label_of(referral.next_step),
        "mail": queries.mail_of(referral),
        "onward": referral.next_step == NextStep.NEW_REFERRAL and viewer.may(Duty.REFER),
    }
    return render(request, "referrals/show.html", context)


@door(Duty.REFER, Duty.SEE_MEMORY)
def step(request: WorkerRequest, referral_id: UUID, to: str) -> HttpResponse:
    """One step on."""
    viewer = request.viewer
    referral = queries.referral_seen(viewer, referral_id)
    if to not in set(State) or to == State.RETURNED:
        raise Http404
    if request.method == "GET" and way(referral.state, to) is None:
        return redirect(_show(referral.pk))

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.take_step(
            referral_id=referral.pk,
            to=to,
            version=form.cleaned_data["version"],
            by=viewer,
            **form.typed(),
        )
        return _show(referral.pk)

    page = FormPage(
        f"{State.label_of(to)}: {referral.receiver}",
        draft_key=f"step:{referral.pk}:{to}",
        form_kwargs={"to": to},
        initial={
            "on": viewer.today,
            "next_look_on": proposed_look(to, viewer.today),
            "version": referral.version,
            "told_by": "worker",
        },
        context={
            "back_url": _show(referral.pk),
            "lead": gettext_lazy(
                "Not taken is no failure: it comes back to you in two days, for the next try."
            )
            if to == State.REFUSED
            else "",
        },
        theirs=lambda row: [(gettext_lazy("Stands now at"), State.label_of(row.state))],  # type: ignore[attr-defined]
    )
    return answer_form(request, StepForm, page, act)


@door(Duty.REFER, Duty.SEE_MEMORY)
def look(request: WorkerRequest, referral_id: UUID) -> HttpResponse:
    """A look, and the day of the next."""
    viewer = request.viewer
    referral = queries.referral_seen(viewer, referral_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.look(referral_id=referral.pk, on=viewer.today, by=viewer, **form.typed())
        return _show(referral.pk)

    page = FormPage(
        _("How does it go with %(receiver)s?") % {"receiver": referral.receiver},
        initial={"next_look_on": proposed_look(referral.state, viewer.today)},
        context={"back_url": _show(referral.pk)},
    )
    return answer_form(request, LookForm, page, act)


@door(Duty.REFER, Duty.SEE_MEMORY)
def back(request: WorkerRequest, referral_id: UUID) -> HttpResponse:
    """Welcome back; what comes next is settled at once."""
    viewer = request.viewer
    referral = queries.referral_seen(viewer, referral_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        done = actions.bring_back(
            referral_id=referral.pk, version=form.cleaned_data["version"], by=viewer, **form.typed()
        )
        if done.next_step == NextStep.NEW_REFERRAL:
            return reverse("referrals:begin", args=[done.person_id]) + f"?follows={done.pk}"
        return (
            reverse("planning:list", args=[done.person_id])
            if done.next_step == NextStep.REPLAN
            else _show(done.pk)
        )

    page = FormPage(
        _("Welcome back: %(name)s") % {"name": referral.person.called_name},
        template="referrals/back.html",
        draft_key=f"back:{referral.pk}",
        initial={"on": viewer.today, "version": referral.version, "told_by": "person"},
        context={
            "back_url": _show(referral.pk),
            "referral": referral,
            "submit_label": _("On we go"),
            "lead": gettext_lazy("Coming back is the normal next move."),
        },
    )
    return answer_form(request, BackForm, page, act)


@require_POST
@door(Duty.REFER, Duty.SEE_MEMORY)
def slip(request: WorkerRequest, referral_id: UUID, kind: str) -> HttpResponse:
    """The slip with a fresh link; the link before serves no more."""
    viewer = request.viewer
    referral = queries.referral_seen(viewer, referral_id)
    token, until = actions.make_link(referral_id=referral.pk, by=viewer)
    address = request.build_absolute_uri(reverse("referrals:answer", args=[token]))
    made = sheets.slip(
        referral,
        name=referral.person.called_name,
        agency=agency_of(viewer).name,
        address=address,
        until=until,
        day=viewer.today,
    )
    return answer_sheet(
        request, made, kind=kind, name="slip", context={"back_url": _show(referral.pk)}
    )


@require_POST
@door(Duty.REFER, Duty.SEE_MEMORY)
def mail(request: WorkerRequest, referral_id: UUID) -> HttpResponse:
    """Mail a fresh link to the receiver."""
    try:
        actions.mail_link(
            referral_id=referral_id,
            address=lambda token: request.build_absolute_uri(
                reverse("referrals:answer", args=[token])
            ),
            by=request.viewer,
        )
    except (actions.NoMail, actions.NotThisWay) as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("The link was mailed. Nobody’s name stands in it."))
    return redirect(_show(referral_id))


@door(Duty.SEE_MEMORY)
def open_ones(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: the referrals of a person that are open."""
    person = person_seen(request.viewer, person_id)
    rows = [
        (
            one,
            State.label_of(one.state),
            is_at_risk(next_look_on=cast(Any, one.next_look_on), today=request.viewer.today),
        )
        for one in queries.open_of(person, request.viewer)
    ]
    if rows:
        record_read(what="referral", people=[person.pk], by=request.viewer)
    return render(request, "referrals/_partials/open.html", {"person": person, "rows": rows})


@door(Duty.REFER, Duty.SEE_MEMORY)
def silent(request: WorkerRequest) -> HttpResponse:
    """Fragment: referrals that nobody has looked at by their day, the longest silence first."""
    rows = queries.at_risk(request.viewer)
    record_read(what="desk", people=[one.person_id for one in rows], by=request.viewer)
    return render(
        request,
        "referrals/_partials/silent.html",
        {"rows": [(one, State.label_of(one.state)) for one in rows], "viewer": request.viewer},
    )
