"""
The whole record of one person, as it is given to them: every text of every row that is theirs, with
what is blackened.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from django.db.models import DateTimeField, Model

from banso.access.text_rules import may_read, text_rule
from banso.access.viewer import Viewer
from banso.conferences.models import Addition, AgendaItem, Minute, Paper, Seat
from banso.conferences.rules import Kind as Table
from banso.kit.formatting import brief_day
from banso.kit.models import Line, Prose, Values
from banso.people.merge_rules import merge_rules
from banso.people.models import Person
from banso.privacy.models import Asking, Blackened
from banso.privacy.queries.belongings import belongings_of, rows_of
from banso.privacy.queries.copy_words import in_words, items_of, plainly, reason_in_words
from banso.privacy.rules.askings import Why
from banso.privacy.rules.copying import (
    ALSO_TEXTS,
    LABELS,
    LEFT_OUT,
    OF_OTHERS,
    blacken,
    heading_of,
)
from banso.privacy.rules.erasing import codes_alone, is_code
from banso.ties.models import Tie

_PHONE = re.compile(r"(?<!\d)0\d{1,4}[-‐－ ]?\d{1,4}[-‐－ ]?\d{3,4}(?!\d)")
SHORTEST_NAME = 2


@dataclass(frozen=True)
class Said:
    """A text of a row: where it stands, what it is called, what it says, what is blackened."""

    model: str
    row_id: str
    field: str
    label: str
    text: str
    black: tuple[Blackened, ...] = ()

    @property
    def shown(self) -> str:
        """The text as it is given away."""
        return blacken(self.text, [one.part for one in self.black])

    @property
    def key(self) -> str:
        """The name of its place in addresses, which tells nothing."""
        return blake2b("/".join(self.place).encode(), digest_size=8).hexdigest()

    @property
    def place(self) -> tuple[str, str, str]:
        """Where it stands."""
        return self.model, self.row_id, self.field


@dataclass(frozen=True)
class Part:
    """A row in a copy: its day, what its codes say, its texts."""

    model: str
    row_id: str
    on: str
    codes: tuple[tuple[str, str], ...]
    texts: tuple[Said, ...]
    plain: dict[str, Any]  # what stands in its other columns, as it is kept


@dataclass
class Copy:
    """The whole record: its sections, and how many texts are closed to whoever makes it."""

    sections: dict[str, list[Part]] = field(default_factory=dict)
    closed: int = 0

    def texts(self) -> Iterator[Said]:
        """Yield every text of it."""
        for parts in self.sections.values():
            for part in parts:
                yield from part.texts


def copy_for(asking: Asking, viewer: Viewer) -> Copy:
    """Return the record of the person who asked for it; of a request that was seen already."""
    made = Copy()
    person = asking.person
    if person is None:
        return made
    black: dict[tuple[str, str, str], list[Blackened]] = {}
    for one in Blackened.objects.filter(asking=asking).order_by("created_at", "pk"):
        black.setdefault((one.model, one.row_id, one.field), []).append(one)
    names = {one.model: str(one.name) for one in merge_rules() if one.name}
    names["people.Person"] = str(heading_of("people.Person"))
    for model, row in rows_of(_without_sealed(person)):
        label = model._meta.label
        if label in LEFT_OUT:
            continue
        part = _part(row, viewer, black, made)
        if part.texts or part.codes:
            heading = heading_for(model, names)
            made.sections.setdefault(heading, []).append(part)
    return made


def heading_for(model: type[Model], names: dict[str, str]) -> str:
    """Return under which heading rows stand: their own, or that of what they belong to."""
    waiting, seen = [model], {model}
    while waiting:
        one = waiting.pop(0)
        if said := names.get(one._meta.label):
            return said
        above = [field.related_model for field in one._meta.concrete_fields]
        fresh: list[Any] = [other for other in above if other is not None and other not in seen]
        seen.update(fresh)
        waiting += fresh
    return str(heading_of(model._meta.label))


def _without_sealed(person: Person) -> dict[type[Model], set[Any]]:
    """Leave out what was said at meetings without consent: the law keeps it to who has sworn."""
    found = belongings_of(person)
    sealed = {"item__conference__kind": Table.SEALED}
    for model, how in (
        (AgendaItem, {"conference__kind": Table.SEALED}),
        (Minute, sealed),
        (Addition, sealed),
        (Seat, {"conference__kind": Table.SEALED}),
        (Paper, {"conference__kind": Table.SEALED}),
    ):
        if model in found:
            rows = model._default_manager.filter(pk__in=found[model], **how)
            found[model] -= set(rows.values_list("pk", flat=True))
    return found


def _part(row: Any, viewer: Viewer, black: dict[Any, list[Blackened]], made: Copy) -> Part:
    label, key = row._meta.label, str(row.pk)
    texts: list[Said] = []
    codes: list[tuple[str, str]] = []
    plain: dict[str, Any] = {}
    day = ""
    items = items_of(row)
    for one in row._meta.concrete_fields:
        value = getattr(row, one.attname)
        if value in (None, "", [], {}) or one.is_relation or one.name in OF_OTHERS:
            continue
        if isinstance(one, Line | Prose | Values) or one.name in ALSO_TEXTS:
            if not _open(row, one.name, viewer):
                made.closed += 1
                continue
            if isinstance(one, Values):
                plain[one.name] = codes_alone(value)
                codes += items.chosen(row) if one.name == items.column else ()
            for path, text in _texts_in(one.name, value, items.is_typed):
                place = (label, key, path)
                said = items.label(path)
                texts.append(Said(label, key, path, said, text, tuple(black.get(place, ()))))
            continue
        if isinstance(one, DateTimeField):
            plain[one.name] = value.isoformat()
            if one.name == "at" or (not day and one.name == "created_at"):
                day = brief_day(value)
            continue
        plain[one.name] = value if isinstance(value, bool | int | list | dict) else str(value)
        if item := items.by_code.get(one.name):
            codes.append((str(item.label), item.said(value)))
        elif one.choices and (said := in_words(one.choices, value)):
            codes.append(("", said))
        elif one.name in LABELS:
            said = reason_in_words(f"{label}.{one.name}", value) or plainly(value)
            codes.append((str(LABELS[one.name]), said))
    return Part(label, key, day, tuple(codes), tuple(texts), plain)


def _open(row: Model, name: str, viewer: Viewer) -> bool:
    try:
        text_rule(row._meta.label)
    except KeyError:
        return True
    return may_read(viewer, row, name)


def _texts_in(path: str, value: Any, is_typed: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Yield the texts in a value, each with its path; codes, days and keys are none."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _texts_in(f"{path}.{name}", part, is_typed)
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _texts_in(f"{path}.{place}", part, is_typed)
    elif (
        isinstance(value, str)
        and value.strip()
        and ("." not in path or is_typed(path) or not is_code(value))
    ):
        yield path, value


@dataclass(frozen=True)
class Found:
    """Something that may have to be blackened: where, which part of the text, and why."""

    said: Said
    part: str
    why: str


def proposed(asking: Asking, copy: Copy) -> list[Found]:
    """
    Return what speaks of others: names and telephones of people around the person, any telephone in
    a text, and whole texts that somebody else said at a table.
    """
    person = asking.person
    if person is None:
        return []
    names, phones = _of_others(person)
    of_person = Minute.objects.filter(item__person=person, seat__isnull=False)
    seated = {str(key) for key in of_person.values_list("pk", flat=True)}
    found: list[Found] = []
    for said in copy.texts():
        if said.model == "conferences.Minute" and said.row_id in seated:
            found.append(Found(said, "", Why.CONFIDED))
            continue
        if said.model in ("people.PersonName", "people.ContactPoint", "people.Person"):
            continue
        parts = [one for one in names if one in said.text]
        parts += [one for one in phones if one in said.text]
        parts += [one for one in _PHONE.findall(said.text) if one not in parts]
        found += [Found(said, one, Why.OTHERS) for one in dict.fromkeys(parts)]
    kept = {(one.said.place, part.part) for one in found for part in one.said.black}
    return [one for one in found if (one.said.place, one.part) not in kept]


def _of_others(person: Person) -> tuple[list[str], list[str]]:
    rows = Tie._default_manager.filter(person=person)
    names: set[str] = set()
    phones: set[str] = set()
    for name, phone, called in rows.values_list("name", "phone", "other__called_name"):
        names |= set(_long(_names(name)))
        names |= set(_long([called or ""]))
        phones |= set(_long([phone or ""]))
    names.discard(person.called_name)
    return sorted(names, key=len, reverse=True), sorted(phones)


def _names(text: str) -> list[str]:
    """Return the name in a text such as 「大家の見本さん」, whole and without what polite adds."""
    return [
        text,
        *(text[: -len(end)] for end in ("さん", "様", "氏", "先生") if text.endswith(end)),
    ]


def _long(texts: Iterable[str]) -> Iterator[str]:
    return (one.strip() for one in texts if len(one.strip()) >= SHORTEST_NAME)
