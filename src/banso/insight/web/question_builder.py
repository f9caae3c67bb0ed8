"""
A question while it is being put together on a page: what was typed, read into a question, with what
could not be read beside its field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from banso.insight.declared import facts, label_of, moments, values_of
from banso.kit.forms import DayInput
from banso.kit.numbers import whole_number
from banso.kit.readers.dates import UnreadableDate
from banso.kit.readers.said_days import heard_day
from banso_analysis.questions import CODE, MOST_PARTS

MOST_GROUPS = 6


@dataclass
class Typed:
    """One condition as typed."""

    fact: str = ""
    has: bool = True
    texts: dict[str, str] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any] | None:
        """
        Return the condition as it is kept, None while no fact is chosen; what can't be read is
        noted in `wrong`.
        """
        known = facts()
        if self.fact not in known:
            return None
        fact = known[self.fact]
        made: dict[str, Any] = {
            "fact": self.fact,
            "has": self.has,
            "values": {
                name: given for name, given in self.values.items() if name in fact.choices and given
            },
        }
        for name, key in (("min", "at_least"), ("max", "at_most")):
            made[key] = {
                one: number
                for one in fact.numbers
                if (number := self._number(f"{name}.{one}")) is not None
            }
        made["flags"] = {
            one: self.texts[f"flag.{one}"] == "yes"
            for one in fact.flags
            if self.texts.get(f"flag.{one}") in ("yes", "no")
        }
        made |= (
            {name: day for name in ("since", "until") if (day := self._day(name))}
            if fact.moment
            else {}
        )
        made |= (
            {
                name: self.texts[name]
                for name in ("after", "before")
                if self.texts.get(name) in known
            }
            if fact.moment
            else {}
        )
        if fact.span[0] and self.texts.get("now"):
            made["now"] = True
        least = self._number("least")
        return made | ({"least": max(1, min(least, 10_000))} if least else {})

    def _number(self, name: str) -> int | None:
        text = self.texts.get(name, "").strip()
        if not text:
            return None
        number = whole_number(text, most=999_999)
        if number is None:
            self.wrong[name] = _("Please write a number.")
        return number

    def _day(self, name: str) -> str:
        text = self.texts.get(name, "").strip()
        if not text:
            return ""
        try:
            return heard_day(text, today=timezone.localdate()).isoformat()
        except UnreadableDate:
            self.wrong[name] = _(
                "This day could not be read. Please write it like R8.11.23, 2026-11-23, "
                "tomorrow or next Tuesday."
            )
            return ""


@dataclass
class Building:
    """The whole question as typed: groups of conditions."""

    every: bool = True
    groups: list[tuple[bool, list[Typed]]] = field(default_factory=list)

    def body(self) -> dict[str, Any]:
        """Return the question as it is kept."""
        groups = [
            (every, [made for one in parts if (made := one.body())]) for every, parts in self.groups
        ]
        kept = [
            {"match": "all" if every else "any", "parts": parts} for every, parts in groups if parts
        ]
        return {"match": "all" if self.every else "any", "parts": kept}

    @property
    def is_readable(self) -> bool:
        """Whether everything typed could be read; asked after `body`."""
        return not any(one.wrong for _every, parts in self.groups for one in parts)


def fresh() -> Building:
    """Return a question with one empty condition."""
    return Building(True, [(True, [Typed()])])


def typed(data: QueryDict) -> Building:
    """Return what was typed, after the button that was pressed."""
    made = Building(data.get("match") != "any")
    for number in range(MOST_GROUPS):
        if f"g{number}.match" not in data:
            continue
        parts = [
            _typed_part(data, f"g{number}.{place}.")
            for place in range(MOST_PARTS)
            if f"g{number}.{place}.fact" in data and data.get("drop") != f"g{number}.{place}"
        ]
        if data.get("add") == f"g{number}":
            parts.append(Typed())
        if parts:
            made.groups.append((data[f"g{number}.match"] != "any", parts))
    if data.get("add") == "group" and len(made.groups) < MOST_GROUPS:
        made.groups.append((True, [Typed()]))
    return made if made.groups else fresh()


def _typed_part(data: QueryDict, prefix: str) -> Typed:
    texts = {name.removeprefix(prefix): str(data[name]) for name in data if name.startswith(prefix)}
    values = {
        name.removeprefix(f"{prefix}v."): [
            one for one in data.getlist(name) if one == "" or CODE.fullmatch(one)
        ]
        for name in data
        if name.startswith(f"{prefix}v.")
    }
    return Typed(data.get(f"{prefix}fact", ""), data.get(f"{prefix}has") != "none", texts, values)


def kept(body: Mapping[str, Any]) -> Building:
    """Return a kept question as it would have been typed."""
    made = Building(body["match"] == "all")
    loose = [one for one in body["parts"] if "match" not in one]
    groups = [one for one in body["parts"] if "match" in one] + (
        [{"match": body["match"], "parts": loose}] if loose else []
    )
    for group in groups:
        made.groups.append(
            (group["match"] == "all", [_kept_part(one) for one in group["parts"] if "fact" in one])
        )
    return made if made.groups else fresh()


def _kept_part(body: Mapping[str, Any]) -> Typed:
    texts = {
        name: str(body[name])
        for name in ("since", "until", "after", "before", "least")
        if body.get(name)
    }
    texts |= {
        name: DayInput().format_value(date.fromisoformat(texts[name]))
        for name in ("since", "until")
        if name in texts
    }
    texts |= {f"min.{name}": str(number) for name, number in (body.get("at_least") or {}).items()}
    texts |= {f"max.{name}": str(number) for name, number in (body.get("at_most") or {}).items()}
    texts |= {
        f"flag.{name}": "yes" if wanted else "no"
        for name, wanted in (body.get("flags") or {}).items()
    }
    texts |= {"now": "on"} if body.get("now") else {}
    return Typed(
        body["fact"],
        body.get("has", True),
        texts,
        {name: list(given) for name, given in (body.get("values") or {}).items()},
    )


def shown(building: Building, forms: Any) -> list[dict[str, Any]]:
    """Return the groups for the template."""
    return [
        {
            "name": f"g{number}",
            "every": every,
            "parts": [
                _shown_part(one, f"g{number}.{place}", forms) for place, one in enumerate(parts)
            ],
        }
        for number, (every, parts) in enumerate(building.groups)
    ]


def _shown_part(one: Typed, name: str, forms: Any) -> dict[str, Any]:
    known = facts()
    fact = known.get(one.fact)
    made: dict[str, Any] = {
        "name": name,
        "fact": one.fact,
        "has": one.has,
        "texts": one.texts,
        "wrong": one.wrong,
        "facts": [(other.code, other.label) for other in known.values()],
    }
    if fact is None:
        return made
    made["choices"] = [
        {
            "name": f"{name}.v.{code}",
            "label": label_of(fact, code),
            "is_chosen": bool(one.values.get(code)),
            "options": [
                (value, label, value in one.values.get(code, []))
                for value, label in values_of(fact, code, forms).items()
            ],
        }
        for code in fact.choices
    ]
    made["numbers"] = [
        {
            "name": name,
            "code": code,
            "label": label_of(fact, code),
            "low": one.texts.get(f"min.{code}", ""),
            "high": one.texts.get(f"max.{code}", ""),
            "wrong": one.wrong.get(f"min.{code}") or one.wrong.get(f"max.{code}", ""),
        }
        for code in fact.numbers
    ]
    made["flags"] = [
        {
            "name": f"{name}.flag.{code}",
            "label": label_of(fact, code),
            "value": one.texts.get(f"flag.{code}", ""),
        }
        for code in fact.flags
    ]
    made |= {
        "has_days": bool(fact.moment),
        "is_span": bool(fact.span[0]),
        "moments": moments() if fact.moment else [],
        "counts": not fact.once,
        "says_more": any(one.texts.get(more) for more in ("least", "after", "before"))
        or "least" in one.wrong,
    }
    return made
