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
from itertools import islice
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.module_loading import import_string

from banso.access.models import Account, Agency, Guest, Member, Proposal
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
    counts `at_once` only where nothing can wait. `by_two` asks for two words where more than one
    other may give one. What is `about_member` is about the member of that id: they see it, may stop
    it, and are never its second. Where the second must have heard by voice what it is about,
    `hears` asks them to write it themselves (`proposal.heard`).
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
    about_member: bool = False
    by_two: bool = False
    hears: Promise | str = ""


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


def _rule_among(others: list[frozenset[Duty]], rule: str, duty: Duty) -> str:
    """Return whose word is the second among others: the rule, or the next wider that fits."""
    rules = list(SecondBy)
    for wider in rules[rules.index(SecondBy(rule)) :]:
        if any(_fits(wider, duties, duty) for duties in others):
            return wider
    return SecondBy.ANYBODY


def seconds_of(asker: Viewer, act: str) -> list[str]:
    """
    Return by name who may give the second word today, whatever it is about; an empty list where
    nobody may, so that whoever asks is told to telephone.
    """
    kind = declared_by_code(SecondedAct)[act]
    rows = Member.objects.filter(
        here(asker.today), agency_id=asker.agency_id, account__is_active=True
    )
    others = list(rows.exclude(pk=asker.member_id).select_related("account").order_by("name", "pk"))
    duties = {one.pk: duties_of(one.roles) for one in others}
    second_by = Agency.objects.values_list("second_by", flat=True).get(pk=asker.agency_id)
    rule = _rule_among(list(duties.values()), second_by, kind.duty)
    return [
        one.name
        for one in others
        if _fits(rule, duties[one.pk], kind.duty) and (kind.at_once or _counts_now(one, asker))
    ]


def _counts_now(member: Member, asker: Viewer) -> bool:
    return member.from_on <= asker.today - WAITS and counts_from(member.account) is None


def counts_from(account: Account | None) -> datetime | None:
    """Return until when the word of somebody let in anew waits, None where it counts."""
    renewed = account.renewed_at if account else None
    until = renewed + WAITS if renewed else None
    return until if until and until > timezone.now() else None


class Weighing:
    """
    What somebody's word weighs on proposals of their agency; who else works there, and since when
    they are who they are, is looked up once for all of them.
    """

    def __init__(self, who: Viewer | GuestViewer) -> None:
        self.who = who

    @cached_property
    def _counts(self) -> bool:
        """Whether they have been who they are for long enough to be a second."""
        if isinstance(self.who, GuestViewer):
            guest = Guest.objects.select_related("account").get(pk=self.who.guest_id)
            return counts_from(guest.account) is None
        member = Member.objects.select_related("account").get(pk=self.who.member_id)
        long_here = member.from_on <= self.who.today - WAITS
        return long_here and counts_from(member.account) is None

    @cached_property
    def _members(self) -> dict[UUID, frozenset[Duty]]:
        rows = Member.objects.filter(
            here(timezone.localdate()), agency_id=self.who.agency_id, account__is_active=True
        )
        return {pk: duties_of(roles) for pk, roles in rows.values_list("pk", "roles")}

    def _rule(self, proposal: Proposal) -> str:
        """
        Return whose word is the second for a proposal: the agency's rule, or the next wider one
        where it leaves nobody.
        """
        never = self._never(proposal)
        others = [duties for pk, duties in self._members.items() if pk not in never]
        return _rule_among(others, proposal.agency.second_by, act_of(proposal).duty)

    @staticmethod
    def _never(proposal: Proposal) -> set[UUID | None]:
        """Return who is never the second: who asked, and whom it is about."""
        about = proposal.about if act_of(proposal).about_member else None
        return {proposal.asked_by_id, about}

    def of(self, proposal: Proposal) -> int:
        """Return what the word weighs on a proposal, 0 where they are not the second."""
        act = act_of(proposal)
        if isinstance(self.who, GuestViewer):
            weigh: Callable[[Proposal, GuestViewer], int] | None = (
                import_string(act.guests) if act.guests else None
            )
            weight = weigh(proposal, self.who) if weigh else 0
        else:
            weight = self._of_member(self.who, act, proposal)
        return weight if weight and (act.at_once or self._counts) else 0

    def may_confirm(self, proposal: Proposal) -> bool:
        """Return whether the word counts, and was not given yet."""
        words = proposal.words.all()
        said = any(self.who.actor_id in (word.member_id, word.guest_id) for word in words)
        return not said and bool(self.of(proposal))

    def _of_member(self, member: Viewer, act: SecondedAct, proposal: Proposal) -> int:
        """Return what a member's word weighs: half of what is enough where two can give theirs."""
        named = act.members and proposal.asked_of_id in (None, member.member_id)
        if not named or member.member_id in self._never(proposal):
            return 0
        rule = self._rule(proposal)
        if not _fits(rule, member.duties, act.duty):
            return 0
        if act.seen and not import_string(act.seen)(proposal, member):
            return 0
        others = [
            pk
            for pk, duties in self._members.items()
            if pk not in self._never(proposal) and _fits(rule, duties, act.duty)
        ]
        return ENOUGH // 2 if act.by_two and len(others) > 1 else ENOUGH


def weight_of(who: Viewer | GuestViewer, proposal: Proposal) -> int:
    """Return what somebody's word weighs on a proposal, 0 where they are not the second."""
    return Weighing(who).of(proposal)


@dataclass(frozen=True)
class Waiting:
    """A proposal as somebody sees it: what it asks for, in words, and what they can do."""

    proposal: Proposal
    label: str
    says: str
    own: bool
    may_confirm: bool
    hears: str = ""


def proposals_waiting(agency_id: UUID) -> QuerySet[Proposal]:
    """Return what waits for a second word in an agency, the oldest first."""
    rows = Proposal.objects.filter(
        agency_id=agency_id, done_at=None, stopped_at=None, open_until__gt=timezone.now()
    )
    return rows.select_related("agency", "asked_by").order_by("pk")


def _as_seen(weighing: Weighing, proposal: Proposal) -> Waiting | None:
    """Return a proposal as somebody sees it, None where it is nothing to them."""
    who = weighing.who
    own = proposal.asked_by_id == who.actor_id
    may = weighing.may_confirm(proposal)
    act = act_of(proposal)
    about = proposal.about == who.actor_id and (isinstance(who, GuestViewer) or act.about_member)
    if not (own or may or about):
        return None
    says: str = import_string(act.says)(proposal)
    return Waiting(proposal, str(act.label), says, own, may, str(act.hears))


def waiting_for(who: Viewer | GuestViewer, *, size: int = 50) -> list[Waiting]:
    """Return what somebody asked for, or may confirm or stop, the oldest first."""
    weighing = Weighing(who)
    rows = proposals_waiting(who.agency_id).prefetch_related("words")[:200]
    found = (_as_seen(weighing, one) for one in rows)
    return list(islice(filter(None, found), size))
