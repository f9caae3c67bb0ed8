"""Filing a person under the keys by which they are found."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import connection

from banso.kit.db import one_transaction
from banso.kit.ngrams import normalise
from banso.kit.readers.phones import phone_numbers
from banso.people.models import (
    ContactPoint,
    LedgerEntry,
    MeetingPlace,
    Person,
    PersonName,
    SearchKey,
)
from banso.people.queries import book_of, unread
from banso.people.rules import PLACES_IN_LEDGERS
from banso_recognition import NameBook, address, blocking_keys, digits, finding_keys

MAX_KEY = 40
KEYS = 3  # counted up when keys are made in another way: homes are then filed anew on migrating


def name_keys(
    names: Iterable[tuple[str, str]],
    birth: tuple[int | None, int | None, int | None],
    book: NameBook,
) -> set[str]:
    """
    Return every key of some (written, kana) names with the birth date; kanji alone are also filed
    under the sounds that the home has learnt for them.
    """
    keys: set[str] = set()
    for text, kana in names:
        keys |= finding_keys(text, kana) | blocking_keys(text, kana, birth, book=book)
    return keys


def place_keys(place: str) -> set[str]:
    """Return keys for every tail of a place, so that a prefix look-up finds a word inside it."""
    plain = address(place)[:30]
    return (
        {f"p:{plain[start:]}"[:MAX_KEY] for start in range(max(1, len(plain) - 1))}
        if plain
        else set()
    )


def contact_keys(value: str) -> set[str]:
    """
    Return keys for how somebody is reached: every number in the text as it is dialled within the
    country, from its beginning and from its end; else its words.
    """
    numbers = phone_numbers(value) or tuple(
        number for number in (digits(value),) if len(number) >= 4
    )
    keys = {f"t:{number}" for number in numbers} | {f"u:{number[::-1]}" for number in numbers}
    return {key[:MAX_KEY] for key in keys} or place_keys(value)


def entry_keys(number: str, values: dict[str, Any]) -> set[str]:
    """Return keys for an entry in a ledger: its number, where the person sleeps or lives."""
    keys = {f"l:{normalise(number)}"[:MAX_KEY]}
    return keys.union(*(place_keys(str(values.get(code) or "")) for code in PLACES_IN_LEDGERS))


def search_keys_of(person: Person) -> set[str]:
    """
    Return the keys under which a person belongs, from their names, places, phones and ledger
    numbers as they are now.
    """
    names = [
        *PersonName.objects.filter(person=person).values_list("text", "kana"),
        (person.called_name, ""),
    ]
    birth = (person.birth_year, person.birth_month, person.birth_day)
    keys = name_keys(names, birth, book_of(person.agency_id, unread(names)))
    for place in MeetingPlace.objects.filter(person=person).values_list("place", flat=True):
        keys |= place_keys(place)
    for value in ContactPoint.objects.filter(person=person).values_list("value", flat=True):
        keys |= contact_keys(value)
    for number, values in LedgerEntry.objects.filter(person=person).values_list("number", "values"):
        keys |= entry_keys(number, values)
    return keys


_later: ContextVar[dict[UUID, Person] | None] = ContextVar("who is filed at the end", default=None)


@contextmanager
def filed_once() -> Iterator[None]:
    """
    File whoever is entered in the block when it is over, once: entering somebody and opening their
    ledger would each file them anew. For a part of one transaction; where it fails nobody is filed.
    """
    later: dict[UUID, Person] = {}
    token = _later.set(later)
    try:
        yield
    finally:
        _later.reset(token)
    for person in later.values():
        reindex(person)


@one_transaction
def reindex(person: Person) -> None:
    """File a person anew; only what changed is written."""
    later = _later.get()
    if later is not None:
        later[person.pk] = person
        return
    wanted = search_keys_of(person) if person.merged_into_id is None else set()
    present = dict(SearchKey.objects.filter(person=person).values_list("key", "pk"))
    SearchKey.objects.filter(
        pk__in=[pk for key, pk in present.items() if key not in wanted]
    ).delete()
    new = sorted(wanted - set(present))
    SearchKey.objects.bulk_create(
        [SearchKey(agency_id=person.agency_id, person=person, key=key) for key in new]
    )


def reindex_many(keys: dict[UUID, set[str]], *, agency_id: UUID) -> None:
    """File people who are new under keys that were worked out already: for imports."""
    convert = SearchKey._meta.get_field("person").get_db_prep_save
    agency = convert(agency_id, connection)
    rows = [
        (agency, convert(person, connection), key)
        for person, some in keys.items()
        for key in sorted(some)
    ]
    with (
        connection.cursor() as cursor
    ):  # some twenty rows a person: the ORM would take longer over them than the database
        cursor.executemany(
            "INSERT INTO people_searchkey (agency_id, person_id, key) VALUES (%s, %s, %s)", rows
        )
