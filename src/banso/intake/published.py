"""What this room publishes: meetings on rounds and first consultations, by codes and days."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.intake.instrument import matters
from banso.intake.rules import Channel, Dwelling, Outcome, Urgency, sensitivity_of
from banso.kit.publishing import CODE, DAY, EACH, FLAG, ID, Column, PublishedTable
from banso.people.rules import PlaceKind
from banso_analysis.figures import Figure, in_period
from banso_analysis.questions import Fact, ReadyQuestion


def _matters(codes: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for matter in json.loads(codes):
        yield matter, {"matter": matter, "sensitivity": sensitivity_of(matter)}


def _matters_named(_forms: Sequence[Any]) -> dict[str, Any]:
    return matters()


ENCOUNTERS = PublishedTable(
    "encounters",
    "intake.Encounter",
    (
        Column("round_id", ID),
        Column("on_day", DAY, "at"),
        Column("outcome", CODE, label=_("Outcome"), options=dict(Outcome.choices)),
        Column("place_kind", CODE, label=_("Kind of place"), options=dict(PlaceKind.choices)),
        Column("was_new", FLAG),
    ),
    only=Q(taken_back_at=None),
)
INTAKES = PublishedTable(
    "intakes",
    "intake.Intake",
    (
        Column("on_day", DAY, "on"),
        Column("channel", CODE, label=_("How it came about"), options=dict(Channel.choices)),
        Column("urgency", CODE, label=_("Urgency"), options=dict(Urgency.choices)),
        Column(
            "dwelling",
            CODE,
            "answers",
            "dwelling",
            lambda said: said if said in set(Dwelling) else "",
            label=_("Dwelling when they came"),
            options=dict(Dwelling.choices),
        ),
    ),
)
MATTERS = PublishedTable(
    "matters",
    "intake.Intake",
    (
        Column("on_day", DAY, "on"),
        Column("matter", CODE, EACH, label=_("Matter"), options=_matters_named),
        Column("sensitivity", CODE, EACH),
    ),
    each=_matters,
    each_reads=("matters",),
)
CAME_WITH = Figure(
    "matters",
    in_period("matters", "on_day", "t.matter"),
    title=_("What people came with"),
    definition=_(
        "People with a first consultation in the period, by every matter marked ○ or ◎; "
        "one person may have several."
    ),
    kinds=matters,
    order=100,
)
CHANNELS = Figure(
    "channels",
    in_period("intakes", "on_day", "t.channel"),
    "times",
    title=_("How consultations came about"),
    definition=_("First consultations in the period."),
    kinds=dict(Channel.choices),
    order=110,
)
MET = Figure(
    "met",
    in_period("encounters", "on_day", "t.outcome"),
    "times",
    title=_("Met on rounds"),
    definition=_(
        "Meetings on outreach rounds in the period, looking for somebody who was not "
        "there included."
    ),
    kinds=dict(Outcome.choices),
    order=160,
)
FACTS = (
    Fact(
        "consultation",
        _("First consultation"),
        "intakes",
        "on_day",
        choices=("channel", "urgency"),
        order=60,
    ),
    Fact("matter", _("Came with a matter"), "matters", "on_day", choices=("matter",), order=70),
    Fact(
        "encounter",
        _("Looked for on a round"),
        "encounters",
        "on_day",
        choices=("outcome", "place_kind"),
        order=80,
    ),
)
READY = (
    ReadyQuestion(
        "came_by_themselves",
        _("Came by themselves within a year"),
        ({"fact": "consultation", "values": {"channel": ["walk_in", "phone"]}, "since": 365},),
    ),
    ReadyQuestion(
        "housing_and_debt",
        _("Came with housing and with debts"),
        (
            {"fact": "matter", "values": {"matter": ["housing"]}},
            {"fact": "matter", "values": {"matter": ["debt"]}},
        ),
    ),
    ReadyQuestion(
        "seen_on_rounds",
        _("Talked with on a round within a month"),
        ({"fact": "encounter", "values": {"outcome": ["talked"]}, "since": 31},),
    ),
    ReadyQuestion(
        "not_there",
        _("Looked for three times and not there"),
        ({"fact": "encounter", "values": {"outcome": ["not_there"]}, "least": 3},),
    ),
)
PUBLISHED = (ENCOUNTERS, INTAKES, MATTERS, CAME_WITH, CHANNELS, MET, *FACTS, *READY)
