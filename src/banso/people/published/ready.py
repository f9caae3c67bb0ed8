"""Questions about people and their entries, ready to be asked."""

from django.utils.translation import gettext_lazy as _

from banso_analysis.questions import ReadyQuestion

READY = (
    ReadyQuestion(
        "women_under_40",
        _("Women under forty"),
        (
            {"fact": "person", "values": {"sex": ["female"]}, "at_most": {"age": 39}},
            {"fact": "ledger", "now": True},
        ),
    ),
    ReadyQuestion(
        "over_75",
        _("People over seventy-five who live on their own"),
        (
            {"fact": "person", "at_least": {"age": 75}},
            {"fact": "ledger", "values": {"ledger": ["aftercare"]}, "now": True},
        ),
    ),
    ReadyQuestion(
        "not_met",
        _("In a ledger, not met for three months"),
        (
            {"fact": "last_met", "until": 90},
            {"fact": "ledger", "now": True},
        ),
    ),
    ReadyQuestion(
        "street_now",
        _("On the street now, over a year"),
        (
            {
                "fact": "ledger",
                "values": {
                    "ledger": ["outreach"],
                    "since": ["under_3y", "under_5y", "under_10y", "over_10y"],
                },
                "now": True,
            },
        ),
    ),
    ReadyQuestion(
        "came_this_year",
        _("An entry opened within a year"),
        ({"fact": "opened", "since": 365},),
    ),
    ReadyQuestion(
        "lost_and_back",
        _("Contact was lost, and they came back"),
        (
            {"fact": "closed", "values": {"closing_reason": ["lost_contact"]}},
            {"fact": "opened", "after": "closed"},
        ),
    ),
    ReadyQuestion(
        "left_for_work",
        _("Left the centre for work"),
        ({"fact": "closed", "values": {"ledger": ["centre"], "exit_reason": ["work"]}},),
    ),
    ReadyQuestion(
        "being_only",
        _("Somebody was there for them within a month"),
        ({"fact": "memory", "flags": {"being": True}, "since": 31},),
    ),
)
