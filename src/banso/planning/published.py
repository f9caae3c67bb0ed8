"""What this room publishes: plans, what is planned and what has changed, by codes and days."""

import json
from collections.abc import Iterator
from typing import Any

from banso.kit.publishing import CODE, DAY, EACH, FLAG, NUMBER, Column, PublishedTable
from banso.planning.rules import CHANGES
from banso.planning.services import all_services


def _services(codes: str) -> Iterator[tuple[str, dict[str, Any]]]:
    known = {one.code: one.sensitivity for one in all_services()}
    for code in json.loads(codes):
        if code in known:
            yield code, {"service": code, "sensitivity": str(known[code])}


def _changes(codes: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for code in json.loads(codes):
        if code in CHANGES:
            yield code, {"change": code, "sensitivity": str(CHANGES[code].sensitivity)}


def _is_there(value: object) -> bool:
    return value is not None


PLANS = PublishedTable(
    "plans",
    "planning.SupportPlan",
    (
        Column("number", NUMBER),
        Column("made_on", DAY),
        Column("agreed_on", DAY),
        Column("ended_on", DAY),
        Column("is_replan", FLAG, "based_on_id", of=_is_there),
        Column("work_target", FLAG),
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
        Column("domain", CODE),
        Column("state", CODE),
        Column("sensitivity", CODE),
    ),
    person="plan__person_id",
)
PUBLISHED = (PLANS, PLAN_SERVICES, CHANGES_SEEN, PLAN_CELLS)
