"""
Reading assessments; each read starts from whom this viewer may see, each item from the duty it asks
for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _g

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.assessment.instrument import Item
from banso.assessment.models import Assessment, AssessmentPart
from banso.assessment.rules import STEPS, Move, Standing, is_empty, standing_of
from banso.kit.asked_once import asked_once
from banso.kit.data_forms import Section
from banso.kit.formatting import brief_day
from banso.kit.pages import Page, page_of
from banso.kit.refusals import NotSeen
from banso.people.queries import within_reach
from banso.people.rules import Sensitivity, readable

if TYPE_CHECKING:
    from banso.people.models import Person


def assessments_seen_by(viewer: Viewer) -> QuerySet[Assessment]:
    """Return the assessments of people this viewer may see, for those who read the memory."""
    rows = Assessment.objects.filter(
        within_reach(viewer, "person"), agency_id=viewer.agency_id
    ).select_related("person", "instrument", "taken_by")
    return rows if viewer.may(Duty.SEE_MEMORY) else rows.none()


def assessment_seen(viewer: Viewer, assessment_id: UUID) -> Assessment:
    """
    Return one assessment.

    :raises NotSeen: if the viewer may not see its person
    """
    found = assessments_seen_by(viewer).filter(pk=assessment_id).first()
    if found is None:
        raise NotSeen
    return found


def has_gone_on(assessment: Assessment) -> bool:
    """Return whether a later snapshot of the same person was begun."""
    rows = Assessment.objects.filter(person=assessment.person_id).exclude(pk=assessment.pk)
    return rows.filter(
        Q(started_from=assessment)
        | Q(taken_on__gt=assessment.taken_on)
        | Q(taken_on=assessment.taken_on, created_at__gt=assessment.created_at)
    ).exists()


def assessments_of(
    person: "Person", viewer: Viewer, *, cursor: str = "", size: int = 30
) -> Page[Assessment]:
    """Return a page of a person's assessments, the newest first."""
    return page_of(
        assessments_seen_by(viewer).filter(person=person),
        order=("-taken_on", "-pk"),
        cursor=cursor,
        size=size,
    )


@asked_once
def latest_of(person: "Person", viewer: Viewer, count: int = 2) -> list[Assessment]:
    """Return the newest assessments of a person."""
    return list(
        assessments_seen_by(viewer).filter(person=person).order_by("-taken_on", "-pk")[:count]
    )


def readable_items(section: Section[Item], viewer: Viewer) -> list[Item]:
    """Return the items of a section that this viewer may read."""
    allowed = readable(viewer.duties)
    return [item for item in section.items if item.sensitivity in allowed]


def hidden_kinds(items: Iterable[Item], viewer: Viewer) -> list[str]:
    """
    Return which sensitivities of a form this viewer may not read: the same whether anything stands
    there or not.
    """
    allowed = readable(viewer.duties)
    asked = {item.sensitivity for item in items}
    return [kind.value for kind in Sensitivity if kind in asked and kind not in allowed]


@dataclass(frozen=True)
class Answer:
    """An item with what is known of it."""

    item: Item
    kept: dict[str, Any]
    older: date | None = None

    @property
    def standing(self) -> str:
        """How far it has been talked about."""
        return standing_of(self.kept)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known."""
        return is_empty(self.kept)

    @property
    def value(self) -> str:
        """The value as people read it."""
        return self.item.said(self.kept.get("value"))

    @property
    def step(self) -> int | None:
        """The level's step, None where none is known."""
        return STEPS.get(str(self.kept.get("value"))) if self.standing == Standing.HEARD else None

    @property
    def said(self) -> str:
        """The value and the fact, or how far it has been talked about."""
        if self.standing in (Standing.UNKNOWN, Standing.UNSAID):
            return str(Standing.label_of(self.standing))
        return "\n".join(part for part in (self.value, str(self.kept.get("fact") or "")) if part)

    @property
    def in_short(self) -> str:
        """What is known in one line: what was said of it, else the person's words."""
        return self.said or self.text("words") or self.text("view")

    def text(self, name: str) -> str:
        """One of the three texts."""
        return str(self.kept.get(name) or "")


@dataclass(frozen=True)
class PartView:
    """A section with the answers this viewer may read."""

    section: Section[Item]
    part: AssessmentPart | None
    answers: list[Answer]

    @property
    def heard(self) -> int:
        """How many items something is known of."""
        return sum(not answer.is_empty for answer in self.answers)

    @property
    def carried(self) -> int:
        """How many of them nobody asked again: they stand as they were told before."""
        return sum(answer.older is not None and not answer.is_empty for answer in self.answers)


def parts_of(assessment: Assessment, viewer: Viewer) -> list[PartView]:
    """
    Return every section of the form a snapshot was taken with, in one query; items that ask for a
    duty the viewer lacks are left out.
    """
    rows = AssessmentPart.objects.filter(assessment=assessment).select_related("edited_by")
    return _parts_among(rows, assessment, viewer)


def _parts_among(
    rows: Iterable[AssessmentPart], assessment: Assessment, viewer: Viewer
) -> list[PartView]:
    parts = {part.section: part for part in rows if part.assessment_id == assessment.pk}
    views = []
    for section in assessment.instrument.form.sections:
        part = parts.get(section.code)
        kept = part.answers if part else {}
        answers = [
            _answer(item, kept.get(item.code, {}), assessment.taken_on)
            for item in readable_items(section, viewer)
        ]
        if answers:
            views.append(PartView(section, part, answers))
    return views


def _answer(item: Item, kept: dict[str, Any], taken_on: date) -> Answer:
    on = date.fromisoformat(kept["on"]) if kept.get("on") else None
    return Answer(item, kept, on if on and on < taken_on else None)


def part_seen(viewer: Viewer, assessment: Assessment, code: str) -> PartView:
    """
    Return one section.

    :raises NotSeen: if the form has none of this name, or nothing in it may be read by this viewer
    """
    view = next((one for one in parts_of(assessment, viewer) if one.section.code == code), None)
    if view is None:
        raise NotSeen
    return view


def picture_of(now: Assessment, then: Assessment | None, viewer: Viewer) -> list[Move]:
    """
    Return the lines of the picture of composite hardship, with where each stood at the earlier
    date; items are matched by code.
    """
    both = AssessmentPart.objects.filter(assessment__in=[now, then] if then else [now])
    rows = list(both.select_related("edited_by"))
    earlier = _parts_among(rows, then, viewer) if then else []
    before = {answer.item.code: answer for part in earlier for answer in part.answers}
    moves = []
    for part in _parts_among(rows, now, viewer):
        for answer in part.answers:
            if answer.item.hardship:
                old = before.get(answer.item.code)
                moves.append(_move(answer, old, then))
    return moves


def _move(answer: Answer, old: Answer | None, then: Assessment | None) -> Move:
    before = "" if then is None else _level_said(old) if old else _g("Not on the form of that time")
    return Move(
        label=str(answer.item.label),
        hardship=answer.item.hardship,
        then=old.step if old else None,
        now=answer.step,
        then_said=before,
        now_said=_level_said(answer, with_day=True),
        is_older=answer.older is not None and answer.step is not None,
    )


def _level_said(answer: Answer, *, with_day: bool = False) -> str:
    if answer.step is None:
        return str(Standing.label_of(answer.standing))
    if answer.older is None or not with_day:
        return answer.value
    return f"{answer.value} ({_g('as of %(day)s') % {'day': brief_day(answer.older)}})"


def text_of_item(assessment: Assessment, code: str, viewer: Viewer) -> str:
    """
    Return what a snapshot says of one item, as a plan may begin from it; empty where nothing is
    known or may be read.
    """
    for part in parts_of(assessment, viewer):
        for answer in part.answers:
            if answer.item.code == code:
                return "\n".join(
                    part
                    for part in (answer.said, answer.text("words"), answer.text("view"))
                    if part
                )
    return ""


@dataclass(frozen=True)
class Changed:
    """An item that differs between two snapshots."""

    label: str
    then: str
    now: str


def changed_between(then: Assessment, now: Assessment, viewer: Viewer) -> list[Changed]:
    """
    Return the items that differ between two snapshots, in the order of the newer form; matched by
    code.
    """
    before = {
        answer.item.code: answer for part in parts_of(then, viewer) for answer in part.answers
    }
    changed = []
    for part in parts_of(now, viewer):
        for answer in part.answers:
            old = before.get(answer.item.code)
            said = _all_said(answer), _all_said(old) if old else ""
            if said[0] != said[1]:
                changed.append(Changed(str(answer.item.label), said[1], said[0]))
    return changed


def _all_said(answer: Answer) -> str:
    words = answer.text("words")
    return "\n".join(
        part for part in (f"「{words}」" if words else "", answer.said, answer.text("view")) if part
    )
