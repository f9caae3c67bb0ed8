"""「次行ってみよう」: back from a place that did not take somebody, and on to the next, in one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.db import one_transaction
from banso.kit.refusals import Refusal
from banso.people.rules import Sensitivity
from banso.referrals.actions.referrals import NewReferral, begin_referral
from banso.referrals.actions.returns import Return, bring_back
from banso.referrals.actions.steps import NotThisWay, taken_up
from banso.referrals.models import Referral
from banso.referrals.queries import turned_away_at
from banso.referrals.rules import NextStep, ReturnReason, State, leads_on


class TurnedAwayThere(Refusal):
    """Nobody goes again to where they were turned away, unless two agree and say why."""

    field = "second_person"
    sentence = _(
        "This receiver has turned the person away. If it has to be there again, please write why "
        "and name a second person who agrees."
    )


@dataclass(frozen=True, kw_only=True)
class NextTry:
    """Where to next, and what of the try before goes along, as it stands or as it was changed."""

    on: date
    purpose: str
    system: str
    answerable_id: UUID
    domain: str = ""
    service_id: UUID | None = None
    receiver: str = ""
    learnt: str = ""
    next_look_on: date | None = None
    suspended_reason: str = ""
    second_person_id: UUID | None = None


@asks(Duty.REFER, Duty.SEE_MEMORY)
@one_transaction
def try_next(
    *,
    referral_id: UUID,
    onward: NextTry,
    by: Viewer,
    version: int | None = None,
    new_id: UUID | None = None,
) -> Referral:
    """
    Welcome the person back from a place that did not take them and go on to the next, with what was
    to be done there and what was learnt. Consents stay with the place for which they were given.

    :raises NotSeen: if the viewer may not see it, or there is no such receiver or member
    :raises NotThisWay: if it was neither refused nor is it to lead on to the next place
    :raises TurnedAwayThere: if the next is one that turned the person away, and two do not agree
    :raises StaleEdit: if somebody changed it in the meantime
    """
    before = taken_up(referral_id, by, version)
    if not leads_on(state=before.state, next_step=before.next_step):
        raise NotThisWay
    asked_again = turned_away_at(
        before, by, service_id=onward.service_id, name=onward.receiver.strip()
    )
    others = (None, onward.answerable_id, by.member_id)
    if asked_again and (not onward.suspended_reason.strip() or onward.second_person_id in others):
        raise TurnedAwayThere
    if before.state == State.REFUSED:
        bring_back(
            referral_id=before.pk,
            back=Return(
                return_reason=ReturnReason.NOT_TAKEN,
                next_step=NextStep.NEW_REFERRAL,
                on=onward.on,
                learnt=onward.learnt,
            ),
            by=by,
        )
    else:
        before.save(update_fields=["version"])
    return begin_referral(
        person_id=before.person_id,
        referral=NewReferral(
            purpose=onward.purpose,
            system=onward.system,
            on=onward.on,
            answerable_id=onward.answerable_id,
            service_id=onward.service_id,
            receiver=onward.receiver,
            domain=onward.domain,
            plan_id=before.plan_id,
            period=before.period,
            follows_id=before.pk,
            # what was protected stays so, whatever the next system is
            sensitivity=before.sensitivity if before.sensitivity != Sensitivity.PLAIN else "",
            next_look_on=onward.next_look_on,
            suspended_reason=onward.suspended_reason,
            second_person_id=onward.second_person_id,
            note=_g("Learnt before: %(text)s") % {"text": onward.learnt} if onward.learnt else "",
        ),
        by=by,
        new_id=new_id,
    )
