"""The body's own office: how it decides, who sits in it, what was asked, its sheets."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.proposals import waiting_for
from banso.access.queries import agency_of, other_agencies
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.access.web.forms import RenewalForm
from banso.access.web.guests import lead_to_letter
from banso.audit.actions import record_read
from banso.decisions import actions, queries, sheets
from banso.decisions.rules import State
from banso.decisions.web.forms import BodyForm, SeatForm
from banso.decisions.web.requests import row_of
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage, answer_without_draft
from banso.kit.forms import BansoForm
from banso.kit.sheets.answering import answer_sheet


@door(Duty.MANAGE_AGENCY)
def show(request: WorkerRequest) -> HttpResponse:
    """The body, its members, what was asked of it."""
    viewer = request.viewer
    body = queries.body_of(viewer)
    if body is None:
        context: dict[str, Any] = {"body": None, "waiting": waiting_for(viewer)}
        return render(request, "decisions/body.html", context)
    page = queries.at_secretariat(viewer, cursor=request.GET.get("after", ""))
    context = {
        "body": body,
        "waiting": waiting_for(viewer),
        "members": queries.members_of_body(viewer.agency_id, today=viewer.today),
        "rows": [row_of(one, viewer.today) for one in page.rows],
        "next_cursor": page.next_cursor,
    }
    return render(request, "decisions/body.html", context)


@door(Duty.MANAGE_AGENCY)
def settle(request: WorkerRequest) -> HttpResponse:
    """Make one's own agency a body, or change how it decides."""
    body = queries.body_of(request.viewer)

    def act(form: BansoForm, _token: UUID | None) -> str:
        actions.found_body(by=request.viewer, **form.typed())
        messages.success(request, _("It waits for somebody else’s word now."))
        return reverse("decisions:body")

    initial = (
        {name: getattr(body, name) for name in ("quorum", "sign", "months", "names_minority")}
        if body
        else {"quorum": 3, "months": 6}
    )
    lead = _("A body that decides is an agency of its own. It asks for nothing itself.")
    page = FormPage(
        _("How the body decides"),
        initial=initial,
        context={"back_url": reverse("decisions:body"), "lead": lead},
    )
    return answer_form(request, BodyForm, page, act)


@door(Duty.MANAGE_AGENCY)
def seat(request: WorkerRequest) -> HttpResponse:
    """Invite somebody to sit in the body."""
    viewer = request.viewer

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        home = typed.pop("home_agency_id")
        return lead_to_letter(
            request,
            actions.seat_in(
                home_agency_id=UUID(home) if home else None, new_id=token, by=viewer, **typed
            ),
        )

    page = FormPage(
        _("A seat in the body"),
        form_kwargs={"agencies": other_agencies(viewer)},
        context={"back_url": reverse("decisions:body")},
    )
    return answer_form(request, SeatForm, page, act)


@door(Duty.MANAGE_AGENCY)
def renew(request: WorkerRequest, seat_id: UUID) -> HttpResponse:
    """Ask that somebody who sits in the body be let in anew."""
    seat = queries.seat_at_secretariat(request.viewer, seat_id)

    def act(form: BansoForm, _token: UUID | None) -> str:
        made = actions.renew_seat(member_id=seat.pk, by=request.viewer, **form.typed())
        return lead_to_letter(request, made)

    page = FormPage(
        _("Let %(name)s in anew") % {"name": seat.guest.name},
        context={
            "submit_label": _("Let them in anew"),
            "back_url": reverse("decisions:body"),
            "lead": _(
                "You get a new code for the letter. It opens nothing until the chair confirms, or "
                "two others who sit in the body; the last of them learns the number and tells it. "
                "What is said after that counts three days later."
            ),
        },
    )
    return answer_without_draft(request, RenewalForm, page, act)


@require_POST
@door(Duty.MANAGE_AGENCY)
def end(request: WorkerRequest, seat_id: UUID) -> HttpResponse:
    """End somebody's time in the body."""
    actions.end_seat(member_id=seat_id, on=request.viewer.today, by=request.viewer)
    messages.success(request, _("It waits for somebody else’s word now."))
    return redirect("decisions:body")


@door(Duty.MANAGE_AGENCY)
def sheet(request: WorkerRequest, request_id: UUID, kind: str) -> HttpResponse:
    """
    The sheet with boxes to approve in; reading it is traced with the agency whose person it is.
    """
    viewer = request.viewer
    one = queries.request_at_secretariat(viewer, request_id)
    agency = agency_of(viewer)
    standing = queries.standing_of(one, today=viewer.today)
    found = one.decision if one.state == State.DECIDED else None
    made = sheets.ruling(
        one,
        found,
        standing.counted,
        body=agency.name,
        stamps=queries.stamps_of(agency),
        author=viewer.name,
        day=viewer.today,
        named=queries.names_are_given(one),
    )
    record_read(
        what="decision",
        people=[one.person_id],
        by=viewer,
        agency_id=one.asker_id,
        detail={"who": f"{viewer.name}（{agency.name}）"},
    )

    def address(to: str) -> str:
        return reverse("decisions:body_sheet", args=[one.pk, to])

    return answer_sheet(
        request,
        made,
        kind=kind,
        name="decision",
        address=address,
        context={"back_url": reverse("decisions:body")},
    )
