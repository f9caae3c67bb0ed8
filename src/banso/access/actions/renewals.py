"""
Letting somebody in anew whose account lives: the code to whoever asks, the number to whoever
confirms, so that nobody ever holds both.
"""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.actions.codes import (
    keep_invitation,
    made_letters,
    tell_by_mail,
    withdraw_codes,
)
from banso.access.actions.guests import Invited
from banso.access.actions.proposals import propose
from banso.access.events import guest_changed
from banso.access.guest_keepers import keeps_guest
from banso.access.models import Guest, Proposal
from banso.access.permission import asks
from banso.access.queries import guest_seen
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen

RENEWAL = "guest_renewal"


@asks(Duty.CONFER)
@one_transaction
def ask_renewal(*, guest_id: UUID, reason: str, key_too: bool, by: Viewer) -> Invited:
    """
    Ask that a guest who came in already be let in anew, with a second key of their own if that is
    lost as well; the code opens nothing until somebody else confirms, who alone learns the number.

    :raises NotSeen: if the viewer neither invited them nor knows of the place they were invited to,
      or they never came in
    """
    guest = guest_seen(by, guest_id)
    if guest.account_id is None or not keeps_guest(by, guest):
        raise NotSeen
    return begin_renewal(guest, act=RENEWAL, reason=reason, key_too=key_too, by=by)


def begin_renewal(guest: Guest, *, act: str, reason: str, key_too: bool, by: Viewer) -> Invited:
    """Make the code of a renewal that waits for a second word, and tell the guest of it."""
    code, code_seal = made_letters()
    given = {"key_too": key_too}
    propose(act, asker=by, about=guest.pk, given=given, code_seal=code_seal, reason=reason)
    withdraw_codes(guest)
    tell_by_mail(guest.account, _("Somebody asked to renew your way in"))
    return Invited(guest, code, "")


def renew_guest(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Make the number that belongs to the code of a renewal, and return it for whoever confirms.

    :raises NotSeen: if the guest has ended in the meantime
    """
    guest = Guest.objects.select_related("account").filter(pk=proposal.about).first()
    if guest is None or guest.ended_at is not None:
        raise NotSeen
    word = keep_invitation(
        guest,
        proposal.code_seal,
        asker.member_id,
        seconded=True,
        drops_key=proposal.given["key_too"],
    )
    guest_changed.send(
        Guest,
        guest_id=guest.pk,
        agency_id=guest.agency_id,
        action="guest_renewed",
        by=second,
        detail={"who": asker.name},
    )
    return word


def says_renewal(proposal: Proposal) -> str:
    """Return in words whose way in is to be renewed, and what of it."""
    guest = Guest.objects.get(pk=proposal.about)
    what = (
        _("Password and second key of %(name)s (%(organisation)s)")
        if proposal.given.get("key_too")
        else _("Password of %(name)s (%(organisation)s); the second key stays")
    )
    return str(what) % {"name": guest.name, "organisation": guest.organisation}
