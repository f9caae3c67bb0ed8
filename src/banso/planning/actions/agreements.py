"""What the person says to a plan, copies they were given, and looking at how it went."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.actions import make_promise
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.refusals import Refusal
from banso.people.actions import Memory, remember
from banso.planning.actions.checks import open_version
from banso.planning.models import Agreement, CopyHanded, Evaluation
from banso.planning.queries import plan_seen
from banso.planning.rules import (
    CHANGES,
    AgreedBy,
    Answered,
    EndReason,
    Outcome,
    PauseReason,
    clean_strokes,
)


class SignatureMissing(Refusal):
    """Nothing was drawn, or nothing that is a signature."""

    field = "signature"
    sentence = _(
        "Nothing is drawn yet. Please let the person sign in the box, or choose another way."
    )


class WitnessMissing(Refusal):
    """Oral agreement needs somebody who heard it."""

    field = "witness"
    sentence = _("Who heard it, beside you? Please write down the witness.")


class NextReviewMissing(Refusal):
    """A plan that goes on is looked at again."""

    field = "next_review_on"
    sentence = _("When will you look at it together again? Please name a day after this one.")


class ReasonMissing(Refusal):
    """Pausing or ending says why."""

    field = "reason"
    sentence = _("Please choose the reason that fits what follows.")


class FollowUpMissing(Refusal):
    """Ended or paused, the door stays open: somebody asks again."""

    field = "follow_1"
    sentence = _(
        "The door stays open: please name at least one day on which somebody asks how things are."
    )


@asks(Duty.PLAN, Duty.SEE_MEMORY)
@one_transaction
def record_agreement(
    *,
    plan_id: UUID,
    answered: str,
    way: str,
    on: date,
    explained_by_id: UUID,
    by: Viewer,
    witness: str = "",
    words: str = "",
    signature: Any = (),
    new_id: UUID | None = None,
) -> Agreement:
    """
    Keep what the person said to this version: agreed, not yet, or would rather not; each is an
    answer.

    :raises NotSeen: if the viewer may not see the plan, or there is no such member
    :raises VersionClosed: if the version was replaced or ended
    :raises SignatureMissing: if it was to be signed on the screen and nothing is drawn
    :raises WitnessMissing: if it was said without a witness
    """
    plan = open_version(plan_id, by)
    member = member_seen(by, explained_by_id)
    try:
        strokes = clean_strokes(list(signature)) if way == AgreedBy.DRAWN else []
    except (TypeError, ValueError) as error:
        raise SignatureMissing from error
    if answered == Answered.AGREED and way == AgreedBy.DRAWN and not strokes:
        raise SignatureMissing
    if answered == Answered.AGREED and way == AgreedBy.ORAL and not witness.strip():
        raise WitnessMissing
    made = Agreement(
        agency_id=plan.agency_id,
        plan=plan,
        on=on,
        answered=answered,
        way=way,
        witness=witness,
        explained_by=member,
        words=words,
        signature=strokes,
    )
    made.id = new_id or made.id
    made.save(force_insert=True)
    plan.agreed_on = on if answered == Answered.AGREED else None
    plan.save(update_fields=["agreed_on"])
    title = _g("To plan no. %(number)s: %(answered)s") % {
        "number": plan.number,
        "answered": Answered.label_of(answered),
    }
    remember(
        person=plan.person,
        memory=Memory(
            at=moment_of(on),
            kind="plan",
            title=title,
            words=words,
            source="planning.Agreement",
            source_id=made.pk,
            fact=_g("%(way)s; explained by %(name)s")
            % {"way": AgreedBy.label_of(way), "name": member.name}
            + (f" ({witness})" if witness else ""),
        ),
        by=by,
    )
    record_event(
        action="plan_answered",
        by=by,
        subjects=[plan.person_id],
        object_kind="planning.Agreement",
        object_id=made.pk,
    )
    return made


@asks(Duty.PLAN, Duty.SEE_MEMORY)
@one_transaction
def hand_copy(
    *, plan_id: UUID, sheet: str, on: date, by: Viewer, furigana: bool = False
) -> CopyHanded:
    """
    Note that the person was given a copy.

    :raises NotSeen: if the viewer may not see the plan
    """
    plan = plan_seen(by, plan_id)
    made = CopyHanded.objects.create(
        agency_id=plan.agency_id,
        plan=plan,
        on=on,
        by_id=by.member_id,
        sheet=sheet,
        furigana=furigana,
    )
    title = _g("Handed over a copy of plan no. %(number)s") % {"number": plan.number}
    remember(
        person=plan.person,
        memory=Memory(
            at=moment_of(on),
            kind="plan",
            title=title,
            source="planning.CopyHanded",
            source_id=made.pk,
        ),
        by=by,
    )
    record_event(
        action="copy_handed",
        by=by,
        subjects=[plan.person_id],
        object_kind="planning.SupportPlan",
        object_id=plan.pk,
    )
    return made


def _check(
    outcome: str,
    reason: str,
    on: date,
    next_review_on: date | None,
    follow_ups: Sequence[tuple[date, str]],
) -> None:
    if outcome in (Outcome.GO_ON, Outcome.REPLAN):
        if next_review_on is None or next_review_on <= on:
            raise NextReviewMissing
        return
    if reason not in (EndReason if outcome == Outcome.END else PauseReason):
        raise ReasonMissing
    if not follow_ups and reason != "died":
        raise FollowUpMissing


@asks(Duty.PLAN, Duty.SEE_MEMORY)
@one_transaction
def evaluate(
    *,
    plan_id: UUID,
    on: date,
    outcome: str,
    by: Viewer,
    attained: str = "",
    changes: Sequence[str] = (),
    remaining: str = "",
    words: str = "",
    view: str = "",
    sensitivity: str = "plain",
    conference_on: date | None = None,
    reason: str = "",
    reason_note: str = "",
    next_review_on: date | None = None,
    follow_ups: Sequence[tuple[date, str]] = (),
    new_id: UUID | None = None,
) -> Evaluation:
    """
    Look at a version together, and settle what follows; only this takes its review off the desk.

    :raises NotSeen: if the viewer may not see the plan
    :raises VersionClosed: if the version was replaced or ended
    :raises NextReviewMissing: if it goes on without a day for the next look
    :raises ReasonMissing: if it is paused or ended without a reason
    :raises FollowUpMissing: if nobody would ask again
    """
    plan = open_version(plan_id, by)
    _check(outcome, reason, on, next_review_on, follow_ups)
    goes_on = outcome in (Outcome.GO_ON, Outcome.REPLAN)
    made = Evaluation(
        agency_id=plan.agency_id,
        plan=plan,
        on=on,
        by_id=by.member_id,
        attained=attained,
        changes=[code for code in CHANGES if code in changes],
        remaining=remaining,
        words=words,
        view=view,
        sensitivity=sensitivity,
        conference_on=conference_on,
        outcome=outcome,
        reason="" if goes_on else reason,
        reason_note=reason_note,
        next_review_on=next_review_on if goes_on else None,
        follow_ups=[]
        if goes_on
        else [{"on": day.isoformat(), "text": text} for day, text in follow_ups],
    )
    made.id = new_id or made.id
    made.save(force_insert=True)
    plan.review_on = made.next_review_on
    if not goes_on:
        plan.ended_on, plan.end_kind = max(on, plan.made_on), outcome
        for day, text in follow_ups:
            promise = text or _g("Ask how things are (after plan no. %(number)s)") % {
                "number": plan.number
            }
            make_promise(
                person_id=plan.person_id,
                text=promise,
                due_on=day,
                answerable_id=by.member_id,
                by=by,
            )
    plan.save(update_fields=["review_on", "ended_on", "end_kind"])
    title = _g("Looked at plan no. %(number)s: %(outcome)s") % {
        "number": plan.number,
        "outcome": Outcome.label_of(outcome),
    }
    remember(
        person=plan.person,
        memory=Memory(
            at=moment_of(on),
            kind="plan",
            title=title,
            words=words,
            view=view,
            sensitivity=sensitivity,
            doing=True,
            fact="\n".join(part for part in (_changes_said(made), remaining) if part),
            source="planning.Evaluation",
            source_id=made.pk,
        ),
        by=by,
    )
    record_event(
        action="plan_evaluated",
        by=by,
        subjects=[plan.person_id],
        object_kind="planning.Evaluation",
        object_id=made.pk,
    )
    return made


def _changes_said(made: Evaluation) -> str:
    """
    Return the changes that may stand in this memory: those of its own protection, and those anybody
    may read.
    """
    return "、".join(
        str(CHANGES[code].label)
        for code in made.changes
        if CHANGES[code].sensitivity in ("plain", made.sensitivity)
    )
