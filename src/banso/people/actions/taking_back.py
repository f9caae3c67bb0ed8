"""Taking back what somebody wrote down a moment ago: the memory says so, and keeps it."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.db import one_transaction
from banso.kit.refusals import Refusal
from banso.people.actions.memory import revise
from banso.people.actions.reach import met_as_remembered
from banso.people.memory_kinds import declared_kind
from banso.people.models import Person, TimelineEntry


class NotYoursToTakeBack(Refusal):
    """Somebody else wrote it, or it was on another day."""

    sentence = _(
        "Only whoever wrote this can take it back, and only on the same day. A correction is "
        "always possible."
    )


class TakenBackAlready(Refusal):
    """It was taken back before."""

    sentence = _("This was taken back already. Nothing was changed.")


def require_own_of_today(member_id: UUID | None, at: datetime, asking: UUID) -> None:
    """
    Refuse to take back what somebody else wrote, or what was written on another day.

    :raises NotYoursToTakeBack: if it is so
    """
    if member_id != asking or timezone.localtime(at).date() != timezone.localdate():
        raise NotYoursToTakeBack


@asks(Duty.WRITE_MEMORY)
@one_transaction
def take_memory_back(*, person: Person, source: str, source_id: UUID, by: Viewer) -> TimelineEntry:
    """
    Say of a memory that whoever wrote it takes it back: a new revision without a text stands in its
    place, counts nowhere, and the old one stays readable behind it.

    :raises TakenBackAlready: if there is none any more
    :raises NotYoursToTakeBack: if somebody else wrote it, or corrected it since, or not today
    """
    # Whoever writes of the same person now waits: which day was the last is asked of the memory.
    whose = Person.objects.select_for_update().get(pk=person.pk)
    old = (
        TimelineEntry.objects.filter(
            person=whose, source=source, source_id=source_id, is_current=True, taken_back_at=None
        )
        .order_by("-created_at", "-pk")
        .first()
    )
    if old is None:
        raise TakenBackAlready
    require_own_of_today(old.author_id, old.created_at, by.member_id)
    new = revise(
        old,
        {
            "title": (_g("Taken back: %(title)s") % {"title": old.title})[:200],
            **dict.fromkeys(("fact", "words", "view"), ""),
            "being": False,
            "doing": False,
        },
        _g("Taken back by whoever wrote it"),
        by,
        taken_back_at=timezone.now(),
    )
    if declared_kind(old.kind).meets and whose.last_met_on == timezone.localtime(old.at).date():
        met_as_remembered(whose)
    return new
