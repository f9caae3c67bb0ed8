"""What every write to a book looks at first."""

from datetime import date
from uuid import UUID

from banso.access.viewer import Viewer
from banso.keeping.actions.refusals import BeforeItBegan, CannotKeep, Ended, OnADayToCome
from banso.keeping.models import Keeping
from banso.keeping.queries import keeping_seen, who_may_keep
from banso.people.queries import refuse_lent


def open_book(keeping_id: UUID, by: Viewer, *, on: date) -> Keeping:
    """
    Return a keeping that is open, locked: one row is written after the other.

    :raises NotSeen: if the viewer may not see it
    :raises OnlyLent: if the person is open to the viewer for hours only
    :raises Ended: if everything was given back
    :raises OnADayToCome: if the day has not come
    :raises BeforeItBegan: if the day was before it began
    """
    seen = keeping_seen(by, keeping_id)
    refuse_lent([seen.person_id], by)
    keeping = Keeping.objects.select_for_update().get(pk=seen.pk)
    if keeping.ended_on is not None:
        raise Ended
    if on > by.today:
        raise OnADayToCome
    if on < keeping.begun_on:
        raise BeforeItBegan
    return keeping


def require_keeper(by: Viewer, person_id: UUID, keeper_id: UUID) -> None:
    """
    Refuse a keeper who does not reach the person or may not know of money.

    :raises CannotKeep: if they don't
    """
    if str(keeper_id) not in dict(who_may_keep(by, person_id)):
        raise CannotKeep
