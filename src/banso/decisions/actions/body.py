"""
A body and who sits in it. Nothing of it is one person's alone: one asks, somebody else confirms,
the chair too where there is one; a seat's way in is renewed with the chair's word, or that of two
others who sit there.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.actions import Invited, propose
from banso.access.actions.codes import keep_invitation, made_letters
from banso.access.actions.guests import end_account
from banso.access.actions.renewals import begin_renewal
from banso.access.models import Agency, Guest, Proposal
from banso.access.permission import Exempt, asks
from banso.access.proposals import ENOUGH
from banso.access.rules import Duty, GuestKind
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import record_event
from banso.decisions.models import Body, BodyMember, Request
from banso.decisions.queries import members_of_body
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as made_id
from banso.kit.refusals import NotSeen, Refusal

Second = Viewer | GuestViewer


class BodyAsks(Refusal):
    """Whoever asks does not decide."""

    sentence = _(
        "This agency has asked for decisions itself. A body that decides is an agency of its own."
    )


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def found_body(
    *, quorum: int, sign: str, months: int, by: Viewer, names_minority: bool = False
) -> Proposal:
    """
    Ask that the viewer's own agency be a body that decides, or that its quorum, its sign on
    documents, its usual term and whether it names a minority change; with a second word it is so.

    :raises BodyAsks: if it has asked for decisions itself
    """
    _refuse_who_asks(by.agency_id)
    given = {
        "quorum": quorum,
        "sign": sign,
        "months": months,
        "names_minority": names_minority,
    }
    return propose("body_settled", asker=by, about=by.agency_id, given=given)


def _refuse_who_asks(agency_id: UUID) -> None:
    if Request.objects.filter(asker_id=agency_id).exists():
        raise BodyAsks


def settle_body(proposal: Proposal, asker: Viewer, second: Second) -> str:
    """
    Make an agency a body, or change how it decides, as asked for and confirmed.

    :raises BodyAsks: if it has asked for decisions itself
    """
    _refuse_who_asks(asker.agency_id)
    body, _made = Body.objects.update_or_create(agency_id=asker.agency_id, defaults=proposal.given)
    _trace("body_founded", asker, second, "decisions.Body", body.pk)
    return ""


def _trace(action: str, asker: Viewer, second: Second, kind: str, pk: UUID) -> None:
    record_event(
        action=action, by=second, object_kind=kind, object_id=pk, detail={"who": asker.name}
    )


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
    Ask that somebody sit in the body, with the organisation they come from: where it asks or gains,
    they take no part. Whoever asks has the code; only whoever confirms learns the number.

    :raises NotSeen: if the viewer's agency is no body, or there is no such agency
    """
    if not Body.objects.filter(agency_id=by.agency_id).exists() or (
        home_agency_id and not Agency.objects.filter(pk=home_agency_id).exists()
    ):
        raise NotSeen
    code, code_seal = made_letters()
    guest = Guest(
        id=new_id or made_id(),
        agency_id=by.agency_id,
        kind=GuestKind.DECIDER,
        name=name,
        organisation=organisation.strip(),
        invited_by_id=by.member_id,
    )
    given = {
        "name": name,
        "organisation": guest.organisation,
        "home": str(home_agency_id or ""),
        "chair": is_chair,
    }
    propose("body_seat", asker=by, about=guest.pk, given=given, code_seal=code_seal)
    return Invited(guest, code, "")


def seat_confirmed(proposal: Proposal, asker: Viewer, second: Second) -> str:
    """Seat whom somebody asked for, and return the number that belongs to their code."""
    given = proposal.given
    guest, _made = Guest.objects.get_or_create(
        pk=proposal.about,
        defaults={
            "agency_id": asker.agency_id,
            "kind": GuestKind.DECIDER,
            "name": given["name"],
            "organisation": given["organisation"],
            "invited_by_id": asker.member_id,
        },
    )
    word = keep_invitation(guest, proposal.code_seal, asker.member_id, seconded=True)
    if given["chair"]:
        BodyMember.objects.filter(agency_id=asker.agency_id, is_chair=True).update(is_chair=False)
    BodyMember.objects.get_or_create(
        guest=guest,
        defaults={
            "agency_id": asker.agency_id,
            "home_agency_id": UUID(given["home"]) if given["home"] else None,
            "is_chair": given["chair"],
        },
    )
    _trace("body_seated", asker, second, "access.Guest", guest.pk)
    return word


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def end_seat(*, member_id: UUID, on: date, by: Viewer) -> Proposal:
    """
    Ask that somebody's time in the body end, and their account with it.

    :raises NotSeen: if they do not sit in the viewer's body
    """
    seat = _seat(member_id, by)
    return propose("body_seat_end", asker=by, about=seat.guest_id, given={"on": on.isoformat()})


def _seat(member_id: UUID, by: Viewer) -> BodyMember:
    seat = BodyMember.objects.filter(pk=member_id, agency_id=by.agency_id)
    found = seat.select_related("guest").first()
    if found is None:
        raise NotSeen
    return found


def seat_ended(proposal: Proposal, asker: Viewer, second: Second) -> str:
    """End a seat and the account that goes with it, as asked for and confirmed."""
    seat = BodyMember.objects.select_related("guest").get(guest=proposal.about)
    on = date.fromisoformat(proposal.given["on"])
    BodyMember.objects.filter(pk=seat.pk).update(until_on=on)
    end_account(seat.guest, on=on, by=asker)
    _trace("body_seat_ended", asker, second, "decisions.BodyMember", seat.pk)
    return ""


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def renew_seat(*, member_id: UUID, reason: str, key_too: bool, by: Viewer) -> Invited:
    """
    Ask that somebody who sits in the body be let in anew. The chair confirms it, or two others who
    sit there; what they say counts after a waiting time only.

    :raises NotSeen: if they do not sit in the viewer's body
    """
    seat = _seat(member_id, by)
    return begin_renewal(seat.guest, act="body_renewal", reason=reason, key_too=key_too, by=by)


def weight_of_chair(proposal: Proposal, guest: GuestViewer) -> int:
    """Return what a guest's word weighs on the body's seats: the chair's is enough."""
    own = proposal.about == guest.guest_id
    leads = [
        one
        for one in members_of_body(proposal.agency_id, today=guest.today)
        if one.is_chair and one.guest_id == guest.guest_id
    ]
    return ENOUGH if leads and not own else 0


def weight_of_sitting(proposal: Proposal, guest: GuestViewer) -> int:
    """Return what a guest's word weighs on letting one of them in anew: that of two is enough."""
    if proposal.about == guest.guest_id:
        return 0
    seats = members_of_body(proposal.agency_id, today=guest.today)
    seat = next((one for one in seats if one.guest_id == guest.guest_id), None)
    if seat is None:
        return 0
    return ENOUGH if seat.is_chair else ENOUGH // 2


def says_settled(proposal: Proposal) -> str:
    """Return how the body is to decide, in words."""
    words = _("Opinions of %(quorum)s members, sign %(sign)s, %(months)s months")
    named = _("the minority by name") if proposal.given.get("names_minority") else _("no names")
    return f"{words % proposal.given}, {named}"


def says_seat(proposal: Proposal) -> str:
    """Return who is to sit in the body, or whose seat it is about, in words."""
    given: dict[str, Any] = proposal.given
    if "name" not in given:
        guest = Guest.objects.get(pk=proposal.about)
        given = {"name": guest.name, "organisation": guest.organisation}
    text: str = f"{given['name']}（{given['organisation']}）"
    return f"{text} {_('Leads the body')}" if given.get("chair") else text


@asks(Exempt.SYSTEM)
@one_transaction
def recognise_body(*, agency_id: UUID, recognised: bool, by: None = None) -> None:
    """
    Note that this home recognises a body, or does so no more: only who runs the home says so.

    :raises NotSeen: if that agency is no body
    """
    if not Body.objects.filter(agency_id=agency_id).update(
        recognised_at=timezone.now() if recognised else None
    ):
        raise NotSeen
    record_event(
        action="body_recognised" if recognised else "body_not_recognised",
        by=None,
        agency_id=agency_id,
        object_kind="access.Agency",
        object_id=agency_id,
    )
