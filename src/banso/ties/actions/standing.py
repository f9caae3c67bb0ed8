"""Whether a tie goes on, and whether supporters see it."""

from datetime import date
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.ties.actions.memory import recall
from banso.ties.actions.ties import WhySecond
from banso.ties.models import Tie
from banso.ties.queries import hidden_tie, other_key_persons, tie_seen
from banso.ties.rules import Role, asks_why


class EndsBeforeItBegan(Refusal):
    """The days do not fit."""

    field = "until_on"
    sentence = _("This day lies before the beginning.")


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def end_tie(*, tie_id: UUID, on: date, ending: str, by: Viewer) -> Tie:
    """
    End a tie, and say how it ended.

    :raises NotSeen: if the viewer may not see it
    :raises EndsBeforeItBegan: if the day lies before its beginning
    """
    tie = tie_seen(by, tie_id)
    if tie.from_on and on < tie.from_on:
        raise EndsBeforeItBegan
    tie.until_on, tie.ending, tie.version = on, ending, tie.version + 1
    tie.save()
    recall(tie, _g("A tie ended: %(role)s") % {"role": Role.label_of(tie.role)}, on, by)
    record_event(
        action="tie_ended",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return tie


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def resume_tie(*, tie_id: UUID, by: Viewer) -> Tie:
    """
    Let a tie go on that had ended: a return is welcome.

    :raises NotSeen: if the viewer may not see it
    :raises WhySecond: if it would be a second key person and nobody said why
    """
    tie = tie_seen(by, tie_id)
    if (
        asks_why(tie.role, [one.role for one in other_key_persons(tie.person, by, but=tie.pk)])
        and not tie.why_second
    ):
        raise WhySecond
    tie.until_on, tie.ending, tie.version = None, "", tie.version + 1
    tie.save()
    recall(tie, _g("A tie goes on: %(role)s") % {"role": Role.label_of(tie.role)}, by.today, by)
    record_event(
        action="tie_resumed",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return tie


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def hide_tie(*, tie_id: UUID, by: Viewer) -> None:
    """
    Hide a tie from supporters by the person's word; its memory stays without a name, as it was
    written.

    :raises NotSeen: if the viewer may not see it
    """
    tie = tie_seen(by, tie_id)
    if not Tie.objects.filter(pk=tie.pk, hidden_on=None).update(
        hidden_on=by.today, version=F("version") + 1
    ):
        raise NotSeen
    record_event(
        action="tie_hidden",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def show_tie(*, tie_id: UUID, by: Viewer) -> Tie:
    """
    Show a tie again that the person had hidden, by their word.

    :raises NotSeen: if there is none
    """
    tie = hidden_tie(by, tie_id)
    tie.hidden_on, tie.version = None, tie.version + 1
    tie.save(update_fields=["hidden_on", "version"])
    record_event(
        action="tie_shown",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return tie
