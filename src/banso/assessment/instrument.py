"""
Instruments: the forms of assessment, read from files, so that a new fiscal year's form is data.

A file is TOML (docs/instruments.md). Files of the package and of the home's own folder
`instruments/` are offered; a snapshot keeps the form's whole body
in the database, so that it is shown as it was even when the file is changed or gone.
"""

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from banso.assessment.rules import Domain, Hardship, Level
from banso.kit.declared_fields import Bilingual, say
from banso.people.rules import Sensitivity

PACKED = Path(__file__).with_name("instruments")
_KINDS = ("level", "choice", "many", "number", "day", "line", "text")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")


class BadInstrument(ValueError):
    """The file is no form that can be used; the message says where and why."""


@dataclass(frozen=True)
class Item:
    """
    One declared item: what is asked, how it is answered, who may read it, and whether the nation
    asks for it.
    """

    code: str
    label: Bilingual
    kind: str
    options: tuple[tuple[str, Any], ...] = ()
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

    def said(self, value: object) -> str:
        """Return a kept value as people read it."""
        return say(self.form_kind, self.options, value)


@dataclass(frozen=True)
class Section:
    """A part of the form, written on one page."""

    code: str
    letter: str
    label: Bilingual
    lead: Bilingual
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Form:
    """A form in one version."""

    code: str
    version: str
    title: Bilingual
    from_on: date
    until_on: date | None
    sections: tuple[Section, ...]
    digest: str
    body: str

    @property
    def items(self) -> dict[str, Item]:
        """Every item by its code."""
        return {item.code: item for section in self.sections for item in section.items}

    def section(self, code: str) -> Section | None:
        """Return a section by its code."""
        return next((section for section in self.sections if section.code == code), None)


def _label(part: dict[str, Any], where: str, prefix: str = "") -> Bilingual:
    ja, en = part.get(f"{prefix}ja", ""), part.get(f"{prefix}en", "")
    if not prefix and not (isinstance(ja, str) and isinstance(en, str) and ja and en):
        raise BadInstrument(f"{where}: ja and en are needed")
    return Bilingual(str(ja), str(en))


def _options(
    part: dict[str, Any], lists: dict[str, Any], where: str
) -> tuple[tuple[str, Any], ...]:
    if part["kind"] == "level":
        return tuple(Level.choices)
    if part["kind"] not in ("choice", "many"):
        return ()
    rows = lists.get(part.get("options", ""))
    if not isinstance(rows, list) or not rows:
        raise BadInstrument(f"{where}: options {part.get('options')!r} is no list of this form")
    for row in rows:
        if not (
            isinstance(row, list)
            and len(row) == 3
            and all(isinstance(one, str) and one for one in row)
        ):
            raise BadInstrument(f"{where}: an option is [code, ja, en], not {row!r}")
    if len({row[0] for row in rows}) != len(rows):
        raise BadInstrument(f"{where}: an option's code stands twice")
    return tuple((code, Bilingual(ja, en)) for code, ja, en in rows)


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


def _item(part: dict[str, Any], lists: dict[str, Any], where: str) -> Item:
    where = f"{where}.{part.get('code', '?')}"
    if not _CODE.fullmatch(str(part.get("code", ""))):
        raise BadInstrument(f"{where}: a code is small letters, digits and _")
    if part.get("kind") not in _KINDS:
        raise BadInstrument(f"{where}: kind is one of {', '.join(_KINDS)}")
    if unknown := set(part) - _KNOWN:
        raise BadInstrument(f"{where}: unknown {', '.join(sorted(unknown))}")
    for name, known in (
        ("sensitivity", set(Sensitivity)),
        ("hardship", set(Hardship)),
        ("domain", set(Domain)),
    ):
        if part.get(name) and part[name] not in known:
            raise BadInstrument(f"{where}: {name} {part[name]!r} is not known")
    return Item(
        code=part["code"],
        label=_label(part, where),
        kind=part["kind"],
        options=_options(part, lists, where),
        must=bool(part.get("must")),
        report=bool(part.get("report")),
        **{
            name: part[name]
            for name in ("sensitivity", "hardship", "domain", "ledger", "intake")
            if name in part
        },
    )


def _sections(body: dict[str, Any]) -> tuple[Section, ...]:
    lists, sections = body.get("options", {}), []
    for part in body.get("sections", []):
        where = f"section {part.get('code', '?')}"
        if not _CODE.fullmatch(str(part.get("code", ""))):
            raise BadInstrument(f"{where}: a code is small letters, digits and _")
        items = tuple(_item(item, lists, where) for item in part.get("items", []))
        sections.append(
            Section(
                part["code"],
                str(part.get("letter", "")),
                _label(part, where),
                _label(part, where, "lead_"),
                items,
            )
        )
    codes = [item.code for section in sections for item in section.items] + [
        section.code for section in sections
    ]
    items_only = [item.code for section in sections for item in section.items]
    if not items_only:
        raise BadInstrument("a form has sections with items")
    if len(set(items_only)) != len(items_only) or len(
        {section.code for section in sections}
    ) != len(sections):
        raise BadInstrument(
            f"a code stands twice: {sorted(code for code in codes if codes.count(code) > 1)}"
        )
    return tuple(sections)


def read_form(text: str) -> Form:
    """
    Return the form that a file declares.

    :raises BadInstrument: if it is none; the message says where and why
    """
    try:
        body = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInstrument(str(error)) from error
    plain = json.dumps(body, ensure_ascii=False, sort_keys=True, default=str)
    return form_of(plain)


@lru_cache(maxsize=64)
def form_of(plain: str) -> Form:
    """
    Return the form whose body, as JSON, is kept with a snapshot.

    :raises BadInstrument: if it is none
    """
    body = json.loads(plain)
    if not _CODE.fullmatch(str(body.get("code", ""))) or not re.fullmatch(
        r"[\w.-]{1,20}", str(body.get("version", ""))
    ):
        raise BadInstrument("a form has a code and a version")
    try:
        from_on = date.fromisoformat(str(body["from_on"]))
        until_on = date.fromisoformat(str(body["until_on"])) if body.get("until_on") else None
    except (KeyError, ValueError) as error:
        raise BadInstrument(
            "from_on is the day from which the form is used, such as 2026-04-01"
        ) from error
    digest = hashlib.sha256(plain.encode()).hexdigest()
    return Form(
        body["code"],
        str(body["version"]),
        _label(body, "the form"),
        from_on,
        until_on,
        _sections(body),
        digest,
        plain,
    )


def instrument_files() -> list[Path]:
    """Return the files of forms: those that come along, and those of the home."""
    own = Path(settings.BANSO_INSTRUMENTS)
    return sorted(PACKED.glob("*.toml")) + (sorted(own.glob("*.toml")) if own.is_dir() else [])


def forms_on(day: date) -> list[Form]:
    """
    Return the forms in use on a day, the newest first; a file of the home's own that can't be read
    is left out (`banso instruments` says why).
    """
    found: dict[tuple[str, str], Form] = {}
    for path in instrument_files():
        try:
            form = read_form(path.read_text())
        except (BadInstrument, OSError, UnicodeDecodeError):
            continue
        if form.from_on <= day and (form.until_on is None or day <= form.until_on):
            found[(form.code, form.version)] = form
    return sorted(found.values(), key=lambda form: (form.from_on, form.version), reverse=True)


NATION_MARK = _("※ Items that should be filled in. Thick frame: items reported to the nation.")
