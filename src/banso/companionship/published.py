"""What this room publishes: who walks along, contacts and promises, by ids, codes and days."""

from banso.kit.publishing import CODE, DAY, FLAG, ID, NUMBER, Column, PublishedTable

CONTACTS = PublishedTable(
    "contacts",
    "companionship.ContactNote",
    (
        Column("on_day", DAY, "on"),
        Column("member_id", ID),
        Column("method", CODE),
        Column("minutes", NUMBER),
        Column("being", FLAG),
        Column("doing", FLAG),
    ),
)
WALKS = PublishedTable(
    "walks",
    "companionship.Companionship",
    (
        Column("member_id", ID),
        Column("from_on", DAY),
        Column("until_on", DAY),
        Column("is_lead", FLAG),
    ),
)
PROMISES = PublishedTable(
    "promises",
    "companionship.Promise",
    (Column("due_on", DAY), Column("settled_on", DAY), Column("outcome", CODE)),
)
PUBLISHED = (CONTACTS, WALKS, PROMISES)
