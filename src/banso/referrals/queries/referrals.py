"""Reading referrals and the silence over them."""

import hashlib
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from banso.access.models import Member
from banso.access.queries import agency_of
from banso.access.rules import Duty, Scope
from banso.access.standing import here
from banso.access.viewer import Viewer
from banso.kit.refusals import NotSeen
from banso.people.queries import living, within_reach
from banso.people.rules import readable
from banso.referrals.counted import silent
from banso.referrals.models import Referral, ReferralStep, SlipLink
from banso.referrals.rules import State

if TYPE_CHECKING:
    from banso.people.models import Person


def referrals_seen_by(viewer: Viewer) -> QuerySet[Referral]:
    """
    Return the referrals of people this viewer may see, without those that ask for a duty they lack.
    """
    if not viewer.may(Duty.SEE_MEMORY):
        return Referral.objects.none()
    rows = Referral.objects.filter(
        within_reach(viewer, "person"),
        agency_id=viewer.agency_id,
        sensitivity__in=readable(viewer.duties),
    )
    return rows.select_related("person", "answerable", "service")


def referral_seen(viewer: Viewer, referral_id: UUID) -> Referral:
    """
    Return one referral.

    :raises NotSeen: if the viewer may not see its person, or lacks the duty it asks for
    """
    found = referrals_seen_by(viewer).filter(pk=referral_id).first()
    if found is None:
        raise NotSeen
    return found


def steps_of(referral: Referral) -> list[ReferralStep]:
    """Return the life of a referral that was seen already, the oldest step first."""
    return list(
        ReferralStep.objects.filter(referral=referral)
        .select_related("by")
        .order_by("on", "created_at", "pk")[:200]
    )


def open_of(person: "Person", viewer: Viewer) -> list[Referral]:
    """Return the referrals of a person that are open, the one to look at first at the top."""
    return list(
        referrals_seen_by(viewer)
        .filter(person=person)
        .exclude(state=State.RETURNED)
        .order_by("next_look_on", "pk")[:50]
    )


def journey_of(person: "Person", viewer: Viewer) -> list[Referral]:
    """
    Return the whole path of a person through receivers, as far as this viewer may read it, the
    oldest first; two hundred at most.
    """
    return list(
        referrals_seen_by(viewer).filter(person=person).order_by("begun_on", "number")[:200]
    )


def at_risk(viewer: Viewer, *, size: int = 50) -> list[Referral]:
    """
    Return open referrals on this viewer's desk, the longest silence first.

    The companion's own from the day of the next look on; others' climb to people who look after the
    whole agency: to coordinators and then to managers after
    the days the agency settled.
    """
    rows = referrals_seen_by(viewer).filter(silent(viewer.today), living("person"))
    mine = Q(answerable_id=viewer.member_id)
    if viewer.scope is Scope.AGENCY and viewer.may(Duty.ASSIGN_COMPANIONS):
        agency = agency_of(viewer)
        days = (
            agency.manager_after_days
            if viewer.may(Duty.MANAGE_AGENCY)
            else agency.coordinator_after_days
        )
        mine |= Q(next_look_on__lte=viewer.today - timedelta(days=days))
    return list(rows.filter(mine).order_by("next_look_on", "pk")[:size])


def mail_of(referral: Referral) -> str:
    """
    Return where the receiver of a referral that was seen already reads mail; empty where nothing is
    known, or this home sends none.
    """
    return (
        referral.service.email
        if settings.BANSO_CAN_MAIL
        and referral.is_open
        and referral.service
        and "@" in referral.service.email
        else ""
    )


def hash_of(token: str) -> str:
    """Return the hash under which a link is kept; the link itself is kept nowhere."""
    return hashlib.sha256(token.encode()).hexdigest()


def _hashes_of(token: str) -> list[str]:
    """Return the hashes under which a link may be kept: typed in capitals it is the same."""
    typed = token[:200]
    return [hash_of(typed), hash_of(typed.lower())]


def agency_of_link(token: str) -> UUID | None:
    """Return the agency whose slip carries a token, for the door; of its link nothing is told."""
    rows = SlipLink.objects.filter(token_hash__in=_hashes_of(token))
    return rows.values_list("agency_id", flat=True).first()


def usable_link(token: str, *, today: date) -> SlipLink | None:
    """
    Return the link of a token that serves today, None for every other token alike; it serves no
    more when whoever made it has gone, who may know it still, and rests when the person has died.
    Typed from paper in capitals it is the same.
    """
    made = SlipLink.objects.filter(made_by__in=Member.objects.filter(here(today)).values("pk"))
    return (
        made.filter(
            living("referral__person"),
            token_hash__in=_hashes_of(token),
            used_at=None,
            expires_on__gte=today,
        )
        .select_related("referral", "referral__agency")
        .first()
    )
