"""What this room publishes: ways there and back, by codes and days."""

from django.utils.translation import gettext_lazy as _

from banso.kit.publishing import CODE, DAY, ID, Column, PublishedTable
from banso.referrals.counted import ANSWER
from banso.referrals.rules import NextStep, RefusalReason, ReturnReason, State
from banso.resources.rules import Domain, System
from banso_analysis.columns import PersonColumn, times
from banso_analysis.figures import Figure, in_period
from banso_analysis.questions import Fact, ReadyQuestion

REFERRALS = PublishedTable(
    "referrals",
    "referrals.Referral",
    (
        Column("system", CODE, label=_("System"), options=dict(System.choices)),
        Column("domain", CODE, label=_("Domain"), options=dict(Domain.choices)),
        Column("state", CODE, label=_("State"), options=dict(State.choices)),
        Column("service_id", ID),
        Column("begun_on", DAY),
        Column("asked_on", DAY),
        Column("answered_on", DAY),
        Column("went_on", DAY),
        Column(
            "refusal_reason", CODE, label=_("Why not taken"), options=dict(RefusalReason.choices)
        ),
        Column("returned_on", DAY),
        Column(
            "return_reason", CODE, label=_("Why they came back"), options=dict(ReturnReason.choices)
        ),
        Column("next_step", CODE, label=_("What comes next"), options=dict(NextStep.choices)),
        Column("next_look_on", DAY),
        Column("sensitivity", CODE),
    ),
)
WAYS = Figure(
    "ways",
    in_period("referrals", "begun_on", "t.system"),
    "times",
    title=_("Led to receivers (つなぎ)"),
    definition=_("Referrals begun in the period, by the system of the receiver."),
    kinds=dict(System.choices),
    order=120,
)
ANSWERS = Figure(
    "answers",
    in_period(
        "referrals",
        "begun_on",
        ANSWER,
    ),
    "times",
    title=_("What receivers answered"),
    definition=_(
        "Referrals begun in the period, by how they stand at the moment of publishing. Who was "
        "accepted and came back before going there counts as accepted."
    ),
    kinds={
        "accepted": _("Accepted or gone to"),
        "refused": _("Not taken there"),
        "back": _("Came back before an answer"),
        "waiting": _("Waiting for an answer"),
        "not_asked": _("Not asked yet"),
    },
    order=130,
)
RETURNS = Figure(
    "returns",
    in_period("referrals", "returned_on", "t.return_reason"),
    "times",
    title=_("Came back (もどし)"),
    definition=_(
        "Referrals from which the person came back in the period, by the reason. Each "
        "return is welcome."
    ),
    kinds=dict(ReturnReason.choices),
    order=140,
)
FACTS = (
    Fact(
        "referral",
        _("Led to a receiver (つなぎ)"),
        "referrals",
        "begun_on",
        choices=("system", "domain", "state", "refusal_reason"),
        order=150,
    ),
    Fact(
        "went",
        _("Went there"),
        "referrals",
        "went_on",
        choices=("system",),
        only="f.went_on IS NOT NULL",
        order=160,
    ),
    Fact(
        "returned",
        _("Came back (もどし)"),
        "referrals",
        "returned_on",
        choices=("system", "return_reason", "next_step"),
        only="f.returned_on IS NOT NULL",
        order=170,
    ),
    PersonColumn(
        "referrals",
        times("referrals"),
        "number",
        counted=True,
        label=_("Referrals (つなぎ)"),
        order=110,
    ),
    PersonColumn(
        "returns",
        times("referrals", "returned_on IS NOT NULL"),
        "number",
        counted=True,
        label=_("Returns (もどし)"),
        order=120,
    ),
)
READY = (
    ReadyQuestion(
        "refused",
        _("Turned away by a receiver"),
        ({"fact": "referral", "values": {"state": ["refused"]}},),
    ),
    ReadyQuestion(
        "led_to_housing",
        _("Led to housing within a year"),
        ({"fact": "referral", "values": {"system": ["housing"]}, "since": 365},),
    ),
    ReadyQuestion(
        "went_to_doctor",
        _("Went to medical care within half a year"),
        ({"fact": "went", "values": {"system": ["medical"]}, "since": 183},),
    ),
    ReadyQuestion(
        "back_twice",
        _("Came back twice or more"),
        ({"fact": "returned", "least": 2},),
    ),
    ReadyQuestion(
        "back_and_no_next",
        _("Came back, and was led nowhere after it"),
        (
            {"fact": "returned"},
            {"fact": "referral", "has": False, "after": "returned"},
        ),
    ),
)
PUBLISHED = (REFERRALS, WAYS, ANSWERS, RETURNS, *FACTS, *READY)
