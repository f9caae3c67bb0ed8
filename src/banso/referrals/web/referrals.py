"""Referrals one by one: considering, showing; and the silence on the desk."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from banso.access.doors import door
from banso.access.inside import first_of, saying
from banso.access.queries import member_choices
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.formatting import brief_day
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen
from banso.people.queries import person_seen
from banso.people.rules import readable
from banso.planning.queries import plan_seen
from banso.referrals import actions, queries
from banso.referrals.rules import (
    WAYS,
    NextStep,
    RefusalReason,
    ReturnReason,
    State,
    ToldBy,
    is_at_risk,
    leads_on,
    proposed_look,
)
from banso.referrals.web.forms import BeginForm
from banso.resources.queries import service_seen, trust_of
from banso.resources.rules import System, Trust


def address_of(referral_id: UUID) -> str:
    """Return the address of a referral's page."""
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
            referral=actions.NewReferral(
                service_id=service.pk if service else None,
                follows_id=follows_id,
                plan_id=plan_id,
                period=request.GET.get("period", "")[:12],
                answerable_id=answerable,
                second_person_id=UUID(second) if second else None,
                **typed,
            ),
            by=viewer,
            new_id=token,
        )
        return address_of(made.pk)

    page = FormPage(
        _("Lead %(name)s there, side by side") % {"name": person.called_name},
        template="referrals/begin.html",
        draft_key=f"refer:{person.pk}",
        initial={
            "on": person.last_day(viewer.today),
            "answerable": str(viewer.member_id),
            "next_look_on": proposed_look(State.CONSIDERED, viewer.today),
            "receiver": service.name if service else "",
            "system": service.system if service else "",
            "domain": request.GET.get("domain", "")[:10],
        },
        form_kwargs={
            "answering": queries.who_may_answer(viewer, person.pk),
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


def _with_reason(state: Any, reason: Any) -> str:
    return f"{state}: {reason}" if reason else str(state)


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
            "label": _with_reason(
                gettext_lazy("Looked") if step.is_look else State.label_of(step.state),
                labels.get(step.reason),
            ),
            "told": ToldBy.label_of(step.told_by) if step.told_by != "worker" else "",
        }
        for step in queries.steps_of(referral)
    ]
    waits = referral.next_look_on is not None and is_at_risk(
        next_look_on=referral.next_look_on, today=viewer.today
    )
    onward = viewer.may(Duty.REFER) and leads_on(state=referral.state, next_step=referral.next_step)
    ons = [one.to for one in WAYS[State(referral.state)] if one.to is not State.RETURNED]
    # One filled button: the next try, else the look that is due, else a step on, else the way back.
    first = not (waits or onward)
    ways = [(one.value, one.label, not (first and one is ons[0])) for one in ons]
    context = {
        "referral": referral,
        "person": referral.person,
        "state": _with_reason(
            State.label_of(referral.state), ReturnReason.label_of(referral.return_reason)
        ),
        "system": System.label_of(referral.system),
        "steps": steps,
        "ways": ways,
        "back_url": f"/people/{referral.person_id}/",
        "may": referral.is_open and viewer.may(Duty.REFER),
        "waiting": waits,
        "today": viewer.today,
        "look_plain": onward or not waits,
        "next": NextStep.label_of(referral.next_step),
        "mail": queries.mail_of(referral),
        "onward": onward,
        "first_back": first and not ons,
        "back_plain": not (first and not ons),
    }
    return render(request, "referrals/show.html", context)


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
    answer = render(request, "referrals/_partials/open.html", {"person": person, "rows": rows})
    said = [_("%(receiver)s, next look %(day)s") % _looked_at(one) for one, *_rest in rows[:1]]
    leads_to = reverse("referrals:show", args=[rows[0][0].pk]) if rows else ""
    return saying(answer, first_of(said, len(rows)), leads_to)


def _looked_at(one: Any) -> dict[str, str]:
    return {"receiver": one.receiver, "day": brief_day(one.next_look_on)}


@door(Duty.REFER, Duty.SEE_MEMORY)
def silent(request: WorkerRequest) -> HttpResponse:
    """Fragment: referrals that nobody has looked at by their day, the longest silence first."""
    rows = queries.at_risk(request.viewer)
    record_read(what="desk", people=[one.person_id for one in rows], by=request.viewer)
    answer = render(
        request,
        "referrals/_partials/silent.html",
        {
            "rows": [(one, State.label_of(one.state), one.state == State.REFUSED) for one in rows],
            "viewer": request.viewer,
        },
    )
    said = ngettext(
        "%(n)d way nobody has looked at", "%(n)d ways nobody has looked at", len(rows)
    ) % {"n": len(rows)}
    return saying(answer, said if rows else "")
