"""
What gives somebody a place in an agency, more duties or further offices: asked for by one, given by
the word of a second. What only takes away is done at once.
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.actions.codes import made_letters
from banso.access.actions.leaving import LastManager, take_member_back
from banso.access.actions.members import NameTaken, SignIn, add_member
from banso.access.actions.proposals import propose
from banso.access.actions.ways_back import FIRST_FOR, Issued, keep_way_back
from banso.access.events import tell_of_member
from banso.access.models import Agency, Member, Office, Proposal, known_roles
from banso.access.permission import asks
from banso.access.queries import member_seen, name_taken
from banso.access.rules import Duty, Role, duties_of, wider, widest_scope
from banso.access.standing import managers_but, nobody_else
from banso.access.viewer import GuestViewer, Viewer
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as made_id
from banso.kit.refusals import NotSeen, Refusal

NEW, CHANGE, RETURN = "member_new", "member_change", "member_return"


class ChangedSince(Refusal):
    """What somebody confirms is what they read."""

    sentence = _("Their roles or offices were changed since. Please ask for it anew.")


@dataclass(frozen=True)
class Place:
    """What somebody does and where: roles and offices, as they stand in a proposal."""

    roles: tuple[str, ...]
    offices: frozenset[UUID]

    @classmethod
    def of(cls, member: Member) -> "Place":
        """Return a member's place now."""
        return cls(tuple(sorted(member.roles)), frozenset(_ids(member.offices.all())))

    @classmethod
    def asked(cls, roles: list[str], office_ids: list[UUID], agency_id: UUID) -> "Place":
        """Return a place in an agency as somebody typed it; offices of others are none."""
        known_roles(roles)
        known = Office.objects.filter(agency_id=agency_id, pk__in=office_ids)
        return cls(tuple(sorted(set(roles))), frozenset(_ids(known)))

    @classmethod
    def read(cls, given: dict[str, Any]) -> "Place":
        """Return a place as a proposal keeps it."""
        return cls(tuple(given["roles"]), frozenset(UUID(one) for one in given["offices"]))

    def kept(self) -> dict[str, Any]:
        """Return the place as a proposal keeps it."""
        return {"roles": list(self.roles), "offices": sorted(map(str, self.offices))}

    def gives_over(self, before: "Place") -> bool:
        """Return whether somebody would have more than before: a duty, a reach, an office."""
        new, old = list(self.roles), list(before.roles)
        more = duties_of(new) - duties_of(old) or self.offices - before.offices
        return bool(more) or wider(widest_scope(new), widest_scope(old))

    def says(self) -> str:
        """Return the place in words."""
        names = Office.objects.filter(pk__in=self.offices).order_by("name", "pk")
        parts = [str(Role.label_of(role)) for role in self.roles]
        return "、".join([*parts, *names.values_list("name", flat=True)])


def _ids(offices: Any) -> list[UUID]:
    return [one.pk for one in offices]


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def ask_new_member(
    *,
    name: str,
    username: str,
    roles: list[str],
    office_ids: list[UUID],
    by: Viewer,
    new_id: UUID | None = None,
) -> Issued:
    """
    Ask that somebody be taken in; they set a password of their own with the code returned and the
    number told to whoever confirms. Sent twice, the later code holds.

    :raises NameTaken: if the sign-in name is in use
    """
    Agency.objects.select_for_update(no_key=True).get(pk=by.agency_id)  # one after the other
    if name_taken(username):
        raise NameTaken
    place = Place.asked(roles, office_ids, by.agency_id)
    code, code_seal = made_letters()
    issued = Issued(new_id or made_id(), name, code, "")
    given = place.kept() | {"name": name, "username": username}
    if not nobody_else(by):
        propose(NEW, asker=by, about=issued.about, given=given, code_seal=code_seal)
        return issued
    return replace(issued, word=_taken_in(issued.about, given, code_seal, by))


def _taken_in(member_id: UUID, given: dict[str, Any], code_seal: str, by: Viewer) -> str:
    place = Place.read(given)
    member = add_member(
        agency_id=by.agency_id,
        sign_in=SignIn(username=given["username"], password=None),
        name=given["name"],
        roles=list(place.roles),
        office_ids=list(place.offices),
        on=by.today,
        new_id=member_id,
        by=by,
    )
    return keep_way_back(
        member, code_seal, made_by=by.member_id, drops_key=False, good_for=FIRST_FOR
    )


def take_in(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """Take somebody in with the word of a second, and return the number for whoever confirms."""
    return _taken_in(proposal.about, proposal.given, proposal.code_seal, asker)


def says_new(proposal: Proposal) -> str:
    """Return in words who is to be taken in, and as what."""
    return f"{proposal.given['name']}: {Place.read(proposal.given).says()}"


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def change_member(
    *, member_id: UUID, name: str, roles: list[str], office_ids: list[UUID], by: Viewer
) -> bool:
    """
    Change a member's name, roles and offices; return whether it is done, or waits for a second word
    because it gives them more than they had.

    :raises NotSeen: if nobody of that id works here
    :raises LastManager: if nobody else would manage the agency
    """
    member = _locked(member_id, by)
    if member.gone_at is not None:
        raise NotSeen
    if name != member.name:
        Member.objects.filter(pk=member.pk).update(name=name)
        _tell("member_named", member, by)
    before, place = Place.of(member), Place.asked(roles, office_ids, by.agency_id)
    if place == before:
        return True
    _refuse_last(member, place, by)
    if not place.gives_over(before) or nobody_else(by, about=member.pk):
        _put(member, place, by)
        return True
    propose(
        CHANGE,
        asker=by,
        about=member.pk,
        given=place.kept() | {"before": before.kept()},
    )
    return False


def _locked(member_id: UUID, by: Viewer) -> Member:
    """Return a member of the agency, locked; what two managers do at once comes one by one."""
    Agency.objects.select_for_update().get(pk=by.agency_id)
    rows = Member.objects.select_for_update().prefetch_related("offices")
    member = rows.filter(pk=member_id, agency_id=by.agency_id).first()
    if member is None:
        raise NotSeen
    return member


def _refuse_last(member: Member, place: Place, by: Viewer) -> None:
    managed = Role.MANAGER in member.roles and Role.MANAGER not in place.roles
    if managed and not managers_but(member.pk, agency_id=by.agency_id, today=by.today):
        raise LastManager


def _put(member: Member, place: Place, by: Viewer) -> None:
    member.roles = list(place.roles)
    member.save(update_fields=["roles"])
    member.offices.set(Office.objects.filter(pk__in=place.offices))
    _tell("member_changed", member, by)


def put_in_place(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Give a member the roles and offices that were asked for, with the word of a second.

    :raises ChangedSince: if they no longer have what they had when it was asked
    """
    member = _locked(proposal.about, asker)
    place, before = Place.read(proposal.given), Place.read(proposal.given["before"])
    if member.gone_at is not None or Place.of(member) != before:
        raise ChangedSince
    _refuse_last(member, place, asker)
    _put(member, place, asker)
    return ""


def says_change(proposal: Proposal) -> str:
    """Return in words whose roles and offices change, and from what to what."""
    name = Member.objects.get(pk=proposal.about).name
    before = Place.read(proposal.given["before"])
    return f"{name}: {before.says()} → {Place.read(proposal.given).says()}"


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def ask_member_back(*, member_id: UUID, by: Viewer) -> bool:
    """
    Ask that somebody who has gone work here again, as they did; return whether it is done, or waits
    for a second word. An end that has not come yet is taken back at once.

    :raises NotSeen: if the agency has no such member
    """
    member = member_seen(by, member_id)
    over = member.gone_at or (member.until_on and member.until_on < timezone.localdate())
    if not over or nobody_else(by, about=member.pk):
        take_member_back(member_id=member_id, by=by)
        return True
    propose(RETURN, asker=by, about=member.pk, given=Place.of(member).kept())
    return False


def let_return(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Let somebody work here again, with the word of a second.

    :raises ChangedSince: if their roles or offices are no longer those that were read
    """
    if Place.of(_locked(proposal.about, asker)) != Place.read(proposal.given):
        raise ChangedSince
    take_member_back(member_id=proposal.about, by=asker)
    return ""


def says_return(proposal: Proposal) -> str:
    """Return in words who is to work here again, and as what."""
    name = Member.objects.get(pk=proposal.about).name
    return f"{name}: {Place.read(proposal.given).says()}"


def _tell(action: str, member: Member, by: Viewer) -> None:
    tell_of_member(action, member_id=member.pk, agency_id=member.agency_id, by=by)
