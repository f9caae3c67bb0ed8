"""A plantlet becomes a base, by the person's word."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.refusals import Refusal
from banso.people.actions import require_living
from banso.ties.actions.memory import recall
from banso.ties.models import Tie
from banso.ties.queries import tie_seen


class WordsMissing(Refusal):
    """A place becomes a base by the person's word only."""

    field = "base_words"
    sentence = _("Please write what the person said. Only their word makes a place a base.")


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def root_tie(*, tie_id: UUID, on: date, base_words: str, by: Viewer) -> Tie:
    """
    Let a plantlet become a base, by the person's word only (field.md §3.1, rule 4).

    :raises NotSeen: if the viewer may not see it
    :raises WordsMissing: if nobody wrote what the person said
    """
    tie = tie_seen(by, tie_id)
    if not base_words.strip():
        raise WordsMissing
    require_living(tie.person_id, on=on)
    tie.base_on, tie.base_words, tie.version = on, base_words, tie.version + 1
    tie.save()
    recall(tie, _g("Became a base"), on, by, words=base_words)
    record_event(
        action="tie_rooted",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return tie


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def unroot_tie(*, tie_id: UUID, by: Viewer) -> Tie:
    """
    Let a base be one no longer, by the person's word.

    :raises NotSeen: if the viewer may not see it
    """
    tie = tie_seen(by, tie_id)
    tie.base_on, tie.base_words, tie.version = None, "", tie.version + 1
    tie.save()
    record_event(
        action="tie_unrooted",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return tie
