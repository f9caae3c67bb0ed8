"""
What happens to what somebody writes: who can read it, what is kept, what it is counted in; all of
it said by what the rooms declare, so that it can't say otherwise than what holds.
"""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from banso.access.readers import readers_of, roles_with
from banso.access.rules import Duty
from banso.access.text_rules import TextRule
from banso.kit.declarations import TakenBack, Writes, declared, declared_by_code
from banso.kit.models import Versioned
from banso.kit.publishing import PublishedTable
from banso.kit.refusals import NotSeen
from banso.people.merge_rules import merge_rules
from banso_analysis.figures import Figure
from banso_analysis.questions import Fact


@dataclass(frozen=True)
class WhatHappens:
    """
    What happens to the words of a form: which roles can read them, of whom, what more is asked for
    where they speak of something delicate, and what the days and codes beside them are counted in.
    """

    readers: list[Any]
    duty: Duty | None
    about_people: bool
    writer_alone: bool
    writer_always: bool
    more: list[tuple[Any, list[Any]]]
    figures: list[Figure] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    in_memory: bool = False
    along: list[Any] = field(default_factory=list)
    taken_back: Any = ""


def what_happens(form: str) -> WhatHappens:
    """
    Return what happens to what is written in a form, by the name of its address.

    :raises NotSeen: if no room declares such a form
    """
    writes = declared_by_code(Writes).get(form)
    if writes is None:
        raise NotSeen
    rule = declared_by_code(TextRule).get(writes.model)
    tables = [one.code for one in declared(PublishedTable) if one.model in writes.models]
    asked = sorted({*rule.asks.values(), *rule.fields.values()}) if rule else []
    duty = rule.duty if rule else None
    return WhatHappens(
        readers=readers_of(rule) if rule else [],
        duty=duty,
        about_people=bool(rule and rule.person),
        writer_alone=bool(rule and rule.alone),
        writer_always=bool(rule and rule.authors),
        more=[
            (one.label, roles_with([one, *([duty] if duty else [])])) for one in map(Duty, asked)
        ],
        figures=[one for one in declared(Figure) if _reads(one.rows, tables)],
        facts=[one for one in declared(Fact) if one.table in tables],
        in_memory="people.TimelineEntry" in writes.models,
        along=_along(writes),
        taken_back=_taken_back(writes).label,
    )


def _along(writes: Writes) -> list[Any]:
    """Return what else is written with a form, as people call it; the memory is said by itself."""
    named = {one.model: one.name for one in merge_rules() if one.name}
    also = [one for one in writes.also if one != "people.TimelineEntry"]
    return [named[one] for one in also if one in named]


def _taken_back(writes: Writes) -> TakenBack:
    if writes.back is not None:
        return writes.back
    edited = issubclass(apps.get_model(writes.model), Versioned)
    return TakenBack.CHANGED if edited else TakenBack.ANEW


def _reads(rows: str, tables: list[str]) -> bool:
    """Return whether a figure's question reads one of the tables."""
    words = set(rows.replace("(", " ").replace(")", " ").replace(",", " ").split())
    return bool(words & set(tables))
