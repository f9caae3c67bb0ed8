"""
What happens to what somebody writes: who can read it, what is kept, what it is counted in; all of
it said by what the rooms declare, so that it can't say otherwise than what holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from banso.access.rules import ROLES, Duty, Role
from banso.access.text_rules import TextRule
from banso.kit.declarations import Writes, declared, declared_by_code
from banso.kit.publishing import PublishedTable
from banso.kit.refusals import NotSeen
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
        readers=_roles_with([duty] if duty else []) if rule else [],
        duty=duty,
        about_people=bool(rule and rule.person),
        writer_alone=bool(rule and rule.alone),
        writer_always=bool(rule and rule.authors),
        more=[
            (one.label, _roles_with([one, *([duty] if duty else [])])) for one in map(Duty, asked)
        ],
        figures=[one for one in declared(Figure) if _reads(one.rows, tables)],
        facts=[one for one in declared(Fact) if one.table in tables],
        in_memory="people.TimelineEntry" in writes.models,
    )


def _roles_with(duties: Iterable[Duty]) -> list[Any]:
    asked = set(duties)
    return [one.label for one in Role if asked <= ROLES[one].duties]


def _reads(rows: str, tables: list[str]) -> bool:
    """Return whether a figure's question reads one of the tables."""
    words = set(rows.replace("(", " ").replace(")", " ").replace(",", " ").split())
    return bool(words & set(tables))
