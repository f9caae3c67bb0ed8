"""What this room publishes: how hard it is, item by item, by codes and levels."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.assessment.instrument import form_of
from banso.assessment.models import Instrument
from banso.assessment.rules import STEPS, Hardship
from banso.kit.publishing import CODE, DAY, EACH, ID, NUMBER, Column, PublishedTable
from banso_analysis.answers import composite
from banso_analysis.columns import PersonColumn, beside
from banso_analysis.figures import Figure
from banso_analysis.questions import Fact, ReadyQuestion


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
    said = {
        code: STEPS[kept["value"]]
        for code, kept in json.loads(answers).items()
        if code in items and kept.get("value") in STEPS
    }
    together = Counter(items[code][0] for code in said)
    for code, level in said.items():
        hardship, sensitivity = items[code]
        yield (
            code,
            {
                "item": code,
                "hardship": hardship,
                "level": level,
                "together": together[hardship],
                "sensitivity": sensitivity,
            },
        )


HARDSHIPS = PublishedTable(
    "hardships",
    "assessment.AssessmentPart",
    (
        Column("assessment_id", ID),
        Column("part_id", ID, "pk"),
        Column("on_day", DAY, "assessment__taken_on"),
        Column("item", CODE, EACH),
        Column("hardship", CODE, EACH, label=_("Hardship"), options=dict(Hardship.choices)),
        Column("level", NUMBER, EACH, label=_("Level (0 no trouble … 3 needs a hand right now)")),
        # How many items of this hardship were answered there, whoever may read them.
        Column("together", NUMBER, EACH),
        Column("sensitivity", CODE, EACH),
    ),
    person="assessment__person_id",
    each=_hardships,
    each_reads=("assessment__instrument_id", "answers"),
)
COMPOSITE = Figure(
    "hardship",
    composite(e=Hardship.ECONOMIC, p=Hardship.PHYSICAL, r=Hardship.RELATIONAL),
    title=_("Composite hardship"),
    definition=_(
        "People whose assessment was taken in the period, by which of the three "
        "hardships showed any trouble (from “some trouble” on). Only where all three were "
        "asked, and this member may read what was answered, is it said which; else it is "
        "counted as not known."
    ),
    kinds={
        "none": _("None of the three"),
        "e": _("Economic only"),
        "p": _("Body and mind only"),
        "r": _("Relations only"),
        "ep": _("Economic + body and mind"),
        "er": _("Economic + relations"),
        "pr": _("Body and mind + relations"),
        "epr": _("All three together"),
        "unknown": _("Not all three are known (not asked, or not for you to read)"),
    },
    order=90,
)
FACTS = (
    Fact(
        "hardship",
        _("Hardship in an assessment"),
        "hardships",
        "on_day",
        choices=("hardship",),
        numbers=("level",),
        order=110,
    ),
    PersonColumn(
        "hardest",
        beside("hardships", "MAX(level)"),
        "number",
        label=_("Hardest level in an assessment"),
        order=160,
    ),
)
READY = (
    ReadyQuestion(
        "lonely_hardship",
        _("Much trouble in relations"),
        ({"fact": "hardship", "values": {"hardship": ["relational"]}, "at_least": {"level": 2}},),
    ),
    ReadyQuestion(
        "poor_and_ill",
        _("Economic trouble and trouble of body and mind"),
        (
            {"fact": "hardship", "values": {"hardship": ["economic"]}, "at_least": {"level": 1}},
            {"fact": "hardship", "values": {"hardship": ["physical"]}, "at_least": {"level": 1}},
        ),
    ),
)
PUBLISHED = (HARDSHIPS, COMPOSITE, *FACTS, *READY)
