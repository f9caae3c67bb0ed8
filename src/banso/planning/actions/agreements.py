"""What the person says to a plan, and copies they were given."""

from dataclasses import dataclass
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
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.refusals import Refusal
from banso.people.actions import Memory, remember, require_living
from banso.planning.actions.checks import open_version
from banso.planning.models import Agreement, CopyHanded
from banso.planning.queries import plan_seen, who_explains
from banso.planning.queries.whole import kept, lines_of, mark_of
from banso.planning.rules import (
    AgreedBy,
    Answered,
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


class ChangedMeanwhile(Refusal):
    """The plan is no longer the one that was laid before the person."""

    sentence = _(
        "The plan has changed since it was shown. Please look at it together once more, and then "
        "keep the answer."
    )


class ExplainedByStranger(Refusal):
    """Whoever explains a plan walks with the person."""

    field = "explained_by"
    sentence = _("Somebody who walks with the person explains the plan. Please choose who did.")


@dataclass(frozen=True, kw_only=True)
class NewAgreement:
    """
    What the person says to a version, in which way, and who explained it to them; `seen` is the
    mark of what lay before them, empty where it was not on this screen.
    """

    answered: str
    way: str
    on: date
    explained_by_id: UUID
    witness: str = ""
    words: str = ""
    signature: Any = ()
    seen: str = ""


@asks(Duty.PLAN, Duty.SEE_MEMORY)
@one_transaction
def record_agreement(
    *,
    plan_id: UUID,
    agreement: NewAgreement,
    by: Viewer,
    new_id: UUID | None = None,
) -> Agreement:
    """
    Keep what the person said to this version: agreed, not yet, or would rather not; each is an
    answer.

    :raises NotSeen: if the viewer may not see the plan, or there is no such member
    :raises VersionClosed: if the version was replaced or ended
    :raises ChangedMeanwhile: if the plan is no longer what lay before the person
    :raises ExplainedByStranger: if others walk with the person, and this member does not
    :raises SignatureMissing: if it was to be signed on the screen and nothing is drawn
    :raises WitnessMissing: if it was said without a witness
    """
    plan = open_version(plan_id, by)
    require_living(plan.person_id, on=agreement.on)
    member = member_seen(by, agreement.explained_by_id)
    if str(member.pk) not in dict(who_explains(plan.person_id, by)):
        raise ExplainedByStranger
    lines = lines_of(plan, by)
    if agreement.seen and agreement.seen != mark_of(lines):
        raise ChangedMeanwhile
    strokes = _strokes(agreement)
    agreed = agreement.answered == Answered.AGREED
    if agreed and agreement.way == AgreedBy.ORAL and not agreement.witness.strip():
        raise WitnessMissing
    made = Agreement(
        agency_id=plan.agency_id,
        plan=plan,
        on=agreement.on,
        answered=agreement.answered,
        way=agreement.way,
        witness=agreement.witness,
        explained_by=member,
        words=agreement.words,
        signature=strokes,
        shown=kept(lines),
    )
    made.id = new_id or made.id
    made.save(force_insert=True)
    plan.agreed_on = agreement.on if agreed else None
    plan.save(update_fields=["agreed_on"])
    title = _g("To plan no. %(number)s: %(answered)s") % {
        "number": plan.number,
        "answered": Answered.label_of(agreement.answered),
    }
    remember(
        person=plan.person,
        memory=Memory(
            at=moment_of(agreement.on),
            kind="plan",
            title=title,
            words=agreement.words,
            source="planning.Agreement",
            source_id=made.pk,
            fact=_g("%(way)s; explained by %(name)s")
            % {"way": AgreedBy.label_of(agreement.way), "name": member.name}
            + (f" ({agreement.witness})" if agreement.witness else ""),
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


def _strokes(agreement: NewAgreement) -> list[Any]:
    """Return the signature as it is kept, where it was drawn."""
    drawn = agreement.way == AgreedBy.DRAWN
    try:
        strokes = clean_strokes(list(agreement.signature)) if drawn else []
    except (TypeError, ValueError) as error:
        raise SignatureMissing from error
    if drawn and agreement.answered == Answered.AGREED and not strokes:
        raise SignatureMissing
    return strokes


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
    require_living(plan.person_id, on=on)
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
