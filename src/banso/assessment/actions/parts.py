"""A section of a snapshot written, item by item."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.assessment.actions.snapshots import AlreadyFinished
from banso.assessment.instrument import Item
from banso.assessment.models import Assessment, AssessmentPart
from banso.assessment.queries import assessment_seen, readable_items
from banso.assessment.rules import Standing, in_conflict, is_empty, kept_earlier, standing_of
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.data_forms import Section
from banso.kit.db import one_transaction
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen
from banso.people.actions import Memory, keep_remembered


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

    Two people who write different items at once are both kept, and so is what an item said before.

    :raises NotSeen: if the viewer may not see the assessment, the section or an item
    :raises AlreadyFinished: if the snapshot was finished
    :raises StaleEdit: if somebody changed one of these items in the meantime
    """
    assessment = assessment_seen(by, assessment_id)
    found = assessment.instrument.form.section(section)
    items = {item.code: item for item in readable_items(found, by)} if found else {}
    if found is None or set(changes) - set(items):
        raise NotSeen
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
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
            **kept_earlier(part.answers.get(code, {})),
            "by": str(by.member_id),
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
