"""What this room publishes: meetings on rounds and first consultations, by codes and days."""

import json
from collections.abc import Iterator
from typing import Any

from banso.kit.publishing import CODE, DAY, EACH, FLAG, ID, Column, PublishedTable


def _matters(matters: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for matter in json.loads(matters):
        yield matter, {"matter": matter}


ENCOUNTERS = PublishedTable(
    "encounters",
    "intake.Encounter",
    (
        Column("round_id", ID),
        Column("on_day", DAY, "at"),
        Column("outcome", CODE),
        Column("place_kind", CODE),
        Column("was_new", FLAG),
    ),
)
INTAKES = PublishedTable(
    "intakes",
    "intake.Intake",
    (
        Column("on_day", DAY, "on"),
        Column("channel", CODE),
        Column("urgency", CODE),
        Column("worst", CODE),
    ),
)
MATTERS = PublishedTable(
    "matters",
    "intake.Intake",
    (Column("on_day", DAY, "on"), Column("matter", CODE, EACH)),
    each=_matters,
    each_reads=("matters",),
)
PUBLISHED = (ENCOUNTERS, INTAKES, MATTERS)
