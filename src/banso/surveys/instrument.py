"""
Questionnaires as data: TOML files of the package, of the home's folder `surveys/`, and those that
an agency made on screen; each in versions, with source and rights.
"""

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from banso.kit.declared_fields import Bilingual
from banso.people.rules import Sensitivity

PACKED = Path(__file__).with_name("instruments")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_ITEMS = 40


class BadQuestionnaire(ValueError):
    """The text is no questionnaire that can be used; the message says why."""


@dataclass(frozen=True)
class Item:
    """One question; `share` names the steps that are counted together in a finding."""

    code: str
    text: Bilingual
    options: tuple[tuple[str, Bilingual], ...]
    share: tuple[str, ...] = ()

    @property
    def counted(self) -> tuple[str, ...]:
        """
        The steps that are counted together in a finding: those that `share` names, else the first
        half.
        """
        return self.share or tuple(code for code, _label in self.options[: len(self.options) // 2])

    def said(self, step: str) -> str:
        """Return an answer as people read it, empty where it was left out."""
        return next((str(label) for code, label in self.options if code == step), "")


@dataclass(frozen=True)
class Questionnaire:
    """An instrument in one version."""

    code: str
    version: str
    title: Bilingual
    lead: Bilingual
    source: Bilingual
    rights: Bilingual
    items: tuple[Item, ...]
    total: bool = False
    same_day_from: int | None = None
    sensitivity: str = Sensitivity.PLAIN

    @property
    def codes(self) -> list[str]:
        """The codes of the items, in order."""
        return [one.code for one in self.items]


def _text(body: dict[str, Any], name: str, *, must: bool = False) -> Bilingual:
    ja, en = (
        str(body.get(f"{name}_{language}" if name else language, "")) for language in ("ja", "en")
    )
    if must and not (ja and en):
        raise BadQuestionnaire(f"{name or 'ja, en'}: both languages are needed")
    return Bilingual(ja or en, en or ja)


def _code(value: object) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise BadQuestionnaire(f"{value!r}: a code is small letters, digits and _")
    return value


def _options(body: dict[str, Any], name: object) -> tuple[tuple[str, Bilingual], ...]:
    rows = body.get("options", {}).get(name)
    if (
        not isinstance(rows, list)
        or len(rows) < 2
        or any(
            not isinstance(row, list) or len(row) != 3 or not str(row[0]).isdigit() for row in rows
        )
    ):
        raise BadQuestionnaire(
            f"options {name!r}: two steps or more, each [number, Japanese, English]"
        )
    return tuple((str(step), Bilingual(str(ja), str(en))) for step, ja, en in rows)


def _item(body: dict[str, Any], row: dict[str, Any]) -> Item:
    options = _options(body, row.get("options"))
    share = tuple(str(one) for one in row.get("share", ()))
    if not set(share) <= {code for code, _label in options}:
        raise BadQuestionnaire(f"{row.get('code')}: share names steps that are not there")
    return Item(_code(row.get("code")), _text(row, "", must=True), options, share)


def read(body: dict[str, Any]) -> Questionnaire:
    """
    Return a questionnaire from its body.

    :raises BadQuestionnaire: if it can't be used
    """
    rows = body.get("items")
    if (
        not isinstance(rows, list)
        or not 1 <= len(rows) <= MOST_ITEMS
        or any(not isinstance(row, dict) for row in rows)
    ):
        raise BadQuestionnaire("items: one question or more")
    items = tuple(_item(body, row) for row in rows)
    if len({one.code for one in items}) != len(items):
        raise BadQuestionnaire("items: each code once")
    sensitivity, duty = str(body.get("sensitivity", Sensitivity.PLAIN)), body.get("same_day_from")
    if sensitivity not in set(Sensitivity) or not (duty is None or isinstance(duty, int)):
        raise BadQuestionnaire("sensitivity, same_day_from")
    return Questionnaire(
        code=_code(body.get("code")),
        version=str(body.get("version", "1"))[:20],
        title=_text(body, "", must=True),
        lead=_text(body, "lead"),
        source=_text(body, "source", must=True),
        rights=_text(body, "rights", must=True),
        items=items,
        total=body.get("total") is True,
        same_day_from=duty,
        sensitivity=sensitivity,
    )


def body_of(text: str) -> dict[str, Any]:
    """
    Return the body of a questionnaire's text.

    :raises BadQuestionnaire: if it is no TOML
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadQuestionnaire(str(error)) from error


def seal(body: dict[str, Any]) -> str:
    """Return what tells a body from every other: its SHA-256."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@lru_cache(maxsize=1)
def packed() -> dict[str, dict[str, Any]]:
    """
    Return the bodies that come along and those of the home's own folder, by code; a file that can't
    be used hides no other.
    """
    found = {}
    for path in [
        *sorted(PACKED.glob("*.toml")),
        *sorted(Path(settings.BANSO_SURVEYS).glob("*.toml")),
    ]:
        try:
            body = body_of(path.read_text())
            found[read(body).code] = body
        except (BadQuestionnaire, OSError, UnicodeDecodeError):
            continue
    return found
