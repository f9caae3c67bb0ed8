"""
Forms that are data: read from TOML, checked, and kept with what was answered.

A form has a code, a version, a title in Japanese and English, and items; a room adds what else its
own forms declare. What can't be used is refused with the place and the reason. Those that come
along with the package and those in a home's own folder are offered alike.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.utils.functional import Promise

from banso.kit.declared_fields import Bilingual, Item

Part = Mapping[str, Any]
Options = tuple[tuple[str, Bilingual], ...]
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_VERSION = re.compile(r"[\w.-]{1,20}")


class BadForm(ValueError):
    """What was read is no form that can be used; the message says where and why."""


I = TypeVar("I", bound=Item, covariant=True)  # noqa: E741 — an item


@dataclass(frozen=True)
class Section(Generic[I]):
    """A part of a form, written on one page."""

    code: str
    letter: str
    label: Bilingual
    lead: Bilingual
    items: tuple[I, ...]


@dataclass(frozen=True, kw_only=True)
class DataForm(Generic[I]):
    """A form in one version, for some time; `body` is the text as which it is kept."""

    code: str
    version: str
    title: Bilingual
    items: tuple[I, ...]
    from_on: date | None = None
    until_on: date | None = None
    body: str = ""

    @property
    def digest(self) -> str:
        """What tells the form from every other."""
        return digest_of(self.body)

    def item(self, code: str) -> I | None:
        """Return an item by its code."""
        return next((one for one in self.items if one.code == code), None)

    def is_offered_on(self, day: date) -> bool:
        """Return whether the form is in use on a day."""
        return (self.from_on is None or self.from_on <= day) and (
            self.until_on is None or day <= self.until_on
        )


def body_of(text: str) -> dict[str, Any]:
    """
    Return what a text declares.

    :raises BadForm: if it is no TOML; the message names the line
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadForm(str(error)) from error


def plain_of(body: Part) -> str:
    """Return a body as the text in which it is kept and compared."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, default=str)


def digest_of(plain: str) -> str:
    """Return what tells a body from every other."""
    return hashlib.sha256(plain.encode()).hexdigest()


def code_of(part: Part, where: str) -> str:
    """
    Return the code of a part.

    :raises BadForm: if it has none
    """
    code = part.get("code")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise BadForm(f"{where}: {code!r} is no code: a code is small letters, digits and _")
    return code


def head_of(body: Part) -> tuple[str, str]:
    """
    Return the code and the version of a form.

    :raises BadForm: if it has not both
    """
    code, version = str(body.get("code", "")), str(body.get("version", ""))
    if not _CODE.fullmatch(code) or not _VERSION.fullmatch(version):
        raise BadForm("a form has a code and a version")
    return code, version


def days_of(body: Part) -> tuple[date, date | None]:
    """
    Return from which day a form is used, and until which.

    :raises BadForm: if the first is missing, or one is no day
    """
    try:
        until = body.get("until_on")
        return (
            date.fromisoformat(str(body["from_on"])),
            date.fromisoformat(str(until)) if until else None,
        )
    except (KeyError, ValueError) as error:
        raise BadForm(
            "from_on is the day from which the form is used, such as 2026-04-01"
        ) from error


def label_of(part: Part, where: str, name: str = "", *, must: bool = True) -> Bilingual:
    """
    Return a text in both languages; where it need not be, one stands in for the other.

    :raises BadForm: if a language is missing that must be there
    """
    keys = [f"{name}_{language}" if name else language for language in ("ja", "en")]
    ja, en = (part.get(key, "") for key in keys)
    if must and not (isinstance(ja, str) and isinstance(en, str) and ja and en):
        raise BadForm(f"{where}: {keys[0]} and {keys[1]} are needed")
    return Bilingual(str(ja or en), str(en or ja))


def options_of(part: Part, lists: Part, where: str, *, steps: bool = False) -> Options:
    """
    Return what can be chosen: a list of the form, by its name; `steps` have numbers for codes, and
    there are two at least.

    :raises BadForm: if the form has no such list, or it can't be used
    """
    name = part.get("options", "")
    rows = lists.get(name)
    if not isinstance(rows, list) or len(rows) < (2 if steps else 1):
        raise BadForm(f"{where}: options {name!r} is no list of this form")
    for row in rows:
        if not isinstance(row, list) or len(row) != 3 or not all(str(one) for one in row):
            raise BadForm(f"{where}: an option is [code, ja, en], not {row!r}")
        if steps and not str(row[0]).isdigit():
            raise BadForm(f"{where}: a step is a number, not {row[0]!r}")
    if len({str(row[0]) for row in rows}) != len(rows):
        raise BadForm(f"{where}: an option's code stands twice")
    return tuple((str(code), Bilingual(str(ja), str(en))) for code, ja, en in rows)


def known_code(part: Part, name: str, known: Collection[str], where: str, default: str = "") -> str:
    """
    Return a code of a part that has to be one of those known.

    :raises BadForm: if it is another
    """
    code = part.get(name) or default
    if code and code not in known:
        raise BadForm(f"{where}: {name} {code!r} is not known")
    return str(code)


def refuse_unknown(part: Part, known: Collection[str], where: str) -> None:
    """
    Do nothing where a part declares only what is known.

    :raises BadForm: else
    """
    if unknown := set(part) - set(known):
        raise BadForm(f"{where}: unknown {', '.join(sorted(unknown))}")


def items_of(rows: object, where: str, make: Callable[[Part, str], I]) -> tuple[I, ...]:
    """
    Return the items of a list, each made by the room whose form it is.

    :raises BadForm: if it is no list of items, or one can't be used
    """
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise BadForm(f"{where}: items is a list, each with code, ja and en")
    return tuple(make(row, f"{where}.{row.get('code', '?')}") for row in rows)


def sections_of(body: Part, make: Callable[[Part, str], I]) -> tuple[Section[I], ...]:
    """
    Return the sections of a form, with their items.

    :raises BadForm: if one can't be used, or there is no item at all
    """
    sections = []
    for part in body.get("sections", []):
        where = f"section {part.get('code', '?')}"
        sections.append(
            Section(
                code_of(part, where),
                str(part.get("letter", "")),
                label_of(part, where),
                label_of(part, where, "lead", must=False),
                items_of(part.get("items", []), where, make),
            )
        )
    refuse_twice([one.code for one in sections])
    if not refuse_twice([item.code for one in sections for item in one.items]):
        raise BadForm("a form has sections with items")
    return tuple(sections)


def refuse_twice(codes: list[str]) -> list[str]:
    """
    Return codes as they are.

    :raises BadForm: if one stands twice
    """
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise BadForm(f"a code stands twice: {', '.join(twice)}")
    return codes


F = TypeVar("F", bound=DataForm[Item])


@dataclass(frozen=True)
class Shelf(Generic[F]):
    """
    Where a room's forms lie: a folder of the package, and the home's own that a setting names.

    A room that declares its shelf has it listed and checked by `banso instruments`.
    """

    code: str
    name: Promise | str
    packed: Path
    setting: str
    read: Callable[[str], F]

    def files(self) -> list[Path]:
        """Return the files, those of the home last."""
        own = Path(getattr(settings, self.setting))
        return [*sorted(self.packed.glob("*.toml")), *sorted(own.glob("*.toml"))]

    def read_file(self, path: Path) -> F:
        """
        Return the form in a file.

        :raises BadForm: if it can't be used; the message begins with the name of the file
        """
        try:
            return self.read(path.read_text(encoding="utf-8"))
        except (BadForm, OSError, UnicodeDecodeError) as error:
            raise BadForm(f"{path.name}: {error}") from error

    def forms(self) -> Iterator[F]:
        """Yield every form that can be used; a file that can't hides no other."""
        for path in self.files():
            try:
                yield self.read_file(path)
            except BadForm:
                continue


def newest_first(forms: Iterable[F]) -> list[F]:
    """Return forms with the newest first; of two with one code and version the later one stays."""
    found = {(one.code, one.version): one for one in forms}
    return sorted(
        found.values(), key=lambda one: (one.from_on or date.min, one.version), reverse=True
    )
