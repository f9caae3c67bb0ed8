"""What this room publishes: ties and what the person gives, by codes and days."""

from django.db.models import Q

from banso.kit.publishing import CODE, DAY, FLAG, Column, PublishedTable

TIES = PublishedTable(
    "ties",
    "ties.Tie",
    (
        Column("kind", CODE),
        Column("is_formal", FLAG),
        Column("role", CODE),
        Column("from_on", DAY),
        Column("until_on", DAY),
        Column("ending", CODE),
    ),
    only=Q(hidden_on=None),
)
GIVINGS = PublishedTable(
    "givings",
    "ties.Giving",
    (Column("gift", CODE), Column("from_on", DAY), Column("until_on", DAY)),
)
PUBLISHED = (TIES, GIVINGS)
