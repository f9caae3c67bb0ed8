"""
What nobody does alone: one member asks for it, and the word of a second one does it.

A room declares each such act (`SecondedAct`), asks for it with `access.actions.propose` in place of
doing it, and names what does it once the second word is there. Whose word that is, is a rule of the
agency (`Agency.second_by`); where a rule leaves nobody, the next wider one holds, so that nothing
hangs in a small agency.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from banso.access.models import Account, Guest, Member, Proposal
from banso.access.rules import WAITS, Duty, SecondBy, duties_of
from banso.access.standing import here
from banso.access.viewer import GuestViewer, Viewer
from banso.kit.declarations import declared_by_code

ENOUGH = 2
"""What the words on a proposal weigh together before it is done; a member's weighs that alone."""


@dataclass(frozen=True)
class SecondedAct:
    """
    Something that nobody does alone; whoever asks for it carries `duty`, still when it is done.

    Dotted paths name what the room does: `run(proposal, asker, second)` does it, and returns what
    only the second is told (empty mostly); `says(proposal)` returns in words what was asked for;
    `seen(proposal, viewer)` returns whether a member may know of it at all (everybody where nothing
    is named); `guests(proposal, guest)` returns what a guest's word weighs. A word of somebody new
    counts `at_once` only where nothing can wait.
    """

    code: str
    label: Promise | str
    duty: Duty
    run: str
    says: str
    guests: str = ""
    seen: str = ""
    members: bool = True
    open_for: timedelta = timedelta(days=14)
    at_once: bool = False


def act_of(proposal: Proposal) -> SecondedAct:
    """
    Return what a proposal asks for.

    :raises KeyError: if no room declares it
    """
    return declared_by_code(SecondedAct)[proposal.act]


def _fits(rule: str, duties: frozenset[Duty], duty: Duty) -> bool:
    if rule == SecondBy.MANAGERS:
        return Duty.MANAGE_AGENCY in duties
    return rule == SecondBy.ANYBODY or duty in duties


def rule_in_force(proposal: Proposal) -> str:
    """
    Return whose word is the second for a proposal: the agency's rule, or the next wider one where
    it leaves nobody.
    """
    rows = Member.objects.filter(
        here(timezone.localdate()), agency_id=proposal.agency_id, account__is_active=True
    )
    others = [
        duties_of(roles)
        for roles in rows.exclude(pk=proposal.asked_by_id).values_list("roles", flat=True)
    ]
    rules, duty = list(SecondBy), act_of(proposal).duty
    for rule in rules[rules.index(SecondBy(proposal.agency.second_by)) :]:
        if any(_fits(rule, duties, duty) for duties in others):
            return rule
    return SecondBy.ANYBODY


def counts_from(account: Account | None) -> datetime | None:
    """Return until when the word of somebody let in anew waits, None where it counts."""
    renewed = account.renewed_at if account else None
    until = renewed + WAITS if renewed else None
    return until if until and until > timezone.now() else None


def _counts(who: Viewer | GuestViewer) -> bool:
    """Return whether somebody has been who they are for long enough to be a second."""
    if isinstance(who, GuestViewer):
        guest = Guest.objects.select_related("account").get(pk=who.guest_id)
        return counts_from(guest.account) is None
    member = Member.objects.select_related("account").get(pk=who.member_id)
    return member.from_on <= who.today - WAITS and counts_from(member.account) is None


def weight_of(who: Viewer | GuestViewer, proposal: Proposal) -> int:
    """Return what somebody's word weighs on a proposal, 0 where they are not the second."""
    act = act_of(proposal)
    if isinstance(who, GuestViewer):
        weigh: Callable[[Proposal, GuestViewer], int] | None = (
            import_string(act.guests) if act.guests else None
        )
        weight = weigh(proposal, who) if weigh else 0
    else:
        named = proposal.asked_of_id in (None, who.member_id)
        weight = ENOUGH if act.members and named and who.member_id != proposal.asked_by_id else 0
        if weight and not _fits(rule_in_force(proposal), who.duties, act.duty):
            weight = 0
        if weight and act.seen and not import_string(act.seen)(proposal, who):
            weight = 0
    return weight if weight and (act.at_once or _counts(who)) else 0


@dataclass(frozen=True)
class Waiting:
    """A proposal as somebody sees it: what it asks for, in words, and what they can do."""

    proposal: Proposal
    label: str
    says: str
    own: bool
    may_confirm: bool
    may_stop: bool


def proposals_waiting(agency_id: UUID) -> QuerySet[Proposal]:
    """Return what waits for a second word in an agency, the oldest first."""
    rows = Proposal.objects.filter(
        agency_id=agency_id, done_at=None, stopped_at=None, open_until__gt=timezone.now()
    )
    return rows.select_related("agency", "asked_by").order_by("pk")


def _as_seen(who: Viewer | GuestViewer, proposal: Proposal) -> Waiting:
    act, own = act_of(proposal), proposal.asked_by_id == who.actor_id
    may = (
        bool(weight_of(who, proposal))
        and not proposal.words.filter(Q(member=who.actor_id) | Q(guest=who.actor_id)).exists()
    )
    about = isinstance(who, GuestViewer) and proposal.about == who.guest_id
    says: str = import_string(act.says)(proposal)
    return Waiting(proposal, str(act.label), says, own, may, own or may or about)


def waiting_for(who: Viewer | GuestViewer, *, size: int = 50) -> list[Waiting]:
    """Return what somebody asked for, or may confirm or stop, the oldest first."""
    found = [_as_seen(who, one) for one in proposals_waiting(who.agency_id)[:200]]
    return [one for one in found if one.may_stop][:size]
