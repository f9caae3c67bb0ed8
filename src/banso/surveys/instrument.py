"""
Questionnaires as data: TOML files of the package, of the home's folder `surveys/`, and those that
an agency made on screen; each in versions, with source and rights.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.kit import data_forms, declared_fields
from banso.kit.data_forms import BadForm, Part, Shelf
from banso.kit.declared_fields import LEFT_OUT, Bilingual
from banso.people.rules import Sensitivity

MOST_ITEMS = 40


@dataclass(frozen=True)
class Item(declared_fields.Item):
    """One question; `share` names the steps that are counted together in a finding."""

    share: tuple[str, ...] = ()

    @property
    def counted(self) -> tuple[str, ...]:
        """
        The steps that are counted together in a finding: those that `share` names, else the first
        half.
        """
        return self.share or tuple(code for code, _label in self.options[: len(self.options) // 2])

    @property
    def answers(self) -> list[str]:
        """What can be answered, in words."""
        return [str(label) for _code, label in self.options]


@dataclass(frozen=True, kw_only=True)
class Questionnaire(data_forms.DataForm[Item]):
    """An instrument in one version."""

    lead: Bilingual
    source: Bilingual
    rights: Bilingual
    total: bool = False
    same_day_from: int | None = None
    sensitivity: str = Sensitivity.PLAIN

    @property
    def codes(self) -> list[str]:
        """The codes of the items, in order."""
        return [one.code for one in self.items]


def said_of(item: Item, answers: Mapping[str, str]) -> str:
    """
    Return an answer in words: the step, that it was left out by choice, or that nothing was chosen.
    """
    step = answers.get(item.code, "")
    if step == LEFT_OUT:
        return _g("left out by choice")
    return item.said(step) or _g("left out")


def _item(part: Part, lists: Part, where: str) -> Item:
    options = data_forms.options_of(part, lists, where, steps=True)
    share = tuple(str(one) for one in part.get("share", ()))
    if not set(share) <= {code for code, _label in options}:
        raise BadForm(f"{where}: share names steps that are not there")
    return Item(
        data_forms.code_of(part, where), data_forms.label_of(part, where), "step", options, share
    )


def read(body: Part) -> Questionnaire:
    """
    Return a questionnaire from its body.

    :raises BadForm: if it can't be used
    """
    lists = body.get("options", {})
    items = data_forms.items_of(
        body.get("items"), "items", lambda part, where: _item(part, lists, where)
    )
    if not 1 <= len(items) <= MOST_ITEMS:
        raise BadForm(f"items: one question or more, {MOST_ITEMS} at the most")
    data_forms.refuse_twice([one.code for one in items])
    same_day_from = body.get("same_day_from")
    if not (same_day_from is None or isinstance(same_day_from, int)):
        raise BadForm("same_day_from: the sum from which somebody is there the same day")
    return Questionnaire(
        code=data_forms.code_of(body, "the questionnaire"),
        version=str(body.get("version", "1"))[:20],
        title=data_forms.label_of(body, "the questionnaire"),
        lead=data_forms.label_of(body, "the questionnaire", "lead", must=False),
        source=data_forms.label_of(body, "the questionnaire", "source"),
        rights=data_forms.label_of(body, "the questionnaire", "rights"),
        items=items,
        body=data_forms.plain_of(body),
        total=body.get("total") is True,
        same_day_from=same_day_from,
        sensitivity=data_forms.known_code(
            body, "sensitivity", set(Sensitivity), "the questionnaire", Sensitivity.PLAIN
        ),
    )


def seal(body: Part) -> str:
    """Return what tells a body from every other: its SHA-256."""
    return data_forms.digest_of(data_forms.plain_of(body))


SHELF = Shelf(
    "surveys",
    _("Questionnaires"),
    Path(__file__).with_name("instruments"),
    "BANSO_SURVEYS",
    lambda text: read(data_forms.body_of(text)),
)


@lru_cache(maxsize=1)
def packed() -> dict[str, dict[str, Any]]:
    """
    Return the bodies that come along and those of the home's own folder, by code; a file that can't
    be used hides no other.
    """
    return {form.code: json.loads(form.body) for form in SHELF.forms()}
