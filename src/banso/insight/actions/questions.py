"""
Keeping questions, and letting a de-identified list leave for research: asked for by one, approved
by two others, until a day.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import viewer_of_member
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import TABLES, record_event
from banso.insight.declared import read_question
from banso.insight.models import Question, Research
from banso.insight.queries.questions import (
    known,
    named,
    own_question,
    question_seen,
    research_rows,
    research_seen,
)
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.models import require_version
from banso.kit.readonly import may_write
from banso.kit.refusals import NotSeen, Refusal
from banso_analysis.questions import BadQuestion
from banso_analysis.research import released

OPEN_FOR = timedelta(days=14)


class NoQuestion(Refusal):
    """It can't be asked like this."""

    sentence = _("This can’t be asked. Please look through the conditions once more.")


class NotByYou(Refusal):
    """Two others than the one who asks approve, and each once."""

    sentence = _("Two other people approve it, each once; one of them manages the agency.")


class NotOpen(Refusal):
    """It is not approved, or its day is over."""

    sentence = _("This list is not open: it was not approved by two people, or its day is over.")


class NobodyLeft(Refusal):
    """Nothing is left when nobody can be told any more."""

    sentence = _(
        "Too few people: nothing would be left of which nobody can be told. Please ask for "
        "fewer columns or for more people."
    )


def checked(body: object) -> dict[str, Any]:
    """
    Return a question as it is kept.

    :raises NoQuestion: if it can't be asked
    """
    try:
        read_question(body)
    except BadQuestion as error:
        raise NoQuestion from error
    return dict(body)  # type: ignore[call-overload, no-any-return]


@asks(Duty.SEE_MEMORY)
@one_transaction
def keep_question(
    *,
    title: str,
    body: object,
    columns: Sequence[str],
    shared: bool,
    by: Viewer,
    question_id: UUID | None = None,
    version: int | None = None,
    new: UUID | None = None,
) -> Question:
    """
    Keep a question, or change one's own.

    :raises NoQuestion: if it can't be asked
    :raises NotSeen: if it is somebody else's
    :raises StaleEdit: if it was changed in the meantime
    """
    kept = (
        own_question(by, question_id)
        if question_id
        else Question(id=new or new_id(), agency_id=by.agency_id, owner_id=by.member_id)
    )
    if question_id:
        require_version(kept, version)
    kept.title, kept.body, kept.columns, kept.shared = (
        title.strip()[:100],
        checked(body),
        known(columns),
        shared,
    )
    if not kept.title:
        raise Refusal(_("Please give it a title."), field="title")
    kept.save()
    record_event(action="keep_question", by=by, object_kind=Question._meta.label, object_id=kept.pk)
    return kept


@asks(Duty.SEE_MEMORY)
@one_transaction
def drop_question(*, question_id: UUID, by: Viewer) -> None:
    """
    Put a question of one's own aside; it stays in the trace.

    :raises NotSeen: if it is somebody else's
    """
    kept = own_question(by, question_id)
    kept.dropped_on = by.today
    kept.save(update_fields=["dropped_on"])
    record_event(action="drop_question", by=by, object_kind=Question._meta.label, object_id=kept.pk)


@asks(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
@one_transaction
def ask_for_research(
    *,
    question_id: UUID,
    columns: Sequence[str],
    purpose: str,
    recipient: str,
    by: Viewer,
    new: UUID | None = None,
) -> Research:
    """
    Ask that a de-identified list may leave for research.

    :raises NotSeen: if the viewer does not see the question
    """
    question = question_seen(by, question_id)
    if not known(columns):
        raise Refusal(_("Please choose at least one column."), field="columns")
    asked = Research.objects.create(
        id=new or new_id(),
        agency_id=by.agency_id,
        question_title=question.title,
        body=question.body,
        columns=known(columns),
        purpose=purpose.strip(),
        recipient=recipient.strip(),
        asked_by_id=by.member_id,
        asked_on=by.today,
    )
    record_event(
        action="ask_for_research", by=by, object_kind=Research._meta.label, object_id=asked.pk
    )
    return asked


def _undecided(research_id: UUID, by: Viewer) -> Research:
    asked = Research.objects.select_for_update().get(pk=research_seen(by, research_id).pk)
    if asked.is_decided:
        raise NotOpen
    return asked


@asks(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
@one_transaction
def approve_research(*, research_id: UUID, by: Viewer) -> Research:
    """
    Approve; with the second word the list is made, once and for all, and is open for fourteen days.

    :raises NotOpen: if it was decided already
    :raises NotByYou: if it was asked for or already approved by the same person, or none of the
      two manages the agency
    :raises NobodyLeft: if nothing would be left of it
    """
    asked = _undecided(research_id, by)
    if by.member_id in (asked.asked_by_id, asked.first_by_id):
        raise NotByYou
    if asked.first_by_id is None:
        asked.first_by_id = by.member_id
    else:
        _release(asked, by)
    asked.save(update_fields=["first_by", "second_by", "until_on", "rows", "steps", "left_out"])
    record_event(
        action="approve_research", by=by, object_kind=Research._meta.label, object_id=asked.pk
    )
    return asked


def _release(asked: Research, by: Viewer) -> None:
    asker = viewer_of_member(asked.asked_by_id, today=by.today)
    first = viewer_of_member(asked.first_by_id, today=by.today) if asked.first_by_id else None
    if asker is None or not (
        by.may(Duty.MANAGE_AGENCY) or (first is not None and first.may(Duty.MANAGE_AGENCY))
    ):
        raise NotByYou
    columns = [(one.code, one.kind, one.tells) for one in named(asked.columns)]
    made = released(research_rows(asker, asked), columns)
    if not made.rows:
        raise NobodyLeft
    asked.second_by_id, asked.until_on = by.member_id, by.today + OPEN_FOR
    asked.rows, asked.steps, asked.left_out = (
        [list(row) for row in made.rows],
        made.steps,
        made.left_out,
    )


@asks(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
@one_transaction
def refuse_research(*, research_id: UUID, words: str, by: Viewer) -> Research:
    """
    Say no, with a reason.

    :raises NotOpen: if it was decided already
    """
    asked = _undecided(research_id, by)
    asked.refused_by_id, asked.refused_words = by.member_id, words.strip()[:300]
    asked.save(update_fields=["refused_by", "refused_words"])
    record_event(
        action="refuse_research", by=by, object_kind=Research._meta.label, object_id=asked.pk
    )
    return asked


@asks(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
@one_transaction
def take_out_research(*, research_id: UUID, by: Viewer) -> Research:
    """
    Return a list that is open, for its file, and count that it was taken out.

    :raises NotSeen: if somebody else asked for it
    :raises NotOpen: if it is not approved, or its day is over
    """
    asked = research_seen(by, research_id)
    if asked.asked_by_id != by.member_id:
        raise NotSeen
    if asked.second_by_id is None or asked.until_on is None or asked.until_on < by.today:
        raise NotOpen
    with may_write(Research._meta.db_table, *TABLES):
        asked.taken_out += 1
        asked.save(update_fields=["taken_out"])
        record_event(
            action="take_out_research", by=by, object_kind=Research._meta.label, object_id=asked.pk
        )
    return asked


@one_transaction
def close_research(*, today: Any) -> int:
    """
    Empty the lists whose day is over: what has left is traced, what has not is gone; return how
    many.
    """
    return Research.objects.filter(until_on__lt=today).exclude(rows=[]).update(rows=[])
