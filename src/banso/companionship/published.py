"""What this room publishes: who walks along, contacts and promises, by ids, codes and days."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.companionship.rules import SAID_OF_PROMISES, Method, PromiseOutcome
from banso.kit.publishing import CODE, DAY, FLAG, ID, NUMBER, Column, PublishedTable
from banso_analysis.columns import PersonColumn, times
from banso_analysis.figures import Figure, in_period
from banso_analysis.questions import Fact, ReadyQuestion

CONTACTS = PublishedTable(
    "contacts",
    "companionship.ContactNote",
    (
        Column("on_day", DAY, "on"),
        Column("member_id", ID),
        Column("method", CODE, label=_("Way"), options=dict(Method.choices)),
        Column("minutes", NUMBER),
        Column("being", FLAG, label=_("Being there")),
        Column("doing", FLAG, label=_("Doing something")),
    ),
    only=Q(taken_back_at=None),
)
WALKS = PublishedTable(
    "walks",
    "companionship.Companionship",
    (
        Column("member_id", ID),
        Column("from_on", DAY),
        Column("until_on", DAY),
        Column("is_lead", FLAG, label=_("Answers first")),
    ),
)
PROMISES = PublishedTable(
    "promises",
    "companionship.Promise",
    (
        Column("due_on", DAY),
        Column("settled_on", DAY),
        Column("outcome", CODE, label=_("Outcome"), options=dict(SAID_OF_PROMISES)),
    ),
    only=~Q(outcome=PromiseOutcome.UNDONE),
)
BEING = Figure(
    "being",
    in_period(
        "contacts",
        "on_day",
        "CASE WHEN t.being AND t.doing THEN 'both' WHEN t.being THEN 'being' ELSE 'doing' END",
    ),
    "times",
    title=_("Contacts: being there and doing"),
    definition=_("Contact notes of the period."),
    kinds={
        "being": _("Being there (support of being)"),
        "doing": _("Doing something (support of doing)"),
        "both": _("Both"),
    },
    order=150,
)
FACTS = (
    Fact(
        "contact",
        _("Contact note"),
        "contacts",
        "on_day",
        choices=("method",),
        flags=("being", "doing"),
        order=90,
    ),
    Fact(
        "walk",
        _("Somebody walks along"),
        "walks",
        span=("from_on", "until_on"),
        flags=("is_lead",),
        order=220,
    ),
    Fact("promise", _("A promise due"), "promises", "due_on", choices=("outcome",), order=230),
    PersonColumn(
        "contacts", times("contacts"), "number", counted=True, label=_("Contact notes"), order=90
    ),
    PersonColumn(
        "being",
        times("contacts", "being"),
        "number",
        counted=True,
        label=_("Contacts of being there"),
        order=100,
    ),
)
READY = (
    ReadyQuestion(
        "accompanied",
        _("Accompanied somewhere within three months"),
        ({"fact": "contact", "values": {"method": ["accompany"]}, "since": 90},),
    ),
    ReadyQuestion(
        "nobody_walks",
        _("In a ledger, and nobody walks along"),
        (
            {"fact": "walk", "has": False, "now": True},
            {"fact": "ledger", "now": True},
        ),
    ),
    ReadyQuestion(
        "promise_open",
        _("A promise was not kept within three months"),
        ({"fact": "promise", "values": {"outcome": ["not_kept"]}, "since": 90},),
    ),
)
PUBLISHED = (CONTACTS, WALKS, PROMISES, BEING, *FACTS, *READY)
