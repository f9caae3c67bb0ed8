"""What this room publishes: ties and what the person gives, by codes and days."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from banso.kit.publishing import CODE, DAY, FLAG, Column, PublishedTable
from banso.people.rules import Sensitivity
from banso.ties.models import SHOWN
from banso.ties.rules import ROLE_DUTY, Gift, Kind, Role
from banso_analysis.columns import PersonColumn, times
from banso_analysis.figures import ENTRY, Figure, in_the_period, standing
from banso_analysis.periods import stands_on
from banso_analysis.questions import Fact, ReadyQuestion


def _sensitivity(role: Any) -> str:
    return str(Sensitivity.HEALTH if role in ROLE_DUTY else Sensitivity.PLAIN)


TIES = PublishedTable(
    "ties",
    "ties.Tie",
    (
        Column("kind", CODE, label=_("Kind"), options=dict(Kind.choices)),
        Column("is_formal", FLAG, label=_("Official")),
        Column("role", CODE, label=_("Role"), options=dict(Role.choices)),
        Column("sensitivity", CODE, "role", of=_sensitivity),
        Column("from_on", DAY),
        Column("until_on", DAY),
        Column("ending", CODE),
    ),
    only=SHOWN,
)
GIVINGS = PublishedTable(
    "givings",
    "ties.Giving",
    (
        Column("gift", CODE, label=_("What they give"), options=dict(Gift.choices)),
        Column("from_on", DAY),
        Column("until_on", DAY),
    ),
)
_STANDING_TODAY = stands_on("from_on", "until_on", "{today}")
KEY_PERSON = Figure(
    "key_person",
    standing(
        "ties",
        "'key_person'",
        where=f"t.role = 'key_person' AND {in_the_period('o', ENTRY)}",
        join="JOIN ledger_entries o ON o.person_id = t.person_id",
    ),
    at_the_end=True,
    title=_("People with a key person"),
    definition=_(
        "People with an open entry and a tie to a key person, both on the last day of the "
        "period; hidden ties count nowhere."
    ),
    kinds={"key_person": _("Key person (KP)")},
    order=180,
)
GIVES = Figure(
    "gives",
    standing("givings", "t.gift"),
    at_the_end=True,
    title=_("People who give"),
    definition=_("People who support others on the last day of the period, by what they give."),
    kinds=dict(Gift.choices),
    order=190,
)
FACTS = (
    Fact(
        "tie",
        _("A tie"),
        "ties",
        span=("from_on", "until_on"),
        choices=("kind", "role"),
        flags=("is_formal",),
        order=180,
    ),
    Fact(
        "giving",
        _("Gives"),
        "givings",
        span=("from_on", "until_on"),
        choices=("gift",),
        order=190,
    ),
    PersonColumn(
        "key_person",
        times("ties", f"role = 'key_person' AND {_STANDING_TODAY}"),
        "number",
        counted=True,
        label=_("Key persons"),
        order=140,
    ),
    PersonColumn(
        "gives",
        times("givings", _STANDING_TODAY),
        "number",
        counted=True,
        label=_("Ways of giving"),
        order=150,
    ),
)
READY = (
    ReadyQuestion(
        "no_key_person",
        _("In a ledger, without a key person"),
        (
            {"fact": "tie", "has": False, "values": {"role": ["key_person"]}, "now": True},
            {"fact": "ledger", "now": True},
        ),
    ),
    ReadyQuestion(
        "only_formal",
        _("Ties by a system only"),
        (
            {"fact": "tie", "flags": {"is_formal": True}, "now": True},
            {"fact": "tie", "has": False, "flags": {"is_formal": False}, "now": True},
        ),
    ),
    ReadyQuestion(
        "gives",
        _("Supports others now"),
        ({"fact": "giving", "now": True},),
    ),
)
PUBLISHED = (TIES, GIVINGS, KEY_PERSON, GIVES, *FACTS, *READY)
