"""What this room publishes: people and their entries, by ids, codes and days; never a name."""

from django.db.models import Q

from banso.kit.publishing import CODE, DAY, FLAG, ID, NUMBER, Column, PublishedTable
from banso.people.ledger_fields import published_fields

_KINDS = {"choice": CODE, "number": NUMBER, "day": DAY}  # words are never published

PEOPLE = PublishedTable(
    "people",
    "people.Person",
    (
        Column("sex", CODE),
        Column("birth_year", NUMBER),
        Column("birth_month", NUMBER),
        Column("last_met_on", DAY),
        Column("entered_on", DAY, "created_at"),
    ),
    person="pk",
    only=Q(merged_into=None),
)
LEDGER_ENTRIES = PublishedTable(
    "ledger_entries",
    "people.LedgerEntry",
    (
        Column("ledger", CODE),
        Column("office_id", ID),
        Column("opened_on", DAY),
        Column("closed_on", DAY),
        Column("closing_reason", CODE),
        Column("came_from", ID, "came_from_id"),
        *(
            Column(one.code, _KINDS[one.kind], "values", one.code, sensitivity=str(one.sensitivity))
            for one in published_fields()
        ),
    ),
)
TIMELINE = PublishedTable(
    "timeline",
    "people.TimelineEntry",
    (
        Column("on_day", DAY, "at"),
        Column("kind", CODE),
        Column("ledger", CODE),
        Column("being", FLAG),
        Column("doing", FLAG),
        Column("sensitivity", CODE),
    ),
    only=Q(is_current=True),
)
PUBLISHED = (PEOPLE, LEDGER_ENTRIES, TIMELINE)
