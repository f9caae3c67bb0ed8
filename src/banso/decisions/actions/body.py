"""A body and who sits in it."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.actions import Invited, end_guest, invite
from banso.access.models import Agency
from banso.access.permission import asks
from banso.access.rules import Duty, GuestKind
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.decisions.models import Body, BodyMember, Request
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal


class BodyAsks(Refusal):
    """Whoever asks does not decide."""

    sentence = _(
        "This agency has asked for decisions itself. A body that decides is an agency of its own."
    )


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def found_body(*, quorum: int, sign: str, months: int, by: Viewer) -> Body:
    """
    Make the viewer's own agency a body that decides, or change how many it takes, its sign on
    documents and its usual term.

    :raises BodyAsks: if it has asked for decisions itself
    """
    if Request.objects.filter(asker_id=by.agency_id).exists():
        raise BodyAsks
    body, _made = Body.objects.update_or_create(
        agency_id=by.agency_id, defaults={"quorum": quorum, "sign": sign, "months": months}
    )
    record_event(action="body_founded", by=by, object_kind="decisions.Body", object_id=body.pk)
    return body


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def seat_in(
    *,
    name: str,
    organisation: str,
    by: Viewer,
    home_agency_id: UUID | None = None,
    is_chair: bool = False,
    new_id: UUID | None = None,
) -> Invited:
    """
    Invite somebody to sit in the body, with the organisation they come from: where it asks or
    gains, they take no part.

    :raises NotSeen: if the viewer's agency is no body, or there is no such agency
    """
    if not Body.objects.filter(agency_id=by.agency_id).exists() or (
        home_agency_id and not Agency.objects.filter(pk=home_agency_id).exists()
    ):
        raise NotSeen
    made = invite(
        kind=GuestKind.DECIDER, name=name, organisation=organisation, new_id=new_id, by=by
    )
    if is_chair:
        BodyMember.objects.filter(agency_id=by.agency_id, is_chair=True).update(is_chair=False)
    BodyMember.objects.get_or_create(
        guest=made.guest,
        defaults={
            "agency_id": by.agency_id,
            "home_agency_id": home_agency_id,
            "is_chair": is_chair,
        },
    )
    record_event(action="body_seated", by=by, object_kind="access.Guest", object_id=made.guest.pk)
    return made


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def end_seat(*, member_id: UUID, on: date, by: Viewer) -> None:
    """
    End somebody's time in the body, and their account.

    :raises NotSeen: if they do not sit in the viewer's body
    """
    seat = BodyMember.objects.filter(pk=member_id, agency_id=by.agency_id).first()
    if seat is None:
        raise NotSeen
    BodyMember.objects.filter(pk=seat.pk).update(until_on=on)
    end_guest(guest_id=seat.guest_id, on=on, by=by)
    record_event(
        action="body_seat_ended", by=by, object_kind="decisions.BodyMember", object_id=seat.pk
    )
