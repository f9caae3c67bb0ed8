"""
Instruments: the forms of assessment, read from files, so that a new fiscal year's form is data.

A file is TOML (docs/instruments.md). A snapshot keeps the form's whole body in the database, so
that it is shown as it was even when the file is changed or gone.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from banso.assessment.rules import Domain, Hardship, Level
from banso.kit import data_forms, declared_fields
from banso.kit.data_forms import BadForm, Part, Section, Shelf
from banso.people.rules import Sensitivity

_KINDS = ("level", "choice", "many", "number", "day", "line", "rows", "text")
_KNOWN = {
    "code",
    "ja",
    "en",
    "kind",
    "options",
    "sensitivity",
    "must",
    "report",
    "hardship",
    "domain",
    "ledger",
    "intake",
}


@dataclass(frozen=True)
class Item(declared_fields.Item):
    """
    One declared item: what is asked, how it is answered, who may read it, and whether the nation
    asks for it.
    """

    sensitivity: str = Sensitivity.PLAIN
    must: bool = False
    report: bool = False
    hardship: str = ""
    domain: str = ""
    ledger: str = ""
    intake: str = ""

    @property
    def form_kind(self) -> str:
        """
        The kind of the form field that takes the value; empty where there is none but the three
        texts.
        """
        return "" if self.kind == "text" else "choice" if self.kind == "level" else self.kind


@dataclass(frozen=True, kw_only=True)
class Form(data_forms.DataForm[Item]):
    """A form in one version, written section by section."""

    sections: tuple[Section[Item], ...]

    def section(self, code: str) -> Section[Item] | None:
        """Return a section by its code."""
        return next((section for section in self.sections if section.code == code), None)


def _options(part: Part, lists: Part, where: str) -> tuple[tuple[str, Any], ...]:
    if part["kind"] == "level":
        return tuple(Level.choices)
    return (
        data_forms.options_of(part, lists, where)
        if part["kind"] in ("choice", "many", "rows")
        else ()
    )


def _item(part: Part, lists: Part, where: str) -> Item:
    code = data_forms.code_of(part, where)
    if part.get("kind") not in _KINDS:
        raise BadForm(f"{where}: kind is one of {', '.join(_KINDS)}")
    data_forms.refuse_unknown(part, _KNOWN, where)
    return Item(
        code=code,
        label=data_forms.label_of(part, where),
        kind=part["kind"],
        options=_options(part, lists, where),
        sensitivity=data_forms.known_code(
            part, "sensitivity", set(Sensitivity), where, Sensitivity.PLAIN
        ),
        must=bool(part.get("must")),
        report=bool(part.get("report")),
        hardship=data_forms.known_code(part, "hardship", set(Hardship), where),
        domain=data_forms.known_code(part, "domain", set(Domain), where),
        ledger=str(part.get("ledger", "")),
        intake=str(part.get("intake", "")),
    )


def read_form(text: str) -> Form:
    """
    Return the form that a file declares.

    :raises BadForm: if it is none; the message says where and why
    """
    return form_of(data_forms.plain_of(data_forms.body_of(text)))


@lru_cache(maxsize=64)
def form_of(plain: str) -> Form:
    """
    Return the form whose body, as JSON, is kept with a snapshot.

    :raises BadForm: if it is none
    """
    body = json.loads(plain)
    code, version = data_forms.head_of(body)
    from_on, until_on = data_forms.days_of(body)
    lists = body.get("options", {})
    sections = data_forms.sections_of(body, lambda part, where: _item(part, lists, where))
    return Form(
        code=code,
        version=version,
        title=data_forms.label_of(body, "the form"),
        items=tuple(item for section in sections for item in section.items),
        from_on=from_on,
        until_on=until_on,
        body=plain,
        sections=sections,
    )


SHELF = Shelf(
    "assessment",
    _("Forms of assessment"),
    Path(__file__).with_name("instruments"),
    "BANSO_INSTRUMENTS",
    read_form,
)


def forms_on(day: date) -> list[Form]:
    """
    Return the forms in use on a day, the newest first; a file of the home's own that can't be read
    is left out (`banso instruments` says why).
    """
    return data_forms.newest_first(form for form in SHELF.forms() if form.is_offered_on(day))


NATION_MARK = _("※ Items that should be filled in. Thick frame: items reported to the nation.")
