"""Keeping ties: making and changing them, and what a genogram needs of a relative."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.text_rules import may_read
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.people.queries import person_seen
from banso.resources.queries import service_seen
from banso.ties.actions.memory import recall
from banso.ties.models import Tie
from banso.ties.queries import other_key_persons, tie_seen
from banso.ties.rules import Role, asks_why

_KEPT = (
    "what",
    "name",
    "kind",
    "is_formal",
    "direction",
    "role",
    "why_second",
    "strength",
    "stress",
    "rhythm",
    "phone",
    "note",
    "from_on",
    "last_met_on",
    "no_contact",
    "no_show",
    "kin",
    "kin_bond",
    "kin_sex",
    "born_year",
    "is_dead",
    "lives_with",
)


class NameMissing(Refusal):
    """A tie is called something."""

    field = "name"
    sentence = _("Please write how the person calls them. A nickname is enough.")


class WhySecond(Refusal):
    """A key person is one, in principle."""

    field = "why_second"
    sentence = _(
        "There is a key person already. In principle there is one; if it is good so, please "
        "write why."
    )


class BothMustAgree(Refusal):
    """A tie to another supported person needs the word of both."""

    field = "both_agreed_on"
    sentence = _(
        "Please write the day on which both agreed. Without their word no tie between two "
        "people is kept."
    )


class RoleClosed(Refusal):
    """What stands there says something that this member may not read."""

    field = "role"
    sentence = _(
        "Who treats or cares for the person is kept by those who may read what concerns health."
    )


@dataclass(frozen=True, kw_only=True)
class LeadsTo:
    """
    To whom a tie leads who stands in this home too: a member, a receiver, another supported person
    by the word of both; and the base from which the person came to know them.
    """

    member_id: UUID | None = None
    service_id: UUID | None = None
    other_id: UUID | None = None
    both_agreed_on: date | None = None
    from_base_id: UUID | None = None


NOWHERE = LeadsTo()


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep_tie(
    *,
    by: Viewer,
    person_id: UUID | None = None,
    tie_id: UUID | None = None,
    version: int | None = None,
    leads_to: LeadsTo = NOWHERE,
    new_id: UUID | None = None,
    **values: Any,
) -> Tie:
    """
    Keep a tie of a person, or change one.

    :raises NotSeen: if the viewer may not see the person, the tie, the member, the receiver or
      the other person
    :raises RoleClosed: if what stands there asks for a duty that the viewer lacks
    :raises NameMissing: if nobody is called anything
    :raises WhySecond: if it is a second key person and nobody says why
    :raises BothMustAgree: if it leads to another supported person without the word of both
    :raises StaleEdit: if somebody else has changed it meanwhile
    """
    tie = (
        tie_seen(by, tie_id)
        if tie_id
        else Tie(agency_id=by.agency_id, person=person_seen(by, person_id or UUID(int=0)))
    )
    if tie_id:
        require_version(tie, version)
    called = _lead(tie, leads_to, by)
    for name in _KEPT:
        if name in values:
            setattr(tie, name, values[name])
    if not may_read(by, tie):
        raise RoleClosed
    tie.name = tie.name.strip() or called
    if not tie.name:
        raise NameMissing
    others = [one.role for one in other_key_persons(tie.person, by, but=tie.pk)]
    if asks_why(tie.role, others) and not tie.why_second.strip() and tie.until_on is None:
        raise WhySecond
    if not tie_id and new_id:
        tie.id = new_id
    tie.save(force_insert=not tie_id)
    if not tie_id:
        recall(
            tie,
            _g("A tie: %(role)s") % {"role": Role.label_of(tie.role)},
            tie.from_on or by.today,
            by,
        )
    record_event(
        action="tie_kept", by=by, subjects=[tie.person_id], object_kind="ties.Tie", object_id=tie.pk
    )
    return tie


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep_family(
    *,
    tie_id: UUID,
    by: Viewer,
    kin: str,
    kin_sex: str = "",
    born_year: int | None = None,
    kin_bond: str = "",
    lives_with: bool = False,
    is_dead: bool = False,
) -> Tie:
    """
    Keep what a genogram needs of a relative.

    :raises NotSeen: if the viewer may not see the tie
    """
    tie = tie_seen(by, tie_id)
    tie.kin, tie.kin_sex, tie.born_year, tie.kin_bond, tie.lives_with, tie.is_dead = (
        kin,
        kin_sex,
        born_year,
        kin_bond,
        lives_with,
        is_dead,
    )
    tie.version += 1
    tie.save()
    record_event(
        action="tie_kept", by=by, subjects=[tie.person_id], object_kind="ties.Tie", object_id=tie.pk
    )
    return tie


def _lead(tie: Tie, to: LeadsTo, by: Viewer) -> str:
    """Let a tie lead to whom it leads here, and return how they are called here."""
    if to.other_id and not to.both_agreed_on:
        raise BothMustAgree
    tie.member = member_seen(by, to.member_id) if to.member_id else None
    tie.service = service_seen(by, to.service_id) if to.service_id else None
    tie.other = person_seen(by, to.other_id) if to.other_id else None
    if tie.other is not None and tie.other.pk == tie.person_id:
        raise NotSeen
    tie.both_agreed_on = to.both_agreed_on if to.other_id else None
    tie.from_base = _base(by, tie, to.from_base_id)
    return (
        (tie.member and tie.member.name)
        or (tie.service and tie.service.name[:100])
        or (tie.other and tie.other.called_name)
        or ""
    )


def _base(by: Viewer, tie: Tie, base_id: UUID | None) -> Tie | None:
    base = tie_seen(by, base_id) if base_id else None
    if base is not None and (base.person_id != tie.person_id or base.pk == tie.pk):
        raise NotSeen
    return base
