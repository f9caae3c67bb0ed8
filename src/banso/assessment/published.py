"""What this room publishes: how hard it is, item by item, by codes and levels."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.assessment.instrument import form_of
from banso.assessment.models import Instrument
from banso.assessment.rules import STEPS, Hardship
from banso.kit.publishing import CODE, DAY, EACH, ID, NUMBER, Column, PublishedTable
from banso_analysis.columns import PersonColumn, beside
from banso_analysis.figures import Figure
from banso_analysis.questions import Fact


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
        Column("hardship", CODE, EACH, label=_("Hardship"), options=dict(Hardship.choices)),
        Column("level", NUMBER, EACH, label=_("Level (0 no trouble … 3 needs a hand right now)")),
        Column("sensitivity", CODE, EACH),
    ),
    person="assessment__person_id",
    each=_hardships,
    each_reads=("assessment__instrument_id", "answers"),
)
COMPOSITE = Figure(
    "hardship",
    "SELECT h.person_id, h.period, CASE WHEN h.e + h.b + h.r = 0 THEN 'none' ELSE "
    "concat(CASE WHEN h.e = 1 THEN 'e' ELSE '' END, CASE WHEN h.b = 1 THEN 'p' ELSE '' END, "
    "CASE WHEN h.r = 1 THEN 'r' ELSE '' END) END AS kind FROM (SELECT t.person_id, p.period, "
    "MAX(CASE WHEN t.hardship = 'economic' AND t.level > 0 THEN 1 ELSE 0 END) AS e, "
    "MAX(CASE WHEN t.hardship = 'physical' AND t.level > 0 THEN 1 ELSE 0 END) AS b, "
    "MAX(CASE WHEN t.hardship = 'relational' AND t.level > 0 THEN 1 ELSE 0 END) AS r "
    "FROM hardships t JOIN {periods} p ON t.on_day BETWEEN p.first_on AND p.last_on "
    "GROUP BY t.person_id, p.period) h",
    title=_("Composite hardship"),
    definition=_(
        "People whose assessment was taken in the period, by which of the three "
        "hardships showed any trouble (from “some trouble” on). Items this member may "
        "not read are left out."
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
PUBLISHED = (HARDSHIPS, COMPOSITE, *FACTS)
