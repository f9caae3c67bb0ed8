"""What this room publishes: who was asked what, and the steps chosen, by codes and days."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from banso.kit.publishing import CODE, DAY, EACH, FLAG, ID, NUMBER, Column, PublishedTable


def _answers(answers: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for item, step in json.loads(answers).items():
        yield item, {"item": item, "step": step}


_ASKED = (
    Column("code", CODE),
    Column("instrument_id", ID),
    Column("moment", CODE),
    Column("on_day", DAY, "on"),
    Column("sensitivity", CODE),
)
SURVEYS = PublishedTable(
    "surveys",
    "surveys.Survey",
    (*_ASKED, Column("mode", CODE), Column("declined", FLAG), Column("total", NUMBER)),
)
SURVEY_ANSWERS = PublishedTable(
    "survey_answers",
    "surveys.Survey",
    (*_ASKED, Column("item", CODE, EACH), Column("step", CODE, EACH)),
    only=Q(declined=False),
    each=_answers,
    each_reads=("answers",),
)
PUBLISHED = (SURVEYS, SURVEY_ANSWERS)
