"""Every write of assessments."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.assessment.instrument import Form, Item, forms_on
from banso.assessment.models import Assessment, AssessmentPart, Instrument
from banso.assessment.queries import assessment_seen, readable_items
from banso.assessment.rules import Standing, in_conflict, is_empty, standing_of
from banso.audit.actions import record_event
from banso.intake.queries import last_intake_of
from banso.kit.clock import moment_of
from banso.kit.data_forms import Section
from banso.kit.db import one_transaction
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import Memory, keep_remembered, remember
from banso.people.ledger_fields import LEDGER_FIELDS
from banso.people.queries import entries_of, person_seen


class AlreadyFinished(Refusal):
    """A finished snapshot is never changed."""

    sentence = _("This assessment is finished and stays as it is. Please begin a new one from it.")


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
                carried[code] = {**answer, "on": answer.get("on") or before.taken_on.isoformat()}
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
def write_part(
    *,
    assessment_id: UUID,
    section: str,
    changes: dict[str, dict[str, Any]],
    version: int | None,
    by: Viewer,
) -> AssessmentPart:
    """
    Keep what was changed in a section, item by item; `changes` holds by item standing, value,
    words, fact and view.

    Two people who write different items at once are both kept.

    :raises NotSeen: if the viewer may not see the assessment, the section or an item
    :raises AlreadyFinished: if the snapshot was finished
    :raises StaleEdit: if somebody changed one of these items in the meantime
    """
    assessment = assessment_seen(by, assessment_id)
    found = assessment.instrument.form.section(section)
    items = {item.code: item for item in readable_items(found, by)} if found else {}
    if found is None or set(changes) - set(items):
        raise NotSeen
    assessment = (
        Assessment.objects.select_for_update().select_related("person").get(pk=assessment.pk)
    )
    if assessment.finished_on is not None:
        raise AlreadyFinished
    part = AssessmentPart.objects.select_for_update().get(assessment=assessment, section=section)
    if in_conflict(part.answers, changes, version):
        raise StaleEdit(part)
    if not changes:
        return part
    part.version += 1
    for code, answer in changes.items():
        part.answers[code] = {
            **answer,
            "standing": standing_of(answer),
            "on": by.today.isoformat(),
            "v": part.version,
        }
    part.edited_by_id, part.edited_at = by.member_id, timezone.now()
    part.save()
    for sensitivity in sorted({items[code].sensitivity for code in changes}):
        _remember_part(assessment, part, found, sensitivity, by)
    record_event(
        action="assessment_written",
        by=by,
        subjects=[assessment.person_id],
        object_kind="assessment.Assessment",
        object_id=assessment.pk,
        detail={"section": section, "items": sorted(changes)},
    )
    return part


def _remember_part(
    assessment: Assessment,
    part: AssessmentPart,
    section: Section[Item],
    sensitivity: str,
    by: Viewer,
) -> None:
    """
    Put what was heard in this snapshot into the memory, as one entry for each section and
    sensitivity.
    """
    since = assessment.taken_on.isoformat()
    heard = [
        (item, answer)
        for item in section.items
        if item.sensitivity == sensitivity
        and (answer := part.answers.get(item.code))
        and not is_empty(answer)
        and str(answer.get("on", "")) >= since
    ]

    def said(voice: str) -> str:
        return "\n".join(
            f"{item.label}: {answer[voice]}" for item, answer in heard if answer.get(voice)
        )

    keep_remembered(
        person=assessment.person,
        reason=_g("Written on"),
        memory=Memory(
            at=moment_of(assessment.taken_on),
            kind="assessment",
            source="assessment.AssessmentPart",
            source_id=part.pk,
            title=_g("Assessment: %(section)s") % {"section": section.label},
            sensitivity=sensitivity,
            fact="\n".join(line for item, answer in heard if (line := _fact_line(item, answer))),
            words=said("words"),
            view=said("view"),
        ),
        by=by,
    )


def _fact_line(item: Item, answer: dict[str, Any]) -> str:
    standing = standing_of(answer)
    said = (
        str(Standing.label_of(standing))
        if standing != Standing.HEARD
        else item.said(answer.get("value"))
    )
    parts = [part for part in (said, str(answer.get("fact") or "")) if part]
    return f"{item.label}: {'。'.join(parts)}" if parts else ""


@asks(Duty.ASSESS, Duty.SEE_MEMORY)
@one_transaction
def finish_assessment(*, assessment_id: UUID, by: Viewer) -> Assessment:
    """
    Finish a snapshot; from now on it stays as it is, and the next one may begin from it.

    :raises NotSeen: if the viewer may not see it
    :raises AlreadyFinished: if it was finished before
    """
    assessment_seen(by, assessment_id)
    assessment = (
        Assessment.objects.select_for_update().select_related("person").get(pk=assessment_id)
    )
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


__all__ = [
    "AlreadyFinished",
    "NoSuchForm",
    "TakenLater",
    "begin_assessment",
    "finish_assessment",
    "write_part",
]
