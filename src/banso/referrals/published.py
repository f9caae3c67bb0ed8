"""What this room publishes: ways there and back, by codes and days."""

from banso.kit.publishing import CODE, DAY, ID, Column, PublishedTable

REFERRALS = PublishedTable(
    "referrals",
    "referrals.Referral",
    (
        Column("system", CODE),
        Column("domain", CODE),
        Column("state", CODE),
        Column("service_id", ID),
        Column("begun_on", DAY),
        Column("asked_on", DAY),
        Column("answered_on", DAY),
        Column("went_on", DAY),
        Column("refusal_reason", CODE),
        Column("returned_on", DAY),
        Column("return_reason", CODE),
        Column("next_step", CODE),
        Column("next_look_on", DAY),
        Column("sensitivity", CODE),
    ),
)
PUBLISHED = (REFERRALS,)
