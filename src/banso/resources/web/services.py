"""Entering, confirming and checking receivers."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen
from banso.kit.sheets import Sheet
from banso.kit.sheets.answering import answer_sheet
from banso.resources import actions, queries
from banso.resources.rules.parts import more_phones
from banso.resources.sheets import check_sheet
from banso.resources.web.forms import CheckForm, IncidentForm, ReplyForm, ServiceForm, WrongForm


def _show(service_id: UUID) -> str:
    return reverse("resources:service", args=[service_id])


def _kept(
    request: WorkerRequest,
    service_id: UUID | None,
    initial: dict[str, Any],
    heading: str,
    back: str,
) -> HttpResponse:
    def act(form: BansoForm, token: UUID | None) -> str:
        form = cast(ServiceForm, form)
        kept = actions.keep_service(
            receiver=form.receiver(), service_id=service_id, by=request.viewer, **form.service()
        )
        return _show(kept.pk)

    page = FormPage(
        heading,
        draft_key=f"receiver:{service_id or 'new'}",
        initial=initial,
        context={"back_url": back},
    )
    return answer_form(request, ServiceForm, page, act)


@door(Duty.KEEP_RECEIVERS, Duty.SEE_RESOURCES)
def add(request: WorkerRequest) -> HttpResponse:
    """Enter a receiver by hand."""
    return _kept(request, None, {}, _("Enter a receiver"), reverse("resources:directory"))


@door(Duty.KEEP_RECEIVERS, Duty.SEE_RESOURCES)
def edit(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    """Change a receiver that was entered by hand here."""
    found = queries.service_seen(request.viewer, service_id)
    if found.source != f"agency:{request.viewer.agency_id}":
        raise NotSeen
    initial = {
        name: getattr(found, name) for name in ServiceForm.base_fields if hasattr(found, name)
    }
    initial |= {
        name: [code for code in getattr(found, name).split(",") if code]
        for name in ("domains", "hardships", "ease")
    }
    initial |= {
        "organization": found.organization.name,
        "corporate_number": found.organization.corporate_number,
    }
    initial["more_phones"] = more_phones(found.parts)
    if found.location:
        initial |= {
            name: getattr(found.location, name)
            for name in ("address", "latitude", "longitude", "accessibility")
        }
    return _kept(request, found.pk, initial, found.name, _show(found.pk))


@require_POST
@door(Duty.KEEP_RECEIVERS, Duty.SEE_RESOURCES)
def confirm(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    """Note that what stands there is right."""
    actions.confirm_service(service_id=service_id, by=request.viewer)
    return redirect(_show(service_id))


@door(Duty.SEE_RESOURCES)
def wrong(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    """Say that something is wrong: one click, a few words where there is time."""
    found = queries.service_seen(request.viewer, service_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.say_wrong(service_id=found.pk, said=form.cleaned_data["said"], by=request.viewer)
        return _show(found.pk)

    page = FormPage(
        _("Something is wrong here: %(name)s") % {"name": found.name},
        context={"back_url": _show(found.pk), "submit_label": _("Tell it")},
    )
    return answer_form(request, WrongForm, page, act)


@door(Duty.CHECK_RECEIVERS, Duty.SEE_CHECKS)
def check(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    """A visit."""
    found = queries.service_seen(request.viewer, service_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        form = cast(CheckForm, form)
        actions.check_service(
            service_id=found.pk,
            check=actions.NewCheck(points=form.points(), **form.check()),
            by=request.viewer,
        )
        return _show(found.pk)

    page = FormPage(
        _("Check of %(name)s") % {"name": found.name},
        draft_key=f"check:{found.pk}",
        initial={"visited_on": request.viewer.today},
        context={
            "back_url": _show(found.pk),
            "lead": gettext_lazy(
                "Facts, source, day: nothing else. The receiver may answer, and the answer "
                "stands beside it."
            ),
        },
    )
    return answer_form(request, CheckForm, page, act)


@door(Duty.SEE_RESOURCES, Duty.SEE_CHECKS)
def check_by_hand(request: WorkerRequest, service_id: UUID, kind: str) -> HttpResponse:
    """The sheet to take along on a visit."""
    found = queries.service_seen(request.viewer, service_id)
    return _check_sheet(request, check_sheet(found, None, request.viewer), found.pk, kind)


@door(Duty.SEE_RESOURCES, Duty.SEE_CHECKS)
def check_kept(request: WorkerRequest, check_id: UUID, kind: str) -> HttpResponse:
    """The sheet of a check that was made."""
    found = queries.check_seen(request.viewer, check_id)
    seen = queries.service_seen(request.viewer, found.service_id)
    return _check_sheet(request, check_sheet(seen, found, request.viewer), seen.pk, kind)


def _check_sheet(request: WorkerRequest, made: Sheet, service_id: UUID, kind: str) -> HttpResponse:
    def address(one: str) -> str:
        return f"{request.path.rpartition('.')[0]}.{one}"

    back = {"back_url": _show(service_id)}
    return answer_sheet(request, made, kind=kind, name="check", address=address, context=back)


@door(Duty.REFER, Duty.SEE_CHECKS)
def incident(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    """A refusal or a push-out."""
    found = queries.service_seen(request.viewer, service_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.keep_incident(
            service_id=found.pk, incident=actions.NewIncident(**form.typed()), by=request.viewer
        )
        return _show(found.pk)

    page = FormPage(
        _("What happened at %(name)s") % {"name": found.name},
        draft_key=f"incident:{found.pk}",
        initial={"at_on": request.viewer.today},
        context={
            "back_url": _show(found.pk),
            "lead": gettext_lazy(
                "When, where, in which words. The person it happened to is not named here."
            ),
        },
    )
    return answer_form(request, IncidentForm, page, act)


def _reply(request: WorkerRequest, row: Any, **which: Any) -> HttpResponse:
    def act(form: BansoForm, token: UUID | None) -> str:
        actions.keep_reply(by=request.viewer, **form.typed(), **which)
        return _show(row.service_id)

    page = FormPage(
        _("What the receiver says to it"),
        initial={"reply": row.reply, "on": row.replied_on or request.viewer.today},
        context={"back_url": _show(row.service_id)},
    )
    return answer_form(request, ReplyForm, page, act)


@door(Duty.CHECK_RECEIVERS, Duty.SEE_CHECKS)
def check_reply(request: WorkerRequest, check_id: UUID) -> HttpResponse:
    """The receiver's answer to a check."""
    return _reply(request, queries.check_seen(request.viewer, check_id), check_id=check_id)


@door(Duty.CHECK_RECEIVERS, Duty.SEE_CHECKS)
def incident_reply(request: WorkerRequest, incident_id: UUID) -> HttpResponse:
    """The receiver's answer to an incident."""
    return _reply(
        request, queries.incident_seen(request.viewer, incident_id), incident_id=incident_id
    )
