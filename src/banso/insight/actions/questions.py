"""Keeping questions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.insight.declared import read_question
from banso.insight.models import Question
from banso.insight.queries.questions import (
    known,
    own_question,
)
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.models import require_version
from banso.kit.refusals import Refusal
from banso_analysis.questions import BadQuestion


class NoQuestion(Refusal):
    """It can't be asked like this."""

    sentence = _("This can’t be asked. Please look through the conditions once more.")


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
