"""Welcoming somebody back from a receiver, and settling what comes next."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.refusals import Refusal
from banso.referrals.actions.steps import NotThisWay, add_step, recall, taken_up
from banso.referrals.models import Referral
from banso.referrals.rules import (
    NextStep,
    ReturnReason,
    State,
    ToldBy,
    way,
)


class ReturnReasonMissing(Refusal):
    """A return has a reason."""

    field = "return_reason"
    sentence = _("Please choose why they come back.")


class NextStepMissing(Refusal):
    """A return without a next step is a 投げ渡し."""

    field = "next_step"
    sentence = _(
        "What comes next? A return without a next step would be handing over and forgetting."
    )


@dataclass(frozen=True, kw_only=True)
class Return:
    """もどし: why they come back, what was learnt, and what comes next."""

    return_reason: str
    next_step: str
    on: date
    learnt: str = ""
    words: str = ""
    told_by: str = ToldBy.WORKER


@asks(Duty.REFER, Duty.SEE_MEMORY)
@one_transaction
def bring_back(
    *, referral_id: UUID, back: Return, by: Viewer, version: int | None = None
) -> Referral:
    """
    Welcome the person back from a receiver and settle what comes next.

    :raises NotSeen: if the viewer may not see it
    :raises NotThisWay: if they are back already
    :raises ReturnReasonMissing: if no reason is given
    :raises NextStepMissing: if nothing comes next: that would be a 投げ渡し
    :raises StaleEdit: if somebody changed it in the meantime
    """
    referral = taken_up(referral_id, by, version)
    if way(referral.state, State.RETURNED) is None:
        raise NotThisWay
    if back.return_reason not in ReturnReason:
        raise ReturnReasonMissing
    if back.next_step not in NextStep:
        raise NextStepMissing
    referral.state, referral.next_look_on = State.RETURNED, None
    referral.returned_on = max(back.on, referral.begun_on)
    referral.return_reason, referral.next_step = back.return_reason, back.next_step
    referral.learnt = back.learnt
    referral.save()
    add_step(
        referral,
        on=back.on,
        by=by,
        told_by=back.told_by,
        reason=back.return_reason,
        words=back.words,
        note=back.learnt,
    )
    next_step = NextStep.label_of(back.next_step)
    title = _g("Back from %(receiver)s: %(reason)s") % {
        "receiver": referral.receiver,
        "reason": ReturnReason.label_of(back.return_reason),
    }
    recall(
        referral,
        title,
        back.on,
        by,
        fact="\n".join(part for part in (back.learnt, f"→ {next_step}") if part),
        words=back.words,
    )
    record_event(
        action="referral_returned",
        by=by,
        subjects=[referral.person_id],
        object_kind="referrals.Referral",
        object_id=referral.pk,
    )
    return referral
