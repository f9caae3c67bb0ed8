"""What every write at a table passes through."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from banso.access.viewer import Viewer
from banso.conferences.models import Conference, Seat
from banso.conferences.rules import WRITABLE
from banso.kit.refusals import Refusal


class MinutesClosed(Refusal):
    """The meeting is over."""

    sentence = _(
        "This meeting is closed. While the minutes are not confirmed it can be opened again; "
        "afterwards something can be added."
    )


class OutOfTurn(Refusal):
    """This step does not follow from where the meeting is."""

    sentence = _("The meeting is not at this point. Please load the page again.")


class NotTheirKeeper(Refusal):
    """Minutes are the table's: not everybody writes for everybody."""

    sentence = _(
        "Only whoever leads the meeting or keeps its minutes does this for others at the table. "
        "Under your own seat, and where no seat is named, you write yourself."
    )


def refuse_for_others(conference_id: UUID, seat: Seat | None, by: Viewer) -> None:
    """
    Refuse to do something under somebody else's seat for whoever neither leads the meeting nor
    keeps its minutes.

    :raises NotTheirKeeper: if they do neither
    """
    if seat is None or seat.member_id == by.member_id:
        return
    if seat.item_id and seat.seated_by_id == by.member_id:
        return  # who brought the person to the table: chair and keeper may not even know of them
    theirs = Q(chair=by.member_id) | Q(keeper=by.member_id)
    if not Conference.objects.filter(theirs, pk=conference_id).exists():
        raise NotTheirKeeper


def touch(conference_id: UUID, *, states: Iterable[str] = WRITABLE) -> None:
    """
    Count a change at the table; whoever changes something at the same moment waits here until this
    is through.

    :raises MinutesClosed: if the meeting is not in one of these states
    """
    if not Conference.objects.filter(pk=conference_id, state__in=list(states)).update(
        revision=F("revision") + 1
    ):
        raise MinutesClosed


def move_on(conference_id: UUID, before: Iterable[str], **to: object) -> None:
    """
    Bring a meeting on from one of these states.

    :raises OutOfTurn: if it is in none of them
    """
    if not Conference.objects.filter(pk=conference_id, state__in=list(before)).update(
        revision=F("revision") + 1, **to
    ):
        raise OutOfTurn
