"""What is known of many people for comparing them: for looking over a home, shown to nobody."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from banso.kit.readers.phones import phone_numbers
from banso.people.models import ContactPoint, LedgerEntry, MeetingPlace, Person, PersonName
from banso.people.queries.nearest import how_many
from banso.people.queries.similar import addresses
from banso.people.rules import PLACES_IN_LEDGERS
from banso_recognition import Sketch

_AT_ONCE = 400
_SHARED = 5  # a number that more people gave is that of a shelter, and tells nobody apart


def sketches_of(people: Sequence[UUID]) -> dict[UUID, Sketch]:
    """Return what is known of some people of one agency, by their ids."""
    found: dict[UUID, Sketch] = {}
    for start in range(0, len(people), _AT_ONCE):
        found |= _some(people[start : start + _AT_ONCE])
    return found


def _some(people: Sequence[UUID]) -> dict[UUID, Sketch]:
    names: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for pk, text, kana in rows_of(PersonName, people, "text", "kana"):
        names[pk].append((text, kana))
    phones: dict[UUID, set[str]] = defaultdict(set)
    for pk, value in rows_of(ContactPoint, people, "value"):
        phones[pk].update(phone_numbers(value))
    places: dict[UUID, list[str]] = defaultdict(list)
    for pk, place in rows_of(MeetingPlace, people, "place"):
        places[pk].append(place)
    for pk, values in rows_of(LedgerEntry, people, "values"):
        places[pk] += [str(values.get(code) or "") for code in PLACES_IN_LEDGERS]
    rows = list(Person.objects.filter(pk__in=people))
    many = _of_many(rows[0].agency_id, phones.values()) if rows else set()
    return {
        one.pk: Sketch(
            (*names[one.pk], (one.called_name, "")),
            (one.birth_year, one.birth_month, one.birth_day),
            places=frozenset(addresses(places[one.pk])),
            phones=frozenset(phones[one.pk] - many),
            sex=one.sex,
        )
        for one in rows
    }


def _of_many(agency_id: UUID, phones: Iterable[set[str]]) -> set[str]:
    keys = {f"t:{number}"[:40]: number for some in phones for number in some}
    if not keys:
        return set()
    return {keys[key] for key, people in how_many(agency_id, keys) if people > _SHARED}


def rows_of(model: Any, people: Sequence[UUID], *fields: str) -> Iterable[Any]:
    """Return of each row that speaks of some people whose it is, and these fields, in order."""
    rows: Iterable[Any] = (
        model.objects.filter(person__in=people).order_by("pk").values_list("person_id", *fields)
    )
    return rows
