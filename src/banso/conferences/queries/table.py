"""The table as a member sees it."""

from banso.access.text_rules import may_read
from banso.access.viewer import Viewer
from banso.conferences.models import Conference, Minute, Paper
from banso.conferences.queries.conferences import changed_ties, items_seen, member_reads, seats_seen
from banso.conferences.queries.table_parts import (
    ItemView,
    Table,
    additions_by_item,
    groups_of,
    minutes_by_item,
    plan_sides,
    tag_of,
)
from banso.conferences.rules import Kind


def table_for_member(conference: Conference, viewer: Viewer) -> Table:
    """Return the table of a conference that was seen already, as this member's duties allow."""
    items = list(items_seen(viewer, conference).order_by("place", "pk"))
    minutes, additions = minutes_by_item(conference), additions_by_item(conference)
    ties = (
        changed_ties(viewer, conference, [one.person_id for one in items if one.person_id])
        if conference.kind != Kind.SEALED
        else {}
    )
    views = [
        ItemView(
            item,
            item.name,
            groups_of(
                minutes.get(item.pk, []),
                lambda one: member_reads(viewer, one),
                lambda one: _writes(viewer, conference, one),
            ),
            plan_sides(item, viewer),
            ties.get(item.person_id, []) if item.person_id else [],
            [one for one in additions.get(item.pk, []) if may_read(viewer, one)],
        )
        for item in items
    ]
    seats = seats_seen(viewer, conference)
    papers = list(
        Paper.objects.filter(conference=conference, seat__in=[one.pk for one in seats])
        .select_related("seat")
        .order_by("number")
    )
    return Table(conference, seats, views, tag_of(conference), papers)


def _writes(viewer: Viewer, conference: Conference, line: Minute) -> bool:
    """Return whether a member may write a line anew: theirs, nobody's, or as who keeps them."""
    if line.promise_id is not None or line.written_by_guest_id is not None:
        return False
    whose = line.seat.member_id if line.seat else viewer.member_id
    return viewer.member_id in (conference.chair_id, conference.keeper_id, whose)
