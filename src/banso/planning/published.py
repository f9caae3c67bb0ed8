"""What this room publishes: plans, what is planned and what has changed, by codes and days."""

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from banso.kit.publishing import (
    CODE,
    DAY,
    EACH,
    FLAG,
    NUMBER,
    Column,
    PublishedTable,
    is_there,
)
from banso.planning.rules import CHANGES, CellState
from banso.planning.services import all_services
from banso.resources.rules import Domain
from banso_analysis.columns import PersonColumn, times
from banso_analysis.figures import Figure, in_period
from banso_analysis.questions import Fact, ReadyQuestion


def _services(codes: str) -> Iterator[tuple[str, dict[str, Any]]]:
    known = {one.code: one.sensitivity for one in all_services()}
    for code in json.loads(codes):
        if code in known:
            yield code, {"service": code, "sensitivity": str(known[code])}


def _changes(codes: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for code in json.loads(codes):
        if code in CHANGES:
            yield code, {"change": code, "sensitivity": str(CHANGES[code].sensitivity)}


PLANS = PublishedTable(
    "plans",
    "planning.SupportPlan",
    (
        Column("number", NUMBER),
        Column("made_on", DAY),
        Column("agreed_on", DAY),
        Column("ended_on", DAY),
        Column("is_replan", FLAG, "based_on_id", of=is_there, label=_("A replan")),
        Column("work_target", FLAG, label=_("Counted as target of job support")),
    ),
)
PLAN_SERVICES = PublishedTable(
    "plan_services",
    "planning.SupportPlan",
    (Column("made_on", DAY), Column("service", CODE, EACH), Column("sensitivity", CODE, EACH)),
    each=_services,
    each_reads=("services",),
)
CHANGES_SEEN = PublishedTable(
    "changes",
    "planning.Evaluation",
    (
        Column("on_day", DAY, "on"),
        Column("change", CODE, EACH),
        Column("work_target", FLAG, "plan__work_target"),
        Column("sensitivity", CODE, EACH),
    ),
    person="plan__person_id",
    each=_changes,
    each_reads=("changes",),
)
PLAN_CELLS = PublishedTable(
    "plan_cells",
    "planning.PlanCell",
    (
        Column("made_on", DAY, "plan__made_on"),
        Column("domain", CODE, label=_("Domain"), options=dict(Domain.choices)),
        Column("state", CODE, label=_("State"), options=dict(CellState.choices)),
        Column("sensitivity", CODE),
    ),
    person="plan__person_id",
)
PLANNED = Figure(
    "planned",
    in_period("plan_cells", "made_on", "t.domain"),
    title=_("Domains in plans"),
    definition=_(
        "People with a plan made in the period, by the domains in which it says something."
    ),
    kinds=dict(Domain.choices),
    order=170,
)
FACTS = (
    Fact("plan", _("Plan made"), "plans", "made_on", flags=("is_replan", "work_target"), order=120),
    Fact(
        "agreed",
        _("Plan agreed"),
        "plans",
        "agreed_on",
        only="f.agreed_on IS NOT NULL",
        order=130,
    ),
    Fact(
        "planned",
        _("Something planned"),
        "plan_cells",
        "made_on",
        choices=("domain", "state"),
        order=140,
    ),
    PersonColumn("plans", times("plans"), "number", counted=True, label=_("Plans"), order=130),
)
READY = (
    ReadyQuestion(
        "no_plan",
        _("In a ledger, without a plan"),
        (
            {"fact": "plan", "has": False},
            {"fact": "ledger", "now": True},
        ),
    ),
    ReadyQuestion(
        "job_support",
        _("A target of job support within a year"),
        ({"fact": "plan", "flags": {"work_target": True}, "since": 365},),
    ),
    ReadyQuestion(
        "agreed_lately",
        _("Agreed to a plan within a year"),
        ({"fact": "agreed", "since": 365},),
    ),
    ReadyQuestion(
        "plan_of_ties",
        _("The plan speaks of relations"),
        ({"fact": "planned", "values": {"domain": ["relations"]}},),
    ),
)
PUBLISHED = (PLANS, PLAN_SERVICES, CHANGES_SEEN, PLAN_CELLS, PLANNED, *FACTS, *READY)
