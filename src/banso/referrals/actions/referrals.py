"""Considering to lead somebody somewhere."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.numbering.actions import next_number
from banso.numbering.queries import highest
from banso.people.queries import person_seen
from banso.people.rules import readable
from banso.planning.queries import plan_seen
from banso.referrals.actions.steps import add_step, recall
from banso.referrals.models import Referral
from banso.referrals.queries import referral_seen
from banso.referrals.rules import USUAL_SENSITIVITY, State, proposed_look
from banso.resources.queries import is_suspended, service_seen
from banso.resources.rules import System


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


@asks(Duty.REFER, Duty.SEE_MEMORY)
@one_transaction
def begin_referral(
    *,
    person_id: UUID,
    purpose: str,
    system: str,
    on: date,
    answerable_id: UUID,
    by: Viewer,
    service_id: UUID | None = None,
    receiver: str = "",
    domain: str = "",
    plan_id: UUID | None = None,
    period: str = "",
    follows_id: UUID | None = None,
    sensitivity: str = "",
    next_look_on: date | None = None,
    suspended_reason: str = "",
    second_person_id: UUID | None = None,
    note: str = "",
    new_id: UUID | None = None,
) -> Referral:
    """
    Consider leading the person somewhere; somebody answers for it from now on.

    :raises NotSeen: if the viewer may not see the person, the plan, the referral it follows, or
      there is no such receiver or member
    :raises PurposeMissing: if it says not to whom
    :raises SecondPersonMissing: if the receiver is suspended and there is no reason or no second
      person
    """
    person, answerable = person_seen(by, person_id), member_seen(by, answerable_id)
    service = service_seen(by, service_id) if service_id else None
    name = receiver.strip() or (service.name if service else "")
    if not name:
        raise PurposeMissing
    second = member_seen(by, second_person_id) if second_person_id else None
    if (
        service is not None
        and is_suspended(service, by)
        and (
            not suspended_reason.strip()
            or second is None
            or second.pk in (answerable.pk, by.member_id)
        )
    ):
        raise SecondPersonMissing
    plan = plan_seen(by, plan_id) if plan_id else None
    follows = referral_seen(by, follows_id) if follows_id else None
    protection = sensitivity or USUAL_SENSITIVITY.get(System(system), "plain")
    if (
        (plan and plan.person_id != person.pk)
        or (follows and follows.person_id != person.pk)
        or protection not in readable(by.duties)
    ):
        raise NotSeen
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
        system=system,
        purpose=purpose,
        domain=domain,
        plan=plan,
        period=period if plan else "",
        follows=follows,
        sensitivity=protection,
        answerable=answerable,
        begun_on=on,
        next_look_on=next_look_on or proposed_look(State.CONSIDERED, on),
        suspended_reason=suspended_reason if second else "",
        second_person=second,
    )
    made.id = new_id or made.id
    made.save(force_insert=True)
    add_step(made, on=on, by=by, note=note)
    recall(
        made,
        _g("Considering: %(receiver)s") % {"receiver": made.receiver},
        on,
        by,
        fact="\n".join(part for part in (purpose, note) if part),
    )
    detail = {"second_person": str(second.pk)} if second else {}
    record_event(
        action="referral_begun",
        by=by,
        subjects=[person.pk],
        object_kind="referrals.Referral",
        object_id=made.pk,
        detail=detail,
    )
    return made
