"""The end of a member's time at the agency: at once, in every window that is open."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.actions.sittings import end_sittings
from banso.access.actions.ways_back import withdraw_ways_back
from banso.access.events import tell_of_member
from banso.access.models import Account, Agency, Member
from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.standing import managers_but
from banso.access.viewer import Viewer
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal


class LastManager(Refusal):
    """Nobody would be left to take members in and let them go."""

    sentence = _(
        "Nobody else manages this agency. Please take in another manager first; then this "
        "one can go."
    )


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def let_member_go(*, member_id: UUID, on: date, by: Viewer) -> Member:
    """
    End a member's time at the agency, today at once or with a day to come; what they wrote stays
    under their name.

    :raises NotSeen: if the agency has no such member
    :raises LastManager: if nobody else would manage the agency
    """
    # one at a time: two managers who let each other go must not both succeed
    Agency.objects.select_for_update().get(pk=by.agency_id)
    member = Member.objects.select_for_update().filter(pk=member_id, agency_id=by.agency_id).first()
    if member is None:
        raise NotSeen
    if member.gone_at is not None:
        return member
    if not managers_but(member.pk, agency_id=by.agency_id, today=by.today):
        raise LastManager
    member.until_on = max(on, member.from_on)
    if on <= by.today:
        member.gone_at = timezone.now()
        if member.account_id is not None:
            Account.objects.filter(pk=member.account_id).update(is_active=False)
            end_sittings(member.account_id)
        withdraw_ways_back(member)
    member.save(update_fields=["until_on", "gone_at"])
    tell_of_member("member_let_go", member_id=member.pk, agency_id=by.agency_id, by=by)
    return member


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def take_member_back(*, member_id: UUID, by: Viewer) -> Member:
    """
    Let somebody who has gone work here again, under the name and with the sign-in they had; what
    was passed on stays with whom it went to.

    :raises NotSeen: if the agency has no such member
    """
    member = Member.objects.select_for_update().filter(pk=member_id, agency_id=by.agency_id).first()
    if member is None:
        raise NotSeen
    if member.gone_at is None and member.until_on is None:
        return member
    member.gone_at = member.until_on = None
    member.save(update_fields=["gone_at", "until_on"])
    if member.account_id is not None:
        Account.objects.filter(pk=member.account_id).update(is_active=True)
    tell_of_member("member_taken_back", member_id=member.pk, agency_id=by.agency_id, by=by)
    return member
