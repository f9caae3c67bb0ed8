"""Who sits at the table, and their invitations."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import guest_choices, member_choices
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.access.web.guests import lead_to_letter
from banso.conferences import actions, queries
from banso.conferences.rules import Kind
from banso.conferences.web.conferences import show_url
from banso.conferences.web.forms import SeatForm
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.ids import uuid_or_none


@door(Duty.CONFER)
def seat(request: WorkerRequest, conference_id: UUID) -> HttpResponse:
    """Seat somebody."""
    viewer = request.viewer
    found = queries.conference_seen(viewer, conference_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        member, guest = uuid_or_none(typed.pop("member_id")), uuid_or_none(typed.pop("guest_id"))
        actions.seat_somebody(
            conference_id=found.pk,
            seat=actions.NewSeat(member_id=member, guest_id=None if member else guest, **typed),
            by=viewer,
            new_id=token,
        )
        return show_url(found.pk)

    kwargs = {
        "members": member_choices(viewer),
        "guests": guest_choices(viewer),
        "sealed": found.kind == Kind.SEALED,
    }
    page = FormPage(
        _("A seat at the table"),
        form_kwargs=kwargs,
        context={"submit_label": _("Set the seat"), "back_url": show_url(found.pk)},
    )
    return answer_form(request, SeatForm, page, act)


@require_POST
@door(Duty.CONFER)
def invite(request: WorkerRequest, seat_id: UUID) -> HttpResponse:
    """Invite whoever sits there."""
    return redirect(
        lead_to_letter(request, actions.invite_to_seat(seat_id=seat_id, by=request.viewer))
    )
