"""Finding people by any spelling, finding words in their memory, and noticing who may be the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from banso.access.rules import Duty, Scope
from banso.access.viewer import Viewer
from banso.kit.db import on_postgres, starts_with
from banso.kit.eras import PartialDate
from banso.kit.grams import fts_question, like_pattern, pairs, squeeze
from banso.kit.pages import Page
from banso.people.models import FindKey, LedgerEntry, MemoryText, NeverSame, Person, PersonName, TimelineEntry
from banso.people.queries.visibility import people_seen_by, within_reach
from banso.people.rules import KnownAs, readable
from banso_recognition import Likeness, Reason, Sketch, blocking_keys, compare, digits, query_keys

NEAREST = 60
BEGINNING = 30
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


def _keys(viewer: Viewer) -> QuerySet[FindKey]:
    keys = FindKey.objects.filter(agency_id=viewer.agency_id)
    if viewer.scope is not Scope.AGENCY:  # else people out of reach could fill the list before those within it
        keys = keys.filter(within_reach(viewer, "person"))
    return keys.order_by()


def _nearest(viewer: Viewer, exact: set[str]) -> list[UUID]:
    """Return the people filed under most of these keys: whoever shares more of them is more alike, which the engine counts best."""
    shared = _keys(viewer).filter(key__in=sorted(exact)).values("person_id").annotate(shared=Count("pk")).order_by("-shared")
    return [row["person_id"] for row in shared[:NEAREST]]


def _beginning(viewer: Viewer, prefixes: Iterable[str]) -> list[UUID]:
    """Return the people with a key that begins so, those whose key is just that first."""
    found: dict[UUID, None] = {}
    for prefix in sorted(prefixes):
        rows = _keys(viewer).filter(starts_with("key", prefix)).order_by("key", "person_id")
        found |= dict.fromkeys(rows.values_list("person_id", flat=True)[:BEGINNING])
    return list(found)


def _candidates(viewer: Viewer, text: str) -> list[UUID]:
    """Return whom a text may mean: by its beginning; only where that says nothing, by keys that survive a mistake."""
    prefixes, exact = query_keys(text)
    squeezed, number = squeeze(text), digits(text)
    if number and viewer.may(Duty.SEE_NAMES):
        prefixes |= {f"l:{squeezed}"[:40]} | ({f"t:{number}"[:40]} if len(number) >= 4 else set())
    if len(squeezed) >= 2 and viewer.may(Duty.SEE_PLACES):
        prefixes.add(f"p:{squeezed}"[:40])
    return _beginning(viewer, prefixes) or _nearest(viewer, exact)


def _names(people: list[UUID], viewer: Viewer) -> dict[UUID, list[tuple[str, str]]]:
    names: dict[UUID, list[tuple[str, str]]] = {}
    if viewer.may(Duty.SEE_NAMES):
        for person_id, text, kana in PersonName.objects.filter(person__in=people).values_list("person_id", "text", "kana"):
            names.setdefault(person_id, []).append((text, kana))
    return names


def find_people(viewer: Viewer, text: str, *, limit: int = 20) -> list[Hit]:
    """Return the people whom a name, number, phone or place may mean, the best first, with the reasons."""
    text = text.strip()[:100]
    if not text or not squeeze(text):
        return []
    people = list(people_seen_by(viewer).filter(pk__in=_candidates(viewer, text)))
    names = _names([person.pk for person in people], viewer)
    asked = Sketch(((text, ""),))
    hits: list[Hit] = []
    for person in people:
        known = [*names.get(person.pk, []), (person.called_name, "")]
        likeness = compare(asked, Sketch(tuple(known)))
        hits.append(Hit(person, _known(person, names), tuple(likeness.reasons), likeness.score / 0.75))
    hits = [hit for hit in hits if hit.score >= LEAST_SCORE] + _other_reasons(viewer, text, [hit for hit in hits if hit.score < LEAST_SCORE])
    hits.sort(key=lambda hit: (-hit.score, hit.person.sort_name, str(hit.person.pk)))
    return hits[:limit]


def _known(person: Person, names: dict[UUID, list[tuple[str, str]]]) -> KnownAs:
    others = [text for text, _kana in names.get(person.pk, []) if text != person.called_name]
    return KnownAs(person.called_name, others[0] if others else "")


def _other_reasons(viewer: Viewer, text: str, hits: list[Hit]) -> list[Hit]:
    """Say of people whose name is not alike whether a number, a phone or a place was meant."""
    if not hits or not viewer.may(Duty.SEE_NAMES):
        return []
    squeezed, number = squeeze(text), digits(text)
    meant: dict[UUID, tuple[str, float]] = {}
    keys = FindKey.objects.filter(agency_id=viewer.agency_id, person__in=[hit.person.pk for hit in hits])
    for tag, word, reason, score in (("p", squeezed, "place", 0.6), ("t", number, "phone", 0.9), ("l", squeezed, "ledger_number", 0.97)):
        if word and (tag != "p" or viewer.may(Duty.SEE_PLACES)) and (tag != "t" or len(word) >= 4):
            found = keys.filter(starts_with("key", f"{tag}:{word}"[:40])).values_list("person_id", flat=True)
            meant |= dict.fromkeys(found, (reason, score))
    return [Hit(hit.person, hit.known_as, (meant[hit.person.pk][0],), meant[hit.person.pk][1]) for hit in hits if hit.person.pk in meant]


def similar_people(
    viewer: Viewer, *, names: list[tuple[str, str]], birth: PartialDate, phone: str = "", apart_from: UUID | None = None, limit: int = 5,
    least: float = 0.55,
) -> list[Hit]:  # fmt: skip
    """Return people who may be the same as somebody being entered: (written, kana) names and what else is known, with reasons."""
    date = (birth.year, birth.month, birth.day)
    keys = set().union(*(blocking_keys(text, kana, date, asking=True) for text, kana in names if text or kana), set())
    whole = {f"n:{squeeze(text)}"[:40] for text, _kana in names if squeeze(text)}
    number = digits(phone)
    if len(number) >= 9:
        keys.add(f"t:{number}")
    if not keys and not whole:
        return []
    never = _never_same_as(apart_from)
    people = [p for p in people_seen_by(viewer).filter(pk__in=_nearest(viewer, keys | whole)) if p.pk != apart_from and p.pk not in never]
    known_names = _names([person.pk for person in people], viewer)
    asked = Sketch(tuple((text or kana, kana) for text, kana in names), date, phones=frozenset({number} if number else ()))
    found: list[Hit] = []
    for person in people:
        known = (*known_names.get(person.pk, []), (person.called_name, ""))
        likeness: Likeness = compare(asked, Sketch(known, (person.birth_year, person.birth_month, person.birth_day)))
        if likeness.score >= least and likeness.reasons and likeness.reasons[0] is not Reason.SAME_BIRTH_YEAR:
            found.append(Hit(person, _known(person, known_names), tuple(likeness.reasons), likeness.score))
    found.sort(key=lambda hit: (-hit.score, str(hit.person.pk)))
    return found[:limit]


def _never_same_as(person_id: UUID | None) -> set[UUID]:
    if person_id is None:
        return set()
    pairs_of = NeverSame.objects.filter(Q(one=person_id) | Q(other=person_id)).values_list("one_id", "other_id")
    return {one for pair in pairs_of for one in pair} - {person_id}


def _texts_holding(squeezed: str) -> QuerySet[MemoryText]:
    """Return the texts that hold a word of two or more characters, through the engine's own index of pairs."""
    texts = MemoryText.objects.all()
    if on_postgres():
        return texts.extra(
            where=["people_grams(people_memorytext.squeezed) @> %s::text[]", "people_memorytext.squeezed LIKE %s"],
            params=[sorted(set(pairs(squeezed))), like_pattern(squeezed)],
        ).order_by("-pk")
    return texts.extra(
        tables=["people_memory_fts"],
        where=["people_memory_fts MATCH %s", "people_memory_fts.rowid = people_memorytext.id"],
        params=[fts_question(squeezed)],
        order_by=["-people_memory_fts.rowid"],
    )


def find_in_memory(viewer: Viewer, text: str, *, before: int | None = None, size: int = 20) -> Page[MemoryHit]:
    """Return memories that hold the words, the newest written first; the cursor is the id of the last text."""
    squeezed = squeeze(text[:100])
    if len(squeezed) < 2 or not viewer.may(Duty.SEE_MEMORY):
        return Page([], "")
    texts = _texts_holding(squeezed).filter(within_reach(viewer, "person"), agency_id=viewer.agency_id, entry__is_current=True)
    allowed = readable(viewer.duties)
    if len(allowed) < 4:
        texts = texts.filter(entry__sensitivity__in=allowed)
    if before is not None:
        texts = texts.filter(pk__lt=before)
    found = list(texts.select_related("entry", "person")[: size + 1])
    cursor = str(found[size - 1].pk) if len(found) > size else ""
    return Page([MemoryHit(text.entry, text.person) for text in found[:size]], cursor)


def numbers_of(people: list[UUID], viewer: Viewer) -> dict[UUID, list[str]]:
    """Return the ledger numbers of people, by person."""
    numbers: dict[UUID, list[str]] = {}
    for person_id, number in LedgerEntry.objects.filter(person__in=people, agency_id=viewer.agency_id).values_list("person_id", "number"):
        numbers.setdefault(person_id, []).append(number)
    return numbers
