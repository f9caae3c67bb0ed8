"""Going on step by step, looking, and welcoming back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.kit.refusals import Refusal
from banso.people.actions import remember
from banso.referrals.models import Referral, ReferralStep
from banso.referrals.queries import referral_seen
from banso.referrals.rules import (
    NextStep,
    RefusalReason,
    ReturnReason,
    State,
    ToldBy,
    proposed_look,
    way,
)


class NotThisWay(Refusal):
    """From where the referral stands there is no such step."""

    sentence = _(
        "From where this stands now, that step is not possible. Somebody may have written in "
        "the meantime; please look again."
    )


class RefusalReasonMissing(Refusal):
    """A refusal has a reason."""

    field = "refusal_reason"
    sentence = _("Please choose the reason. If none was given, “No answer” or “Other” says so.")


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


class AlongMissing(Refusal):
    """Going there is going together."""

    field = "along"
    sentence = _("Who went along? If nobody could, please write that.")


class LookMissing(Refusal):
    """An open referral has a day of the next look."""

    field = "next_look_on"
    sentence = _("When will you look again? Please name a day after this one.")


_NEEDED: dict[str, type[Refusal]] = {"refusal_reason": RefusalReasonMissing, "along": AlongMissing}


def add_step(referral: Referral, *, on: date, by: Viewer | None, **told: Any) -> ReferralStep:
    """Add a step to a referral's life."""
    return ReferralStep.objects.create(
        agency_id=referral.agency_id,
        referral=referral,
        on=on,
        state=referral.state,
        by_id=by.member_id if by else None,
        **told,
    )


def recall(referral: Referral, title: str, on: date, by: Viewer | None, **parts: Any) -> None:
    """Put what happened into the person's memory, under the referral's own protection."""
    remember(
        person=referral.person,
        at=moment_of(on),
        kind="referral",
        title=title,
        by=by,
        sensitivity=referral.sensitivity,
        source="referrals.Referral",
        source_id=referral.pk,
        **parts,
    )


def locked(referral_id: UUID) -> Referral:
    """Return a referral that was seen already, locked for the rest of the transaction."""
    return (
        Referral.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=referral_id)
    )


def _taken_up(referral_id: UUID, by: Viewer, version: int | None) -> Referral:
    """Return a referral this viewer may see, locked, if it is still as they saw it."""
    referral_seen(by, referral_id)
    referral = locked(referral_id)
    require_version(referral, version)
    return referral


@asks(Duty.REFER, Duty.SEE_MEMORY)
@one_transaction
def take_step(
    *, referral_id: UUID, to: str, on: date, by: Viewer, version: int | None = None, **told: Any
) -> Referral:
    """
    Go one step on with a referral (not back: that is `bring_back`).

    :raises NotSeen: if the viewer may not see it
    :raises NotThisWay: if there is no such step from where it stands
    :raises RefusalReasonMissing: if it was not taken and no reason is given
    :raises AlongMissing: if nobody says who went along
    :raises LookMissing: if the next look is not after this day
    :raises StaleEdit: if somebody changed it in the meantime
    """
    referral = _taken_up(referral_id, by, version)
    go(referral, to=to, on=on, by=by, **told)
    record_event(
        action="referral_step",
        by=by,
        subjects=[referral.person_id],
        object_kind="referrals.Referral",
        object_id=referral.pk,
        detail={"to": to},
    )
    return referral


def go(
    referral: Referral,
    *,
    to: str,
    on: date,
    by: Viewer | None,
    next_look_on: date | None = None,
    refusal_reason: str = "",
    along: str = "",
    words: str = "",
    note: str = "",
    told_by: str = ToldBy.WORKER,
) -> None:
    """Take a step of a referral that is locked, whoever tells of it; the caller traces it."""
    taken = way(referral.state, to)
    if taken is None or to == State.RETURNED:
        raise NotThisWay
    given = {"refusal_reason": refusal_reason, "along": along}
    for name in taken.needs:
        if name in given and not given[name].strip():
            raise _NEEDED[name]
    look_on = next_look_on or proposed_look(to, on)
    if look_on is None or look_on <= on:
        raise LookMissing
    referral.state, referral.next_look_on = to, look_on
    referral.refusal_reason = refusal_reason if to == State.REFUSED else ""
    referral.asked_on = on if to == State.ASKED else referral.asked_on
    referral.answered_on = on if to in (State.ACCEPTED, State.REFUSED) else referral.answered_on
    referral.went_on = on if to == State.WENT else referral.went_on
    referral.save()
    add_step(
        referral,
        on=on,
        by=by,
        told_by=told_by,
        reason=referral.refusal_reason,
        along=along,
        words=words,
        note=note,
    )
    why = f": {RefusalReason.label_of(refusal_reason)}" if referral.refusal_reason else ""
    fact = "\n".join(
        part for part in (_g("Along: %(names)s") % {"names": along} if along else "", note) if part
    )
    recall(
        referral,
        f"{referral.receiver} — {State.label_of(to)}{why}",
        on,
        by,
        fact=fact,
        words=words,
        doing=to == State.WENT,
    )


@asks(Duty.REFER, Duty.SEE_MEMORY)
@one_transaction
def look(
    *,
    referral_id: UUID,
    on: date,
    next_look_on: date,
    by: Viewer,
    note: str = "",
    words: str = "",
    version: int | None = None,
) -> Referral:
    """
    Note that somebody looked, and when they look again; only this, or a step, takes a silent
    referral off the desks.

    :raises NotSeen: if the viewer may not see it
    :raises NotThisWay: if the person is back already
    :raises LookMissing: if the next look is not after this day
    :raises StaleEdit: if somebody changed it in the meantime
    """
    referral = _taken_up(referral_id, by, version)
    if not referral.is_open:
        raise NotThisWay
    if next_look_on <= on:
        raise LookMissing
    referral.next_look_on = next_look_on
    referral.save(update_fields=["next_look_on", "version"])
    add_step(referral, on=on, by=by, is_look=True, words=words, note=note)
    if words or note:
        recall(
            referral,
            _g("Looked: %(receiver)s") % {"receiver": referral.receiver},
            on,
            by,
            fact=note,
            words=words,
        )
    record_event(
        action="referral_looked",
        by=by,
        subjects=[referral.person_id],
        object_kind="referrals.Referral",
        object_id=referral.pk,
    )
    return referral


@asks(Duty.REFER, Duty.SEE_MEMORY)
@one_transaction
def bring_back(
    *,
    referral_id: UUID,
    return_reason: str,
    next_step: str,
    on: date,
    by: Viewer,
    learnt: str = "",
    words: str = "",
    version: int | None = None,
    told_by: str = ToldBy.WORKER,
) -> Referral:
    """
    Welcome the person back from a receiver and settle what comes next.

    :raises NotSeen: if the viewer may not see it
    :raises NotThisWay: if they are back already
    :raises ReturnReasonMissing: if no reason is given
    :raises NextStepMissing: if nothing comes next: that would be a 投げ渡し
    :raises StaleEdit: if somebody changed it in the meantime
    """
    referral = _taken_up(referral_id, by, version)
    if way(referral.state, State.RETURNED) is None:
        raise NotThisWay
    if return_reason not in ReturnReason:
        raise ReturnReasonMissing
    if next_step not in NextStep:
        raise NextStepMissing
    referral.state, referral.returned_on, referral.next_look_on = (
        State.RETURNED,
        max(on, referral.begun_on),
        None,
    )
    referral.return_reason, referral.learnt, referral.next_step = return_reason, learnt, next_step
    referral.save()
    add_step(
        referral, on=on, by=by, told_by=told_by, reason=return_reason, words=words, note=learnt
    )
    title = _g("Back from %(receiver)s: %(reason)s") % {
        "receiver": referral.receiver,
        "reason": ReturnReason.label_of(return_reason),
    }
    recall(
        referral,
        title,
        on,
        by,
        fact="\n".join(part for part in (learnt, f"→ {NextStep.label_of(next_step)}") if part),
        words=words,
    )
    record_event(
        action="referral_returned",
        by=by,
        subjects=[referral.person_id],
        object_kind="referrals.Referral",
        object_id=referral.pk,
    )
    return referral
