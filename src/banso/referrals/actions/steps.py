"""Going on step by step, looking, and welcoming back."""

from dataclasses import dataclass
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
from banso.people.actions import Memory, remember, require_living
from banso.referrals.models import Referral, ReferralStep
from banso.referrals.queries import referral_seen
from banso.referrals.rules import (
    RefusalReason,
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


class AlongMissing(Refusal):
    """Going there is going together."""

    field = "along"
    sentence = _("Who went along? If nobody could, please write that.")


class LookMissing(Refusal):
    """An open referral has a day of the next look."""

    field = "next_look_on"
    sentence = _("When will you look again? Please name a day after this one.")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step on: where to, on which day, who went along, what was said."""

    to: str
    on: date
    next_look_on: date | None = None
    refusal_reason: str = ""
    along: str = ""
    words: str = ""
    note: str = ""
    told_by: str = ToldBy.WORKER


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
        memory=Memory(
            at=moment_of(on),
            kind="referral",
            title=title,
            sensitivity=referral.sensitivity,
            source="referrals.Referral",
            source_id=referral.pk,
            **parts,
        ),
        by=by,
    )


def locked(referral_id: UUID) -> Referral:
    """Return a referral that was seen already, locked for the rest of the transaction."""
    return Referral.objects.select_for_update().get(pk=referral_id)


def taken_up(referral_id: UUID, by: Viewer, version: int | None) -> Referral:
    """Return a referral this viewer may see, locked, if it is still as they saw it."""
    referral_seen(by, referral_id)
    referral = locked(referral_id)
    require_version(referral, version)
    return referral


@asks(Duty.REFER, Duty.SEE_MEMORY)
@one_transaction
def take_step(*, referral_id: UUID, step: Step, by: Viewer, version: int | None = None) -> Referral:
    """
    Go one step on with a referral (not back: that is `bring_back`).

    :raises NotSeen: if the viewer may not see it
    :raises NotThisWay: if there is no such step from where it stands
    :raises RefusalReasonMissing: if it was not taken and no reason is given
    :raises AlongMissing: if nobody says who went along
    :raises LookMissing: if the next look is not after this day
    :raises StaleEdit: if somebody changed it in the meantime
    """
    referral = taken_up(referral_id, by, version)
    go(referral, step, by=by)
    record_event(
        action="referral_step",
        by=by,
        subjects=[referral.person_id],
        object_kind="referrals.Referral",
        object_id=referral.pk,
        detail={"to": step.to},
    )
    return referral


def go(referral: Referral, step: Step, *, by: Viewer | None) -> None:
    """Take a step of a referral that is locked, whoever tells of it; the caller traces it."""
    taken = way(referral.state, step.to)
    if taken is None or step.to == State.RETURNED:
        raise NotThisWay
    if step.to != State.REFUSED:
        require_living(referral.person_id, on=step.on)
    given = {"refusal_reason": step.refusal_reason, "along": step.along}
    for name in taken.needs:
        if name in given and not given[name].strip():
            raise _NEEDED[name]
    look_on = step.next_look_on or proposed_look(step.to, step.on)
    if look_on is None or look_on <= step.on:
        raise LookMissing
    _move(referral, step, look_on)
    add_step(
        referral,
        on=step.on,
        by=by,
        told_by=step.told_by,
        reason=referral.refusal_reason,
        along=step.along,
        words=step.words,
        note=step.note,
    )
    along = _g("Along: %(names)s") % {"names": step.along} if step.along else ""
    why = f": {RefusalReason.label_of(referral.refusal_reason)}" if referral.refusal_reason else ""
    recall(
        referral,
        f"{referral.receiver} — {State.label_of(step.to)}{why}",
        step.on,
        by,
        fact="\n".join(part for part in (along, step.note) if part),
        words=step.words,
        doing=step.to == State.WENT,
    )


def _move(referral: Referral, step: Step, look_on: date) -> None:
    referral.state, referral.next_look_on = step.to, look_on
    referral.refusal_reason = step.refusal_reason if step.to == State.REFUSED else ""
    if step.to == State.ASKED:
        referral.asked_on, referral.answered_on = step.on, None  # an earlier answer is over
    elif step.to in (State.ACCEPTED, State.REFUSED):
        referral.answered_on = step.on
    elif step.to == State.WENT:
        referral.went_on = step.on
    referral.save()


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
    referral = taken_up(referral_id, by, version)
    if not referral.is_open:
        raise NotThisWay
    require_living(referral.person_id, on=on)
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
