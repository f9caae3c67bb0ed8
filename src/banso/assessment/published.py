"""What this room publishes: how hard it is, item by item, by codes and levels."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from banso.assessment.instrument import form_of
from banso.assessment.models import Instrument
from banso.assessment.rules import STEPS
from banso.kit.publishing import CODE, DAY, EACH, ID, NUMBER, Column, PublishedTable


@lru_cache(maxsize=64)
def _level_items(instrument: str) -> dict[str, tuple[str, str]]:
    """Return the items of a form that say how hard it is: hardship and sensitivity by code."""
    form = form_of(Instrument.objects.values_list("body", flat=True).get(pk=UUID(instrument)))
    return {
        item.code: (str(item.hardship), str(item.sensitivity))
        for section in form.sections
        for item in section.items
        if item.kind == "level"
    }


def _hardships(instrument: str, answers: str) -> Iterator[tuple[str, dict[str, Any]]]:
    items = _level_items(instrument)
    for code, kept in json.loads(answers).items():
        if code in items and kept.get("value") in STEPS:
            hardship, sensitivity = items[code]
            yield (
                code,
                {
                    "item": code,
                    "hardship": hardship,
                    "level": STEPS[kept["value"]],
                    "sensitivity": sensitivity,
                },
            )


HARDSHIPS = PublishedTable(
    "hardships",
    "assessment.AssessmentPart",
    (
        Column("assessment_id", ID),
        Column("on_day", DAY, "assessment__taken_on"),
        Column("item", CODE, EACH),
        Column("hardship", CODE, EACH),
        Column("level", NUMBER, EACH),
        Column("sensitivity", CODE, EACH),
    ),
    person="assessment__person_id",
    each=_hardships,
    each_reads=("assessment__instrument_id", "answers"),
)
PUBLISHED = (HARDSHIPS,)
