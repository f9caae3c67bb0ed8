"""Every read of conferences; each starts from who looks."""

from banso.conferences.queries.closing import (
    NotReached,
    not_reached,
    open_decisions,
    unread_decisions,
)
from banso.conferences.queries.conferences import (
    changed_ties,
    conference_seen,
    conferences_of,
    conferences_seen_by,
    item_seen,
    items_seen,
    last_before,
    minute_seen,
    missing_in_the_region,
    my_conferences,
    seat_seen,
    seats_seen,
)
from banso.conferences.queries.guest_table import guest_tag, table_for_guest
from banso.conferences.queries.guests import (
    confirmed_for,
    guest_minute,
    guest_seat,
    guest_seats,
    opened_to,
)
from banso.conferences.queries.readers import guests_who_read
from banso.conferences.queries.resting import at_the_table
from banso.conferences.queries.table import table_for_member
from banso.conferences.queries.table_parts import ItemView, LineView, PlanSide, Table, tag_of
from banso.conferences.queries.unsworn import left_without_oath

__all__ = [
    "at_the_table",
    "left_without_oath",
    "ItemView",
    "LineView",
    "NotReached",
    "PlanSide",
    "Table",
    "changed_ties",
    "conference_seen",
    "conferences_of",
    "conferences_seen_by",
    "confirmed_for",
    "guest_minute",
    "guest_seat",
    "guest_seats",
    "guest_tag",
    "guests_who_read",
    "item_seen",
    "items_seen",
    "last_before",
    "minute_seen",
    "missing_in_the_region",
    "my_conferences",
    "not_reached",
    "open_decisions",
    "opened_to",
    "seat_seen",
    "seats_seen",
    "table_for_guest",
    "table_for_member",
    "tag_of",
    "unread_decisions",
]
