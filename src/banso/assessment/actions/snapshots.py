"""A snapshot begun, from what is known already, and finished."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.assessment.instrument import Form, forms_on
from banso.assessment.models import Assessment, AssessmentPart, Instrument
from banso.assessment.queries import assessment_seen, has_gone_on
from banso.assessment.rules import EARLIER, Standing, is_empty
from banso.audit.actions import record_event
from banso.intake.queries import last_intake_of
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import Memory, remember, require_living
from banso.people.ledger_fields import LEDGER_FIELDS
from banso.people.queries import entries_of, person_seen


class AlreadyFinished(Refusal):
    """A finished snapshot is never changed."""

    sentence = _("This assessment is finished and stays as it is. Please begin a new one from it.")


class GoneOnFrom(Refusal):
    """A later snapshot was begun; the earlier one stays as it was then."""

    sentence = _(
        "A later assessment was begun since. This one stays as it is; write in the later one."
    )


class NoSuchForm(Refusal):
    """There is no form of this name in use on that day."""

    field = "form"
    sentence = _("There is no such form for this day. Please choose another.")


class TakenLater(Refusal):
    """The day lies in the future."""

    field = "taken_on"
    sentence = _("This day has not come yet.")


@asks(Duty.ASSESS, Duty.SEE_MEMORY)
@one_transaction
def begin_assessment(
    *, person_id: UUID, taken_on: date, by: Viewer, form_key: str = "", from_id: UUID | None = None
) -> Assessment:
    """
    Begin a snapshot: from an earlier one, or from what ledgers and the last intake know.

    :raises NotSeen: if the viewer may not see the person, or the earlier snapshot is not theirs
    :raises NoSuchForm: if no such form is in use on that day
    :raises TakenLater: if the day has not come yet
    """
    person = person_seen(by, person_id)
    require_living(person.pk, on=taken_on)
    if taken_on > by.today:
        raise TakenLater
    offered = {f"{form.code}-{form.version}": form for form in forms_on(taken_on)}
    form = offered.get(form_key) or (next(iter(offered.values()), None) if not form_key else None)
    if form is None:
        raise NoSuchForm
    before = assessment_seen(by, from_id) if from_id else None
    if before is not None and before.person_id != person.pk:
        raise NotSeen
    made = Assessment.objects.create(
        agency_id=by.agency_id,
        person=person,
        instrument=Instrument.keep(form),
        taken_on=taken_on,
        taken_by_id=by.member_id,
        started_from=before,
    )
    carried = _from_before(before) if before else _from_what_is_known(person, form)
    AssessmentPart.objects.bulk_create(
        [
            AssessmentPart(
                agency_id=by.agency_id,
                assessment=made,
                section=section.code,
                answers={
                    item.code: {**carried[item.code], "v": 0}
                    for item in section.items
                    if item.code in carried
                },
            )
            for section in form.sections
        ]
    )
    title = (
        _g("Began an assessment") if before is None else _g("Began an assessment from the last one")
    )
    remember(
        person=person,
        memory=Memory(
            at=moment_of(taken_on),
            kind="assessment",
            title=title,
            source="assessment.Assessment",
            source_id=made.pk,
        ),
        by=by,
    )
    record_event(
        action="assessment_begun",
        by=by,
        subjects=[person.pk],
        object_kind="assessment.Assessment",
        object_id=made.pk,
    )
    return made


def _from_before(before: Assessment) -> dict[str, dict[str, Any]]:
    """Return everything the earlier snapshot knows, each with the day it was last asked."""
    carried = {}
    for part in AssessmentPart.objects.filter(assessment=before):
        for code, answer in part.answers.items():
            if not is_empty(answer):
                known = {name: said for name, said in answer.items() if name != EARLIER}
                carried[code] = {**known, "on": answer.get("on") or before.taken_on.isoformat()}
    return carried


def _from_what_is_known(person: Any, form: Form) -> dict[str, dict[str, Any]]:
    """
    Return what the ledgers and the last intake know already, so that nothing is typed twice; each
    with the day it comes from.
    """
    carried: dict[str, dict[str, Any]] = {}
    entries = entries_of(person)
    intake = last_intake_of(person.pk)
    for item in form.items:
        if item.ledger:
            for entry in reversed(entries):
                declared = next(
                    (one for one in LEDGER_FIELDS[entry.ledger] if one.code == item.ledger), None
                )
                text = declared.said(entry.values.get(item.ledger)) if declared else ""
                if text:
                    carried[item.code] = {
                        "standing": Standing.HEARD.value,
                        "fact": text,
                        "on": entry.opened_on.isoformat(),
                    }
                    break
        if item.intake == "words" and intake is not None and intake.words:
            carried[item.code] = {
                "standing": Standing.HEARD.value,
                "words": intake.words,
                "on": intake.on.isoformat(),
            }
    return carried


@asks(Duty.ASSESS, Duty.SEE_MEMORY)
@one_transaction
def finish_assessment(*, assessment_id: UUID, by: Viewer) -> Assessment:
    """
    Finish a snapshot; from now on it stays as it is, and the next one may begin from it.

    :raises NotSeen: if the viewer may not see it
    :raises AlreadyFinished: if it was finished before
    """
    assessment_seen(by, assessment_id)
    assessment = Assessment.objects.select_for_update().get(pk=assessment_id)
    if assessment.finished_on is not None:
        raise AlreadyFinished
    assessment.finished_on = max(by.today, assessment.taken_on)
    assessment.version += 1
    assessment.save(update_fields=["finished_on", "version"])
    remember(
        person=assessment.person,
        memory=Memory(
            at=moment_of(assessment.finished_on),
            kind="assessment",
            title=_g("Finished an assessment"),
            source="assessment.Assessment",
            source_id=assessment.pk,
        ),
        by=by,
    )
    record_event(
        action="assessment_finished",
        by=by,
        subjects=[assessment.person_id],
        object_kind="assessment.Assessment",
        object_id=assessment.pk,
    )
    return assessment


@asks(Duty.ASSESS, Duty.SEE_MEMORY)
@one_transaction
def reopen_assessment(*, assessment_id: UUID, by: Viewer) -> Assessment:
    """
    Go on writing in a snapshot that was finished; the memory says that it was opened again.

    :raises NotSeen: if the viewer may not see it
    :raises GoneOnFrom: if a later one was begun since
    """
    found = assessment_seen(by, assessment_id)
    assessment = Assessment.objects.select_for_update().get(pk=found.pk)
    if assessment.finished_on is None:
        return assessment
    if has_gone_on(assessment):
        raise GoneOnFrom
    assessment.finished_on = None
    assessment.version += 1
    assessment.save(update_fields=["finished_on", "version"])
    remember(
        person=assessment.person,
        memory=Memory(
            at=moment_of(by.today),
            kind="assessment",
            title=_g("Opened an assessment again"),
            source="assessment.Assessment",
            source_id=assessment.pk,
        ),
        by=by,
    )
    record_event(
        action="assessment_reopened",
        by=by,
        subjects=[assessment.person_id],
        object_kind="assessment.Assessment",
        object_id=assessment.pk,
    )
    return assessment
