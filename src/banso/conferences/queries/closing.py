"""What has to be asked before a meeting closes, and whom what was decided does not reach."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from banso.access.queries import viewer_of_guest
from banso.access.viewer import Viewer
from banso.conferences.models import Conference, Minute, Seat
from banso.conferences.queries.conferences import member_reads
from banso.conferences.queries.guest_table import table_for_guest
from banso.conferences.rules import PROMISED, Kind
from banso.people.queries import within_reach


@dataclass(frozen=True)
class NotReached:
    """Something decided for somebody who does not read it here, and why."""

    minute: Minute
    seat: Seat
    why: str


def open_decisions(conference: Conference, viewer: Viewer) -> list[Minute]:
    """
    Return what was decided without who or by when, of a conference that was seen already, as far as
    the viewer reads it: it would be nobody's promise. A sealed meeting makes none.
    """
    if conference.kind == Kind.SEALED:
        return []
    missing = Q(seat=None) | Q(until_on=None)
    rows = Minute.objects.filter(
        missing,
        conference=conference,
        kind__in=list(PROMISED),
        struck_at=None,
        promise=None,
        item__person__isnull=False,
    )
    rows = rows.filter(within_reach(viewer, "item__person"))
    listed = rows.select_related("seat", "item__person").order_by("item__place", "pk")
    return [one for one in listed if member_reads(viewer, one)]


def not_reached(conference: Conference, viewer: Viewer) -> list[NotReached]:
    """
    Return what was decided for somebody who does not read it here: without an account, with one
    that has ended, or not opened to them. Of people the viewer may know of; once the meeting is
    over.
    """
    if conference.kind == Kind.SEALED:
        return []
    rows = Minute.objects.filter(
        within_reach(viewer, "item__person"),
        conference=conference,
        kind__in=list(PROMISED),
        struck_at=None,
        seat__isnull=False,
        seat__member=None,
    ).select_related("seat__conference", "item__person")
    read: dict[object, set[object]] = {}
    found = []
    for one in rows.order_by("item__place", "pk"):
        seat = one.seat
        if seat is None or not member_reads(viewer, one):
            continue
        if why := _why(one, seat, read, viewer):
            found.append(NotReached(one, seat, why))
    return found


def _why(one: Minute, seat: Seat, read: dict[object, set[object]], viewer: Viewer) -> str:
    if seat.item_id:
        return ""  # the person themselves: whoever walks with them has it on the desk
    if seat.guest_id is None:
        return _("without an account here")
    guest = viewer_of_guest(seat.guest_id, today=viewer.today)
    if guest is None:
        return _("their account has ended, or was never opened")
    if seat.pk not in read:
        read[seat.pk] = {
            line.minute.pk
            for view in table_for_guest(seat, guest).items
            for _kind, _label, lines in view.groups
            for line in lines
        }
    return "" if one.pk in read[seat.pk] else _("the person has not opened it to them")
