"""
Questions that people put together on screen: facts with their values and days, in groups of "all"
and "any", "has" and "has none", before and after each other.

What can be asked is declared by the rooms it is about. A question is data. It becomes text for an
engine only here, out of declared tables and columns, checked codes, numbers and days; nobody's text
ever gets into it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from banso_analysis.figures import LAST
from banso_analysis.periods import age_text, stands_between, stands_on

if TYPE_CHECKING:
    from banso_analysis.engines import Engine

CODE = re.compile(r"[a-z0-9_]{1,40}")
MOST_PARTS, MOST_VALUES, MOST_TIMES = 40, 60, 10_000


class BadQuestion(ValueError):
    """It is no question that can be asked; the message says what is wrong with it."""


@dataclass(frozen=True, eq=False)
class Fact:
    """
    Something that happened or stands: its code and what it is called, its table, the day it
    happened or the days between which it stands, and which columns can be asked of it.

    `once` is said of what a person has at most one of; the smaller `order` is offered first.
    """

    code: str
    label: Any
    table: str
    day: str = ""
    span: tuple[str, str] = ("", "")
    choices: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    only: str = ""
    once: bool = False
    order: int = LAST

    @property
    def moment(self) -> str:
        """The column that says when it happened or began; empty for what has no day."""
        return self.day or self.span[0]


@dataclass(frozen=True)
class Part:
    """
    One condition: a fact that the person has, or has not, so many times, with these values, between
    these days, after or before another fact first happened.
    """

    fact: Fact
    has: bool = True
    least: int = 1
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at_least: Mapping[str, int] = field(default_factory=dict)
    at_most: Mapping[str, int] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    now: bool = False
    after: Fact | None = None
    before: Fact | None = None


@dataclass(frozen=True)
class Group:
    """Conditions of which all, or any, must hold; groups can stand in groups."""

    every: bool = True
    parts: tuple["Part | Group", ...] = ()


@dataclass(frozen=True, eq=False)
class ReadyQuestion:
    """
    A question ready to be asked: its code, what it is called, and its conditions, all of which must
    hold. A `since` or an `until` that is a number is a day so many days ago.
    """

    code: str
    title: Any
    parts: tuple[Mapping[str, Any], ...]
    order: int = LAST

    def body(self, today: date) -> dict[str, Any]:
        """Return the question as it is kept, asked on a day."""
        return {"match": "all", "parts": [_on(part, today) for part in self.parts]}


def _on(part: Mapping[str, Any], today: date) -> dict[str, Any]:
    days = {
        name: (today - timedelta(days=part[name])).isoformat()
        for name in ("since", "until")
        if name in part
    }
    return {**part, **days}


def read(body: object, facts: Mapping[str, Fact], *, depth: int = 0) -> Group:
    """
    Return a question from how it is kept, out of what can be asked.

    :raises BadQuestion: if it is none
    """
    if (
        not isinstance(body, dict)
        or not isinstance(body.get("parts"), list)
        or body.get("match") not in ("all", "any")
        or depth > 3
    ):
        raise BadQuestion("a group")
    if len(body["parts"]) > MOST_PARTS:
        raise BadQuestion("too many conditions")
    return Group(
        body["match"] == "all",
        tuple(
            read(one, facts, depth=depth + 1)
            if isinstance(one, dict) and "match" in one
            else _part(one, facts)
            for one in body["parts"]
        ),
    )


def _part(body: Any, facts: Mapping[str, Fact]) -> Part:
    if not isinstance(body, dict) or body.get("fact") not in facts:
        raise BadQuestion("a fact")
    fact = facts[body["fact"]]
    values = {
        name: tuple(map(str, given))
        for name, given in _mapping(body, "values", fact.choices).items()
        if isinstance(given, list) and given
    }
    if any(
        not CODE.fullmatch(one) and one != "" for given in values.values() for one in given
    ) or any(len(given) > MOST_VALUES for given in values.values()):
        raise BadQuestion("values")
    least, most = (
        {name: _number(one) for name, one in _mapping(body, key, fact.numbers).items()}
        for key in ("at_least", "at_most")
    )
    flags = {name: bool(one) for name, one in _mapping(body, "flags", fact.flags).items()}
    others = [str(body.get(key) or "") for key in ("after", "before")]
    if any(one and (one not in facts or not facts[one].moment) for one in others) or (
        any(others) and not fact.moment
    ):
        raise BadQuestion("before or after what")
    times = _number(body.get("least", 1))
    if not 1 <= times <= MOST_TIMES:
        raise BadQuestion("how often")
    return Part(
        fact,
        body.get("has", True) is not False,
        times,
        values,
        least,
        most,
        flags,
        _day(body.get("since")),
        _day(body.get("until")),
        bool(body.get("now")),
        *(facts.get(one) for one in others),
    )


def _mapping(body: dict[str, Any], key: str, known: Sequence[str]) -> dict[str, Any]:
    given = body.get(key) or {}
    if not isinstance(given, dict) or not set(given) <= set(known):
        raise BadQuestion(key)
    return given


def _number(value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError) as error:
        raise BadQuestion("a number") from error
    if abs(number) > 1_000_000:
        raise BadQuestion("a number")
    return number


def _day(value: Any) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise BadQuestion("a day") from error


def _stands(part: Part, fact: Fact, today: date) -> list[str]:
    """Return the conditions on when."""
    since, until = (today, today) if part.now else (part.since, part.until)
    if fact.day:
        return [
            f"f.{fact.day} {sign} DATE '{day.isoformat()}'"
            for sign, day in ((">=", since), ("<=", until))
            if day
        ]
    if not fact.span[0]:
        return []
    begins, ends = (f"f.{one}" for one in fact.span)
    if part.now:
        return [stands_on(begins, ends, f"DATE '{today.isoformat()}'")]
    first, last = (f"DATE '{day.isoformat()}'" if day else "" for day in (since, until))
    made = stands_between(begins, ends, first, last)
    return [made] if made else []


def _part_text(part: Part, today: date) -> str:
    fact, age = part.fact, age_text("f", year=today.year, month=today.month)
    conditions = [fact.only] if fact.only else []
    conditions += [
        f"f.{name} IN ({', '.join(repr(one) for one in given)})"
        for name, given in part.values.items()
    ]
    for bounds, sign in ((part.at_least, ">="), (part.at_most, "<=")):
        conditions += [
            f"{age if name == 'age' else 'f.' + name} {sign} {number}"
            for name, number in bounds.items()
        ]
    conditions += [
        f"f.{name} = {'TRUE' if wanted else 'FALSE'}" for name, wanted in part.flags.items()
    ]
    conditions += _stands(part, fact, today)
    joins = ""
    for number, (first, sign) in enumerate(((part.after, ">"), (part.before, "<"))):
        if first:
            only = f" WHERE {first.only}" if first.only else ""
            joins += (
                f" JOIN (SELECT f.person_id, MIN(f.{first.moment}) AS first_on FROM "
                f"{first.table} f{only} GROUP BY f.person_id) m{number} ON m{number}.person_id = "
                "f.person_id"
            )
            conditions.append(f"f.{fact.moment} {sign} m{number}.first_on")
    where = " WHERE " + " AND ".join(conditions) if conditions else ""
    often = f" GROUP BY f.person_id HAVING COUNT(*) >= {part.least}" if part.least > 1 else ""
    return (
        f"x.person_id {'IN' if part.has else 'NOT IN'} (SELECT f.person_id FROM {fact.table} "
        f"f{joins}{where}{often})"
    )


def condition(group: Group, today: date) -> str:
    """Return a question as the condition on people `x`; an empty group asks nothing."""
    made = [
        f"({condition(one, today)})" if isinstance(one, Group) else _part_text(one, today)
        for one in group.parts
    ]
    return (" AND " if group.every else " OR ").join(made) or "TRUE"


def count(engine: "Engine", group: Group, *, today: date) -> int:
    """Return how many people a question is true of."""
    return int(engine.rows(f"SELECT COUNT(*) FROM people x WHERE {condition(group, today)}")[0][0])


def people(engine: "Engine", group: Group, *, today: date) -> list[str]:
    """Return of whom a question is true."""
    return [
        str(row[0])
        for row in engine.rows(
            f"SELECT x.person_id FROM people x WHERE {condition(group, today)} ORDER BY x.person_id"
        )
    ]
