"""Considering to lead somebody somewhere."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.standing import member_here
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.numbering.actions import next_number
from banso.numbering.queries import highest
from banso.people.actions import require_living
from banso.people.queries import person_seen
from banso.people.rules import readable
from banso.planning.queries import plan_seen
from banso.referrals.actions.steps import add_step, recall
from banso.referrals.models import Referral
from banso.referrals.queries import may_answer, referral_seen
from banso.referrals.rules import USUAL_SENSITIVITY, State, proposed_look
from banso.resources.queries import is_suspended, service_seen
from banso.resources.rules import System

if TYPE_CHECKING:
    from banso.access.models import Member
    from banso.resources.models import Service


class PurposeMissing(Refusal):
    """A referral says to whom."""

    field = "receiver"
    sentence = _("Please say to whom the person is led.")


class SecondPersonMissing(Refusal):
    """A suspended receiver needs a reason and a second person."""

    field = "second_person"
    sentence = _(
        "Nobody is referred there for now. If it has to be, please write the reason and name "
        "a second person who agrees."
    )


class CannotAnswer(Refusal):
    """Whoever answers for a referral may refer and reaches the person."""

    field = "answerable"
    sentence = _(
        "This can be answered for only by somebody who may refer, reaches the person, and may read "
        "of it. Please choose somebody else."
    )


@dataclass(frozen=True, kw_only=True)
class NewReferral:
    """Where somebody is led, what for, who answers for it, and what it follows from."""

    purpose: str
    system: str
    on: date
    answerable_id: UUID
    service_id: UUID | None = None
    receiver: str = ""
    domain: str = ""
    plan_id: UUID | None = None
    period: str = ""
    follows_id: UUID | None = None
    sensitivity: str = ""
    next_look_on: date | None = None
    suspended_reason: str = ""
    second_person_id: UUID | None = None
    note: str = ""


@asks(Duty.REFER, Duty.SEE_MEMORY)
@one_transaction
def begin_referral(
    *, person_id: UUID, referral: NewReferral, by: Viewer, new_id: UUID | None = None
) -> Referral:
    """
    Consider leading the person somewhere; somebody answers for it from now on.

    :raises NotSeen: if the viewer may not see the person, the plan, the referral it follows, or
      there is no such receiver or member
    :raises PurposeMissing: if it says not to whom
    :raises CannotAnswer: if the one who answers may not refer, or does not reach the person
    :raises SecondPersonMissing: if the receiver is suspended and there is no reason or no second
      person
    """
    person, answerable = person_seen(by, person_id), member_here(by, referral.answerable_id)
    require_living(person.pk, on=referral.on)
    service = service_seen(by, referral.service_id) if referral.service_id else None
    name = referral.receiver.strip() or (service.name if service else "")
    if not name:
        raise PurposeMissing
    second = _second_person(referral, service, by)
    plan = plan_seen(by, referral.plan_id) if referral.plan_id else None
    follows = referral_seen(by, referral.follows_id) if referral.follows_id else None
    protection = referral.sensitivity or USUAL_SENSITIVITY.get(System(referral.system), "plain")
    if (
        (plan and plan.person_id != person.pk)
        or (follows and follows.person_id != person.pk)
        or protection not in readable(by.duties)
    ):
        raise NotSeen
    if not may_answer(answerable, person.pk, protection, by):
        raise CannotAnswer
    made = Referral(
        agency_id=by.agency_id,
        person=person,
        number=next_number(
            scheme="referral",
            agency_id=by.agency_id,
            standing=lambda: highest(Referral.objects.filter(agency_id=by.agency_id)),
        ),
        service=service,
        receiver=name,
        system=referral.system,
        purpose=referral.purpose,
        domain=referral.domain,
        plan=plan,
        period=referral.period if plan else "",
        follows=follows,
        sensitivity=protection,
        answerable=answerable,
        begun_on=referral.on,
        next_look_on=referral.next_look_on or proposed_look(State.CONSIDERED, referral.on),
        suspended_reason=referral.suspended_reason if second else "",
        second_person=second,
    )
    made.id = new_id or made.id
    made.save(force_insert=True)
    add_step(made, on=referral.on, by=by, note=referral.note)
    recall(
        made,
        _g("Considering: %(receiver)s") % {"receiver": made.receiver},
        referral.on,
        by,
        fact="\n".join(part for part in (referral.purpose, referral.note) if part),
    )
    record_event(
        action="referral_begun",
        by=by,
        subjects=[person.pk],
        object_kind="referrals.Referral",
        object_id=made.pk,
        detail={"second_person": str(second.pk)} if second else {},
    )
    return made


def _second_person(referral: NewReferral, service: "Service | None", by: Viewer) -> "Member | None":
    """Return who agrees beside the one who answers, where somebody must."""
    second = member_here(by, referral.second_person_id) if referral.second_person_id else None
    if (
        service is not None
        and is_suspended(service, by)
        and (
            not referral.suspended_reason.strip()
            or second is None
            or second.pk in (referral.answerable_id, by.member_id)
        )
    ):
        raise SecondPersonMissing
    return second
