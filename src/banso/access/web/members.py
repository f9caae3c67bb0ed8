"""Who works here and as what: the list, taking somebody in, changing roles and offices."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access import actions, queries
from banso.access.doors import door
from banso.access.rules import ROLES, Duty, Role
from banso.access.viewer import WorkerRequest
from banso.access.web.forms import MemberForm, MemberPlaceForm, OfficeForm
from banso.access.web.ways_back import lead_to_paper
from banso.kit.form_flow import FormPage, answer_without_draft
from banso.kit.forms import BansoForm


@door(Duty.MANAGE_AGENCY)
def members(request: WorkerRequest) -> HttpResponse:
    """Who works here, and what each role may do."""
    rows = [
        {
            "member": member,
            "renewable": member.pk != request.viewer.member_id and member.account_id is not None,
            "roles": [role.label for role in Role if role in member.roles],
            "offices": [office.name for office in member.offices.all()],
        }
        for member in queries.members_seen_by(request.viewer)
        .prefetch_related("offices")
        .order_by("name", "pk")
    ]
    roles = [
        {
            "label": role.label,
            "sentences": [duty.label for duty in Duty if duty in card.duties],
        }
        for role, card in ROLES.items()
    ]
    return render(request, "access/members.html", {"rows": rows, "roles": roles})


@door(Duty.MANAGE_AGENCY)
def add_member(request: WorkerRequest) -> HttpResponse:
    """Take somebody in: a code on paper for them, a number from whoever confirms."""

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        issued = actions.ask_new_member(
            name=typed["name"],
            username=typed["username"],
            roles=typed["roles"],
            office_ids=[UUID(office) for office in typed["offices"]],
            by=request.viewer,
            new_id=token,
        )
        return lead_to_paper(request, issued)

    page = FormPage(
        _("Take in a member"),
        context={
            "submit_label": _("Take in a member"),
            "back_url": reverse("access:members"),
            "lead": _(
                "You get a code on paper for them. Somebody else confirms and tells them the "
                "number that belongs to it; then they set a password that only they know."
            ),
        },
        form_kwargs={"offices": queries.office_choices(request.viewer)},
    )
    return answer_without_draft(request, MemberForm, page, act)


def _said(request: WorkerRequest, done: bool) -> str:
    """Say whether it is done or waits for somebody else, and lead on."""
    if done:
        messages.success(request, _("Saved."))
        return reverse("access:members")
    messages.info(request, _("It gives somebody more than before: it waits for a second word."))
    return reverse("access:proposals")


@door(Duty.MANAGE_AGENCY)
def change_member(request: WorkerRequest, member_id: UUID) -> HttpResponse:
    """Change what somebody is called here, what they do, and where."""
    member = queries.member_seen(request.viewer, member_id)

    def act(form: BansoForm, _token: UUID | None) -> str:
        typed = form.typed()
        done = actions.change_member(
            member_id=member.pk,
            name=typed["name"],
            roles=typed["roles"],
            office_ids=[UUID(office) for office in typed["offices"]],
            by=request.viewer,
        )
        return _said(request, done)

    page = FormPage(
        _("Roles and offices of %(name)s") % {"name": member.name},
        context={
            "submit_label": _("Change roles and offices"),
            "back_url": reverse("access:members"),
            "lead": _(
                "What takes something away holds at once. What gives a duty, people within reach "
                "or an office waits until somebody else confirms."
            ),
        },
        initial={
            "name": member.name,
            "roles": member.roles,
            "offices": [str(one.pk) for one in member.offices.all()],
        },
        form_kwargs={"offices": queries.office_choices(request.viewer)},
    )
    return answer_without_draft(request, MemberPlaceForm, page, act)


@require_POST
@door(Duty.MANAGE_AGENCY)
def take_back(request: WorkerRequest, member_id: UUID) -> HttpResponse:
    """Ask that somebody who has gone work here again."""
    return redirect(_said(request, actions.ask_member_back(member_id=member_id, by=request.viewer)))


@door(Duty.MANAGE_AGENCY)
def offices(request: WorkerRequest) -> HttpResponse:
    """The agency's offices."""
    rows = queries.offices_seen_by(request.viewer)
    return render(request, "access/offices.html", {"rows": rows})


@door(Duty.MANAGE_AGENCY)
def office(request: WorkerRequest, office_id: UUID | None = None) -> HttpResponse:
    """Add an office, or call one by another name."""
    known = queries.office_seen(request.viewer, office_id) if office_id else None

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.save_office(
            name=form.typed()["name"], by=request.viewer, office_id=office_id, new_id=token
        )
        return reverse("access:offices")

    page = FormPage(
        known.name if known else _("Add an office"),
        context={"back_url": reverse("access:offices")},
        initial={"name": known.name} if known else {},
    )
    return answer_without_draft(request, OfficeForm, page, act)
