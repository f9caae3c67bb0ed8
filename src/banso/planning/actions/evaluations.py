"""Looking at how a version went, and settling what follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.companionship.actions import make_promise
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.refusals import Refusal
from banso.people.actions import Memory, remember, require_living
from banso.people.rules import Sensitivity
from banso.planning.actions.checks import open_version
from banso.planning.models import Evaluation, SupportPlan
from banso.planning.rules import (
    CHANGES,
    EndReason,
    Outcome,
    PauseReason,
)


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


@dataclass(frozen=True, kw_only=True)
class NewEvaluation:
    """
    How a version went, and what follows: the next look, or the reason for an end or a pause with
    the days (day, what is asked) on which somebody asks how things are.
    """

    on: date
    outcome: str
    attained: str = ""
    changes: Sequence[str] = ()
    remaining: str = ""
    words: str = ""
    view: str = ""
    sensitivity: str = Sensitivity.PLAIN
    conference_on: date | None = None
    reason: str = ""
    reason_note: str = ""
    next_review_on: date | None = None
    follow_ups: Sequence[tuple[date, str]] = ()

    @property
    def goes_on(self) -> bool:
        """Whether the plan goes on, as it is or as a new version."""
        return self.outcome in (Outcome.GO_ON, Outcome.REPLAN)


def _check(evaluation: NewEvaluation) -> None:
    if evaluation.goes_on:
        if evaluation.next_review_on is None or evaluation.next_review_on <= evaluation.on:
            raise NextReviewMissing
        return
    if evaluation.reason not in (EndReason if evaluation.outcome == Outcome.END else PauseReason):
        raise ReasonMissing
    if not evaluation.follow_ups and evaluation.reason != PauseReason.DIED:
        raise FollowUpMissing


@asks(Duty.PLAN, Duty.SEE_MEMORY)
@one_transaction
def evaluate(
    *, plan_id: UUID, evaluation: NewEvaluation, by: Viewer, new_id: UUID | None = None
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
    _check(evaluation)
    goes_on, follow_ups = evaluation.goes_on, evaluation.follow_ups
    if goes_on:
        require_living(plan.person_id, on=evaluation.on)
    made = Evaluation(
        agency_id=plan.agency_id,
        plan=plan,
        on=evaluation.on,
        by_id=by.member_id,
        attained=evaluation.attained,
        changes=[code for code in CHANGES if code in evaluation.changes],
        remaining=evaluation.remaining,
        words=evaluation.words,
        view=evaluation.view,
        sensitivity=evaluation.sensitivity,
        conference_on=evaluation.conference_on,
        outcome=evaluation.outcome,
        reason="" if goes_on else evaluation.reason,
        reason_note=evaluation.reason_note,
        next_review_on=evaluation.next_review_on if goes_on else None,
        follow_ups=[]
        if goes_on
        else [{"on": day.isoformat(), "text": text} for day, text in follow_ups],
    )
    made.id = new_id or made.id
    made.save(force_insert=True)
    plan.review_on = made.next_review_on
    if not goes_on:
        plan.ended_on, plan.end_kind = max(made.on, plan.made_on), made.outcome
        _promise_to_ask(plan, follow_ups, by)
    plan.save(update_fields=["review_on", "ended_on", "end_kind"])
    _remember(made, by)
    record_event(
        action="plan_evaluated",
        by=by,
        subjects=[plan.person_id],
        object_kind="planning.Evaluation",
        object_id=made.pk,
    )
    return made


def _promise_to_ask(plan: SupportPlan, follow_ups: Sequence[tuple[date, str]], by: Viewer) -> None:
    usual = _g("Ask how things are (after plan no. %(number)s)") % {"number": plan.number}
    for day, text in follow_ups:
        make_promise(
            person_id=plan.person_id,
            text=text or usual,
            due_on=day,
            answerable_id=by.member_id,
            by=by,
            by_hand=False,
            to_them=True,
        )


def _remember(made: Evaluation, by: Viewer) -> None:
    title = _g("Looked at plan no. %(number)s: %(outcome)s") % {
        "number": made.plan.number,
        "outcome": Outcome.label_of(made.outcome),
    }
    remember(
        person=made.plan.person,
        memory=Memory(
            at=moment_of(made.on),
            kind="plan",
            title=title,
            words=made.words,
            view=made.view,
            sensitivity=made.sensitivity,
            doing=True,
            fact="\n".join(part for part in (_changes_said(made), made.remaining) if part),
            source="planning.Evaluation",
            source_id=made.pk,
        ),
        by=by,
    )


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
