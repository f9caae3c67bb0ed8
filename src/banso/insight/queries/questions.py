"""Questions put together on screen, answered from the snapshot; and what was asked for research."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from banso.access.models import Proposal
from banso.access.proposals import Weighing, proposals_waiting
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.insight.declared import person_columns, read_question
from banso.insight.models import Question, Research
from banso.insight.queries.population import for_everybody
from banso.insight.queries.snapshots import asking, people_behind
from banso.kit.pages import Page
from banso.kit.refusals import NotSeen
from banso.people.models import Person
from banso.people.queries import people_seen_by
from banso_analysis.columns import PersonColumn, everybody, listed
from banso_analysis.engines import Row
from banso_analysis.leaving import FEW
from banso_analysis.questions import Group, condition, count, people

NAMES_AT_A_TIME = 500
RESEARCH_ACT = "research_released"


def questions_seen_by(viewer: Viewer) -> QuerySet[Question]:
    """Return a member's own questions and those that others of the agency share."""
    if not viewer.may(Duty.SEE_MEMORY):
        return Question.objects.none()
    return Question.objects.filter(
        Q(owner_id=viewer.member_id) | Q(shared=True), agency_id=viewer.agency_id, dropped_on=None
    ).select_related("owner")


def question_seen(viewer: Viewer, question_id: UUID) -> Question:
    """
    Return one question.

    :raises NotSeen: if it is not this member's and nobody shares it
    """
    found = questions_seen_by(viewer).filter(pk=question_id).first()
    if found is None:
        raise NotSeen
    return found


def own_question(viewer: Viewer, question_id: UUID) -> Question:
    """
    Return one question that this member made.

    :raises NotSeen: if it is not theirs
    """
    found = question_seen(viewer, question_id)
    if found.owner_id != viewer.member_id:
        raise NotSeen
    return found


@dataclass(frozen=True)
class Counted:
    """Of how many people a question is true, and of which moment that is."""

    people: int
    at: datetime


def count_of(viewer: Viewer, group: Group) -> Counted:
    """
    Return of how many people a question is true.

    :raises NothingPublished: if there is no snapshot yet
    """
    with asking(viewer) as asked:
        return Counted(count(asked.engine, group, today=viewer.today), asked.at)


@dataclass(frozen=True)
class Answer:
    """A page of people of whom a question is true, with what stands beside each."""

    page: Page[Person]
    beside: dict[UUID, Row]
    people: int
    at: datetime


def answer_of(viewer: Viewer, group: Group, columns: Sequence[str], *, cursor: str = "") -> Answer:
    """
    Return a page of the people a question is true of, by name, with some columns.

    :raises NothingPublished: if there is no snapshot yet
    """
    with asking(viewer) as asked:
        found = people(asked.engine, group, today=viewer.today)
        page = people_behind(viewer, found, cursor=cursor)
        rows = listed(
            asked.engine, [one.pk.hex for one in page.rows], named(columns), today=viewer.today
        )
        return Answer(page, {UUID(str(row[0])): row[1:] for row in rows}, len(found), asked.at)


def known(columns: Sequence[str]) -> list[str]:
    """Return the columns that there are, in the order they were asked for."""
    return [one.code for one in named(columns)]


def named(columns: Sequence[str]) -> list[PersonColumn]:
    """Return the columns of these codes that there are, in the order they were asked for."""
    known = person_columns()
    return [known[one] for one in dict.fromkeys(columns) if one in known]


def rows_of_question(
    viewer: Viewer, group: Group, columns: Sequence[str]
) -> list[tuple[UUID, str, Row]]:
    """
    Return everybody a question is true of: id, called name, and what stands beside; nobody is in it
    who may not be seen now.
    """
    with asking(viewer) as asked:
        rows = everybody(
            asked.engine,
            named(columns),
            today=viewer.today,
            condition=condition(group, viewer.today),
        )
    names = dict(_names(viewer, [UUID(str(row[0])) for row in rows]))
    return [
        (person, names[person], row[1:]) for row in rows if (person := UUID(str(row[0]))) in names
    ]


def _names(viewer: Viewer, ids: Sequence[UUID]) -> Iterator[tuple[UUID, str]]:
    for start in range(0, len(ids), NAMES_AT_A_TIME):
        yield from (
            people_seen_by(viewer)
            .filter(pk__in=ids[start : start + NAMES_AT_A_TIME])
            .values_list("pk", "called_name")
        )


def research_seen_by(viewer: Viewer) -> QuerySet[Research]:
    """Return what was asked for research, for those who take lists out."""
    if not (viewer.may(Duty.EXPORT_LISTS) and viewer.may(Duty.SEE_MEMORY)):
        return Research.objects.none()
    return Research.objects.filter(agency_id=viewer.agency_id).select_related(
        "asked_by", "first_by", "second_by", "refused_by"
    )


def research_seen(viewer: Viewer, research_id: UUID) -> Research:
    """
    Return one of them.

    :raises NotSeen: if there is none
    """
    found = research_seen_by(viewer).filter(pk=research_id).first()
    if found is None:
        raise NotSeen
    return found


def research_rows(viewer: Viewer, research: Research) -> tuple[list[str], list[Any]]:
    """
    Return whom a research list would be made of now, whoever asks for it, and what is told of each.
    """
    with asking(for_everybody(viewer)) as asked:
        rows = everybody(
            asked.engine,
            named(research.columns),
            today=viewer.today,
            condition=condition(read_question(research.body), viewer.today),
        )
    return [str(row[0]) for row in rows], [row[1:] for row in rows]


def list_too_near(research: Research, people: Sequence[str]) -> bool:
    """
    Return whether an earlier list of the agency holds these people but for a few: laid beside each
    other, the two would give these few away.
    """
    these = set(people)
    earlier = Research.objects.filter(agency_id=research.agency_id).exclude(people=[])
    return any(
        0 < len(these.symmetric_difference(before)) < FEW
        for before in earlier.exclude(pk=research.pk).values_list("people", flat=True)
    )


def waiting_research(viewer: Viewer, research: Research) -> Proposal | None:
    """Return what waits for the word of others on a list, None where nothing does any more."""
    rows = proposals_waiting(viewer.agency_id).filter(act=RESEARCH_ACT, about=research.pk)
    return rows.first()


def may_approve(viewer: Viewer, research: Research) -> bool:
    """Return whether somebody may say yes or no to a list now."""
    if research.is_decided or research.asked_by_id == viewer.member_id:
        return False
    waiting = waiting_research(viewer, research)
    return waiting is None or Weighing(viewer).may_confirm(waiting)
