"""Who works at an agency now: the one rule that sign-in, lists of choices and alarms share."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from banso.access.models import Guest, Member
from banso.access.rules import WAITS, Role
from banso.access.viewer import Viewer
from banso.kit.refusals import NotSeen, Refusal


class NoLongerHere(Refusal):
    """Somebody who has gone takes nothing on."""

    sentence = _("This person no longer works here. Please name somebody else.")


def here(today: date) -> Q:
    """
    Return the condition that a member works at their agency: their time has begun, its last day is
    not over, and nobody has ended it.
    """
    return Q(Q(until_on=None) | Q(until_on__gte=today), gone_at=None, from_on__lte=today)


def members_gone(agency_id: UUID, *, today: date) -> QuerySet[Member]:
    """Return the members of an agency whose time is over: for conditions, never shown."""
    over = Q(gone_at__isnull=False) | Q(until_on__lt=today)
    return Member.objects.filter(over, agency_id=agency_id)


def managers_but(member_id: UUID, *, agency_id: UUID, today: date) -> list[Member]:
    """Return who else manages an agency from now on, with no end set to their time."""
    rows = Member.objects.filter(here(today), agency_id=agency_id, until_on=None)
    rows = rows.filter(account__is_active=True).exclude(pk=member_id)
    return [one for one in rows if Role.MANAGER in one.roles]


def nobody_else(by: Viewer, *, about: UUID | None = None) -> bool:
    """
    Return whether nobody else has been here long enough to be a second: whoever sets an agency up
    does so alone.
    """
    others = Member.objects.filter(
        here(by.today),
        agency_id=by.agency_id,
        account__is_active=True,
        from_on__lte=by.today - WAITS,
    )
    return not others.exclude(pk__in=[one for one in (by.member_id, about) if one]).exists()


def member_here(viewer: Viewer, member_id: UUID) -> Member:
    """
    Return a member of the viewer's agency who works there today: whoever takes something on.

    :raises NotSeen: if there is none
    :raises NoLongerHere: if they have gone
    """
    member = Member.objects.filter(pk=member_id, agency_id=viewer.agency_id).first()
    if member is None:
        raise NotSeen
    if not Member.objects.filter(here(viewer.today), pk=member_id).exists():
        raise NoLongerHere
    return member


def guests_here(today: date) -> QuerySet[Guest]:
    """Return the guests whose time runs: its last day is not over, and nobody has ended it."""
    return Guest.objects.filter(Q(until_on=None) | Q(until_on__gte=today), ended_at=None)


def guest_still_stands(account_id: UUID, *, today: date) -> bool:
    """Return whether an account's guest may come in now: one look, for what takes long."""
    rows = guests_here(today).filter(account_id=account_id, account__is_active=True)
    return rows.exists()


def still_stands(account_id: UUID, *, today: date) -> bool:
    """Return whether an account's member works at an agency now: one look, for what takes long."""
    rows = Member.objects.filter(here(today), account_id=account_id, account__is_active=True)
    return rows.exists()
