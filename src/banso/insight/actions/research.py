"""
Letting a de-identified list leave for research: asked for by one, approved by two others (by one,
where there is but one other), until a day.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.actions import AskerGone, confirm_proposal, propose, stop_proposal
from banso.access.models import Proposal
from banso.access.permission import asks
from banso.access.proposals import Weighing
from banso.access.queries import viewer_of_member
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import TABLES, record_event
from banso.insight.models import Research
from banso.insight.queries.population import telling
from banso.insight.queries.questions import (
    RESEARCH_ACT,
    known,
    list_too_near,
    named,
    question_seen,
    research_rows,
    research_seen,
    waiting_research,
)
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.readonly import may_write
from banso.kit.refusals import NotSeen, Refusal
from banso_analysis.engines import NothingPublished
from banso_analysis.research import released

OPEN_FOR = timedelta(days=14)


class NotByYou(Refusal):
    """Others than the one who asks approve, and each once."""

    sentence = _("Other people than the one who asks approve it. Whose word counts is settled.")


class NotPublishedYet(Refusal, NothingPublished):
    """There is nothing yet of which a list could be made."""

    sentence = _("Nothing has been published yet. Please publish first (under Trends).")


class NotOpen(Refusal):
    """It is not approved, or its day is over."""

    sentence = _("This list is not open: it was not approved by two people, or its day is over.")


class NobodyLeft(Refusal):
    """Nothing is left when nobody can be told any more."""

    sentence = _(
        "Too few people: nothing would be left of which nobody can be told. Please ask for "
        "fewer columns or for more people."
    )


class TooNearAList(Refusal):
    """An earlier list holds the same people but for a few."""

    sentence = _(
        "A list that left before holds the same people but for one to four. Laid beside each "
        "other, the two would give them away. Please ask of more, or of other people."
    )


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
    _traced("ask_for_research", asked, by)
    propose(RESEARCH_ACT, asker=by, about=asked.pk)
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
    Approve; with the last word that is needed the list is made, once and for all, and is open for
    fourteen days.

    :raises NotOpen: if it was decided already
    :raises NotByYou: if the viewer asked for it, has approved already, or is no second here
    :raises NobodyLeft: if nothing would be left of it
    :raises TooNearAList: if an earlier list holds the same people but for a few
    :raises NotPublishedYet: if there is nothing of which it could be made
    """
    asked = _undecided(research_id, by)
    waiting = _waiting(asked, by)
    if not Weighing(by).may_confirm(waiting):
        raise NotByYou
    confirm_proposal(proposal_id=waiting.pk, by=by)
    asked.refresh_from_db()
    if asked.second_by_id is None:
        asked.first_by_id = by.member_id
        asked.save(update_fields=["first_by"])
        _traced("approve_research", asked, by)
    return asked


def _traced(action: str, asked: Research, by: Viewer | GuestViewer) -> None:
    record_event(action=action, by=by, object_kind=Research._meta.label, object_id=asked.pk)


def _waiting(asked: Research, by: Viewer) -> Proposal:
    """Return what waits for a second word on a list; asked for anew where its time was over."""
    waits = waiting_research(by, asked)
    if waits is not None:
        return waits
    asker = viewer_of_member(asked.asked_by_id, today=by.today)
    if asker is None or not asker.may(Duty.EXPORT_LISTS):
        raise AskerGone
    return propose(RESEARCH_ACT, asker=asker, about=asked.pk)


def says_research(proposal: Proposal) -> str:
    """Return in words which list it is, and who receives it."""
    asked = Research.objects.defer("rows").get(pk=proposal.about)
    return f"{asked.question_title} → {asked.recipient}"


def knows_research(proposal: Proposal, viewer: Viewer) -> bool:
    """Return whether a member reads what the list is made of, before they approve it."""
    return viewer.may(Duty.SEE_MEMORY) and viewer.may(Duty.EXPORT_LISTS)


def release_research(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Make the list as the one who asked sees it, once and for all.

    :raises NotOpen: if it was decided already
    :raises NobodyLeft: if nothing would be left of it
    :raises TooNearAList: if an earlier list holds the same people but for a few
    :raises NotPublishedYet: if there is nothing of which it could be made
    """
    asked = Research.objects.select_for_update().get(pk=proposal.about)
    if asked.is_decided:
        raise NotOpen
    columns = [(one.code, one.kind, one.tells) for one in named(asked.columns)]
    try:
        people, rows = research_rows(asker, asked)
    except NothingPublished as nothing:
        raise NotPublishedYet from nothing
    made = released(rows, columns)
    if not made.rows:
        raise NobodyLeft
    asked.people = sorted(telling().mark_of(people[place]) for place in made.kept)
    if list_too_near(asked, asked.people):
        raise TooNearAList
    words = proposal.words.exclude(member_id=second.actor_id).order_by("pk")
    asked.first_by_id = words.values_list("member_id", flat=True).first()
    asked.second_by_id, asked.until_on = second.actor_id, asker.today + OPEN_FOR
    asked.rows, asked.steps, asked.left_out = (
        [list(row) for row in made.rows],
        made.steps,
        made.left_out,
    )
    asked.save(
        update_fields=["first_by", "second_by", "until_on", "rows", "steps", "left_out", "people"]
    )
    _traced("approve_research", asked, second)
    return ""


@asks(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
@one_transaction
def refuse_research(*, research_id: UUID, words: str, by: Viewer) -> Research:
    """
    Say no, with a reason.

    :raises NotOpen: if it was decided already
    """
    asked = _undecided(research_id, by)
    waits = waiting_research(by, asked)
    if waits is not None:
        stop_proposal(proposal_id=waits.pk, by=by)
    asked.refused_by_id, asked.refused_words = by.member_id, words.strip()[:300]
    asked.save(update_fields=["refused_by", "refused_words"])
    _traced("refuse_research", asked, by)
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
        _traced("take_out_research", asked, by)
    return asked


@one_transaction
def close_research(*, today: Any) -> int:
    """
    Empty the lists whose day is over: what has left is traced, what has not is gone; return how
    many.
    """
    return Research.objects.filter(until_on__lt=today).exclude(rows=[]).update(rows=[])
