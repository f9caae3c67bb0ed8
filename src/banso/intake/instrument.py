"""
The form of the first consultation as data: what rules, lists and figures stand on is bound to a
column of its own; whatever else a home asks for is kept beside.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banso.access.rules import Duty
from banso.intake.rules import Channel, Dwelling, IntakeConsent, Matter, Urgency
from banso.kit import data_forms, declared_fields
from banso.kit.data_forms import BadForm, Part, Shelf
from banso.kit.forms import text_area
from banso.people.rules import Sensitivity

_KINDS = ("choice", "one", "many", "number", "day", "line", "prose")
_TEXTS = {f"{name}_{language}" for name in ("blank", "help", "part") for language in ("ja", "en")}
_KNOWN = {"code", "ja", "en", "kind", "options", "needed", "sensitivity", "duty", "keeps", *_TEXTS}
_DUTIES = (Duty.SEE_NAMES, Duty.SEE_PLACES)
KEEPS = ("contact", "place")
LISTS: dict[str, Any] = {
    "channel": Channel,
    "matter": Matter,
    "urgency": Urgency,
    "dwelling": Dwelling,
    "consent": IntakeConsent,
}


@dataclass(frozen=True)
class Bound:
    """
    An item with a column of its own: its kind, how long a text or a code may be, what stands ready,
    and the codes there may be where rules know each of them.
    """

    kind: str
    most: int
    start: str = ""
    codes: Any = None


BOUND: dict[str, Bound] = {
    "channel": Bound("choice", 10, codes=Channel),
    "came_with": Bound("line", 200),
    "words": Bound("prose", 20_000),
    "matters": Bound("many", 12),
    "worst": Bound("choice", 12),
    "urgency": Bound("one", 8, Urgency.NONE, Urgency),
    "consent": Bound("one", 8, IntakeConsent.NOT_YET, IntakeConsent),
    "consent_way": Bound("line", 200),
}


@dataclass(frozen=True)
class Item(declared_fields.Item):
    """
    One declared item; `needed` ones can't be left out, `part` is the heading that begins with it.

    An answer asks for what its `sensitivity` does, or for a `duty` of its own: how to reach the
    person, where they are. What the item `keeps` stands on the person's card from then on.
    """

    needed: bool = False
    blank: Any = ""
    help: Any = ""
    part: Any = ""
    sensitivity: str = Sensitivity.PLAIN
    duty: str = ""
    keeps: str = ""

    @property
    def bound(self) -> Bound | None:
        """The column it is kept in, if it has one."""
        return BOUND.get(self.code)

    def field(self, *, blank: Any = "") -> forms.Field:
        """Return the form field that takes the value."""
        common: dict[str, Any] = {
            "label": self.label,
            "required": self.needed,
            "help_text": self.help,
        }
        if self.bound:
            common["initial"] = self.bound.start or None
            if self.kind in ("line", "prose"):
                common["max_length"] = self.bound.most
            if self.kind == "prose":
                common["widget"] = text_area(4)
        return declared_fields.form_field(
            self.form_kind, self.options, blank=str(self.blank) or blank, **common
        )


@dataclass(frozen=True, kw_only=True)
class IntakeSheet(data_forms.DataForm[Item]):
    """The form of the first consultation in one version."""

    @property
    def more(self) -> list[Item]:
        """The items that have no column of their own."""
        return [one for one in self.items if not one.bound]

    def said(self, answers: Mapping[str, Any], sensitivity: str = Sensitivity.PLAIN) -> list[str]:
        """
        Return the answers to those items of a sensitivity as lines, for the person's memory; what
        was left out is left out, and what asks for a duty of its own.
        """
        found = [
            (one.label, one.said(answers.get(one.code)))
            for one in self.more
            if one.sensitivity == sensitivity and not one.duty
        ]
        return [f"{label}: {said}" for label, said in found if said]


def _options(part: Part, lists: Part, where: str) -> tuple[tuple[str, Any], ...]:
    if part["kind"] not in ("choice", "one", "many"):
        return ()
    name = part.get("options", "")
    if name in LISTS and name not in lists:
        return tuple(LISTS[name].choices)
    return data_forms.options_of(part, lists, where)


def _refuse_unbindable(item: Item, where: str) -> None:
    bound = item.bound
    if bound is None:
        return
    if item.kind != bound.kind:
        raise BadForm(f"{where}: kind has to be {bound.kind}")
    for code, _label in item.options:
        if len(code) > bound.most or (bound.codes and code not in set(bound.codes)):
            raise BadForm(f"{where}: {code!r} can't be chosen here")


def _item(part: Part, lists: Part, where: str) -> Item:
    code = data_forms.code_of(part, where)
    if part.get("kind") not in _KINDS:
        raise BadForm(f"{where}: kind is one of {', '.join(_KINDS)}")
    data_forms.refuse_unknown(part, _KNOWN, where)
    item = Item(
        code=code,
        label=data_forms.label_of(part, where),
        kind=part["kind"],
        options=_options(part, lists, where),
        needed=part.get("needed") is True,
        blank=data_forms.label_of(part, where, "blank", must=False),
        help=data_forms.label_of(part, where, "help", must=False),
        part=data_forms.label_of(part, where, "part", must=False),
        sensitivity=data_forms.known_code(
            part, "sensitivity", set(Sensitivity), where, Sensitivity.PLAIN
        ),
        duty=data_forms.known_code(part, "duty", _DUTIES, where),
        keeps=data_forms.known_code(part, "keeps", KEEPS, where),
    )
    _refuse_unbindable(item, where)
    if item.bound and (item.duty or item.keeps or item.sensitivity != Sensitivity.PLAIN):
        raise BadForm(f"{where}: what has a column of its own asks for what that column does")
    return item


def read_sheet(text: str) -> IntakeSheet:
    """
    Return the form that a file declares.

    :raises BadForm: if it is none; the message says where and why
    """
    return sheet_of(data_forms.plain_of(data_forms.body_of(text)))


@lru_cache(maxsize=64)
def sheet_of(plain: str) -> IntakeSheet:
    """
    Return the form whose body, as JSON, is kept with what was written down on it.

    :raises BadForm: if it is none
    """
    body = json.loads(plain)
    code, version = data_forms.head_of(body)
    from_on, until_on = data_forms.days_of(body)
    lists = body.get("options", {})
    items = data_forms.items_of(
        body.get("items"), "items", lambda part, where: _item(part, lists, where)
    )
    data_forms.refuse_twice([one.code for one in items])
    if not any(one.code == "channel" and one.needed for one in items):
        raise BadForm("items: channel is asked for, and needed")
    return IntakeSheet(
        code=code,
        version=version,
        title=data_forms.label_of(body, "the form"),
        items=items,
        from_on=from_on,
        until_on=until_on,
        body=plain,
    )


SHELF = Shelf(
    "intake",
    _("Forms of intake"),
    Path(__file__).with_name("instruments"),
    "BANSO_INTAKE",
    read_sheet,
)


def sheet_on(day: date) -> IntakeSheet:
    """Return the form in use on a day: the newest; before the first, the first."""
    every = data_forms.newest_first(SHELF.forms())
    return next((one for one in every if one.is_offered_on(day)), every[-1])


def matters() -> dict[str, Any]:
    """Return what somebody may come with, those that forms of the home have added among them."""
    own = [
        option
        for form in SHELF.forms()
        if (item := form.item("matters"))
        for option in item.options
    ]
    return dict(Matter.choices) | {code: label for code, label in own if code not in set(Matter)}
