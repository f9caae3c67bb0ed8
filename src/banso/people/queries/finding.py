"""
Finding people by any spelling, finding words in their memory, and noticing who may be the same.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.queries import last_read
from banso.kit.db import on_postgres, starts_with
from banso.kit.ngrams import bigrams, fts_question, like_pattern, normalise
from banso.kit.pages import Page
from banso.kit.readers.phones import dialled
from banso.people.models import MemoryText, Person, PersonName, SearchKey, TimelineEntry
from banso.people.queries.nearest import filed, nearest
from banso.people.queries.outside import holders
from banso.people.queries.visibility import within_reach
from banso.people.rules import KnownAs, readable
from banso_recognition import (
    Sketch,
    address_asked,
    compare,
    query_keys,
)

BEGINNING = 30
# How one speaks of somebody; kept in a called name, and left away where nobody is called so.
_POLITE = re.compile(r"\s*(さん|サン|様|さま|氏|くん|君|ちゃん|殿)$")
LEAST_SCORE = 0.45


@dataclass(frozen=True)
class Hit:
    """Somebody found: how they are shown, why they were found, and how well it fits."""

    person: Person
    known_as: KnownAs
    reasons: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class MemoryHit:
    """A memory that holds the word."""

    entry: TimelineEntry
    person: Person


def _beginning(viewer: Viewer, prefixes: Iterable[str]) -> list[UUID]:
    """Return the people with a key that begins so, those whose key is just that first."""
    found: dict[UUID, None] = {}
    for prefix in sorted(prefixes):
        rows = filed(viewer).filter(starts_with("key", prefix)).order_by("key", "person_id")
        found |= dict.fromkeys(rows.values_list("person_id", flat=True)[:BEGINNING])
    return list(found)


def _candidates(viewer: Viewer, text: str) -> list[UUID]:
    """
    Return whom a text may mean: by its beginning; only where that says nothing, by keys that
    survive a mistake.
    """
    prefixes, exact = query_keys(text)
    asked = _asked(viewer, text)
    prefixes |= {key for _reason, _score, keys in asked for key in keys}
    return _beginning(viewer, prefixes) or nearest(viewer, exact)


def _asked(viewer: Viewer, text: str) -> list[tuple[str, float, set[str]]]:
    """
    Return what a text may mean that is no name: a place, a phone number (its beginning or its last
    digits), a number in a ledger; each with the reason and how well it would fit.
    """
    plain, place, number = normalise(text), address_asked(text), dialled(text)
    found: list[tuple[str, float, set[str]]] = []
    if len(place) >= 2 and viewer.may(Duty.SEE_PLACES):
        found.append(("place", 0.6, {f"p:{place[:30]}"}))
    is_number = len(number) >= 9 or (len(number) >= 4 and not any(map(str.isalpha, plain)))
    if is_number and viewer.may(Duty.SEE_NAMES):
        found.append(("phone", 0.9, {f"t:{number}"[:40], f"u:{number[::-1]}"[:40]}))
    if any(letter.isdigit() for letter in plain) and viewer.may(Duty.SEE_NAMES):
        found.append(("ledger_number", 0.97, {f"l:{plain}"[:40]}))
    return found


_NEEDED = {
    "id",
    "called_name",
    "sort_name",
    "birth_year",
    "birth_month",
    "birth_day",
    "birth_precision",
    "birth_words",
    "last_met_on",
    "restricted",
    "has_died",
}
# In the order of the model: `from_db` gives each column to the field whose turn it is.
_SHOWN = tuple(field.attname for field in Person._meta.concrete_fields if field.attname in _NEEDED)


@dataclass
class Known:
    """
    A candidate: the person, as far as comparing and showing need them, with the names this viewer
    may know.
    """

    person: Person
    names: list[tuple[str, str]]
    places: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)

    @property
    def sketch(self) -> Sketch:
        """What is known of them for comparing."""
        person = self.person
        return Sketch(
            ((person.called_name, ""), *self.names),
            (person.birth_year, person.birth_month, person.birth_day),
            places=frozenset(self.places),
            phones=frozenset(self.phones),
        )

    @property
    def known_as(self) -> KnownAs:
        """How they are shown."""
        called = self.person.called_name
        return KnownAs(called, next((text for text, _kana in self.names if text != called), ""))


def known_to(viewer: Viewer, ids: list[UUID]) -> dict[UUID, Known]:
    """
    Return those candidates the viewer may see, in one query (everybody's called name is among the
    names, so nobody is missed).
    """
    rows = PersonName.objects.filter(within_reach(viewer, "person"), person__in=ids).order_by("pk")
    known: dict[UUID, Known] = {}
    for text, kana, *shown in rows.values_list(
        "text", "kana", *(f"person__{name}" for name in _SHOWN)
    ):
        one = known.get(shown[0])
        if one is None:
            one = known[shown[0]] = Known(Person.from_db(rows.db, _SHOWN, shown), [])
        if viewer.may(Duty.SEE_NAMES):
            one.names.append((text, kana))
    return known


def hits_of(ranked: Sequence[tuple[UUID, Known, tuple[str, ...], float]]) -> list[Hit]:
    """Return ranked candidates as hits."""
    return [Hit(one.person, one.known_as, reasons, score) for _id, one, reasons, score in ranked]


def find_people(viewer: Viewer, text: str, *, limit: int = 20) -> list[Hit]:
    """
    Return the people whom a name, number, phone or place may mean, the best first, with the
    reasons.
    """
    text = text.strip()[:100]
    if not text or not normalise(text):
        return []
    found = _found(viewer, text, limit)
    plain = _POLITE.sub("", text)
    return found if found or plain == text or not normalise(plain) else _found(viewer, plain, limit)


def _found(viewer: Viewer, text: str, limit: int) -> list[Hit]:
    asked = Sketch(((text, ""),))
    known = known_to(viewer, _candidates(viewer, text))
    alike = {person_id: compare(asked, one.sketch) for person_id, one in known.items()}
    ranked: list[tuple[UUID, Known, tuple[str, ...], float]] = []
    ranked += [
        (person_id, known[person_id], tuple(like.reasons), like.score / 0.75)
        for person_id, like in alike.items()
        if like.score / 0.75 >= LEAST_SCORE
    ]
    unlike = [person_id for person_id, like in alike.items() if like.score / 0.75 < LEAST_SCORE]
    ranked += [
        (person_id, known[person_id], (reason,), score)
        for person_id, (reason, score) in _other_reasons(viewer, text, unlike).items()
    ]
    ranked.sort(key=lambda row: (-row[3], row[1].person.sort_name, str(row[0])))
    return hits_of(ranked[:limit])


def last_opened(viewer: Viewer, *, limit: int = 7) -> list[Hit]:
    """
    Return the people whose page this member has opened last, whoever stands for them now, and none
    who is no longer within reach.
    """
    ids = last_read(viewer, "page", most=30)
    now = holders(ids)
    order = list(dict.fromkeys(now[one] for one in ids))
    known = known_to(viewer, order)
    found = [(one, known[one], (), 1.0) for one in order if one in known]
    return hits_of(found[:limit])


def says_enough(text: str) -> bool:
    """Return whether somebody has typed enough for a suggestion: two letters, or one kanji."""
    plain = normalise(text)
    return len(plain) >= 2 or any("一" <= one <= "龯" for one in plain)


def _other_reasons(viewer: Viewer, text: str, people: list[UUID]) -> dict[UUID, tuple[str, float]]:
    """Say of people whose name is not alike whether a number, a phone or a place was meant."""
    meant: dict[UUID, tuple[str, float]] = {}
    if not people or not viewer.may(Duty.SEE_NAMES):
        return meant
    filed = SearchKey.objects.filter(agency_id=viewer.agency_id, person__in=people)
    for reason, score, keys in _asked(viewer, text):
        begins = Q()
        for key in sorted(keys):
            begins |= starts_with("key", key)
        found = filed.filter(begins).values_list("person_id", flat=True)
        meant |= dict.fromkeys(found, (reason, score))
    return meant


def _texts_holding(normalised: str, agency_id: UUID) -> QuerySet[MemoryText]:
    """
    Return the texts that hold a word of two or more characters, through the engine's own index of
    pairs; on PostgreSQL by a function that looks before the wall, into one agency's texts alone.
    """
    texts = MemoryText.objects.all()
    if on_postgres():
        return texts.extra(
            where=["people_memorytext.id IN (SELECT people_texts_holding(%s, %s, %s))"],
            params=[agency_id, sorted(set(bigrams(normalised))), like_pattern(normalised)],
        ).order_by("-pk")
    return texts.extra(
        tables=["people_memory_fts"],
        where=["people_memory_fts MATCH %s", "people_memory_fts.rowid = people_memorytext.id"],
        params=[fts_question(normalised)],
        order_by=["-people_memory_fts.rowid"],
    )


def find_in_memory(
    viewer: Viewer, text: str, *, before: int | None = None, size: int = 20
) -> Page[MemoryHit]:
    """
    Return memories that hold the words, the newest written first; the cursor is the id of the last
    text.
    """
    normalised = normalise(text[:100])
    if len(normalised) < 2 or not viewer.may(Duty.SEE_MEMORY):
        return Page([], "")
    texts = _texts_holding(normalised, viewer.agency_id).filter(
        within_reach(viewer, "person"), agency_id=viewer.agency_id, entry__is_current=True
    )
    allowed = readable(viewer.duties)
    if len(allowed) < 4:
        texts = texts.filter(entry__sensitivity__in=allowed)
    if before is not None:
        texts = texts.filter(pk__lt=before)
    found = list(texts.select_related("entry", "person")[: size + 1])
    cursor = str(found[size - 1].pk) if len(found) > size else ""
    return Page([MemoryHit(text.entry, text.person) for text in found[:size]], cursor)
