"""What has to be asked before a meeting closes, and whom what was decided does not reach."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from banso.access.queries import viewer_of_guest, viewer_of_member
from banso.access.viewer import Viewer
from banso.conferences.models import Conference, Minute, Seat
from banso.conferences.queries.conferences import member_reads
from banso.conferences.queries.guest_table import table_for_guest
from banso.conferences.rules import PROMISED, Kind
from banso.people.queries import people_seen_by, within_reach


@dataclass(frozen=True)
class NotReached:
    """Something decided for somebody who does not read it here, and why."""

    minute: Minute
    seat: Seat
    why: str


def open_decisions(conference: Conference, viewer: Viewer) -> list[Minute]:
    """
    Return what was decided without who or by when, of a conference that was seen already, as far as
    the viewer reads it: it would be nobody's. A sealed meeting makes no promises; what it decides
    is somebody's to do all the same.
    """
    return [one for one in _nobodys(conference, viewer) if member_reads(viewer, one)]


def unread_decisions(conference: Conference, viewer: Viewer) -> int:
    """
    Return how many lines were decided without who or by when that the viewer may not read: somebody
    else has to be asked about them.
    """
    return sum(not member_reads(viewer, one) for one in _nobodys(conference, viewer))


def _nobodys(conference: Conference, viewer: Viewer) -> list[Minute]:
    rows = Minute.objects.filter(
        Q(seat=None) | Q(until_on=None),
        conference=conference,
        kind__in=list(PROMISED),
        struck_at=None,
        promise=None,
    )
    if conference.kind != Kind.SEALED:
        rows = rows.filter(within_reach(viewer, "item__person"))
    return list(rows.select_related("seat", "item__person").order_by("item__place", "pk"))


def not_reached(conference: Conference, viewer: Viewer) -> list[NotReached]:
    """
    Return what was decided for somebody who does not read it here: without an account, with one
    that has ended, not opened to them, or a member who does not reach the person. Of people the
    viewer may know of; once the meeting is over.
    """
    if conference.kind == Kind.SEALED:
        return []
    rows = Minute.objects.filter(
        within_reach(viewer, "item__person"),
        conference=conference,
        kind__in=list(PROMISED),
        struck_at=None,
        seat__isnull=False,
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
    if seat.member_id:
        return _why_not_a_member(one, seat.member_id, viewer)
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


def _why_not_a_member(one: Minute, member_id: UUID, viewer: Viewer) -> str:
    """Return why what stands on a member's desk is not shown there."""
    member = viewer_of_member(member_id, today=viewer.today)
    if member is None:
        return _("they do not work here any more")
    people = [one.item.person_id] if one.item.person_id else []
    reached = people_seen_by(member).filter(pk__in=people).exists()
    return "" if reached else _("they do not see the person here")
