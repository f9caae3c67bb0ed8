"""Filing a person under the keys by which they are found."""

from collections.abc import Iterable
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
from banso_recognition import blocking_keys, digits, finding_keys

MAX_KEY = 40


def name_keys(
    names: Iterable[tuple[str, str]], birth: tuple[int | None, int | None, int | None]
) -> set[str]:
    """Return every key of some (written, kana) names with the birth date."""
    keys: set[str] = set()
    for text, kana in names:
        keys |= finding_keys(text, kana) | blocking_keys(text, kana, birth)
    return keys


def place_keys(place: str) -> set[str]:
    """Return keys for every tail of a place, so that a prefix look-up finds a word inside it."""
    normalised = normalise(place)[:30]
    return (
        {f"p:{normalised[start:]}"[:MAX_KEY] for start in range(max(1, len(normalised) - 1))}
        if normalised
        else set()
    )


def contact_keys(value: str) -> set[str]:
    """
    Return keys for how somebody is reached: every number in the text as it is dialled within the
    country, else its words.
    """
    numbers = phone_numbers(value) or tuple(
        number for number in (digits(value),) if len(number) >= 4
    )
    return {f"t:{number}"[:MAX_KEY] for number in numbers} or place_keys(value)


def search_keys_of(person: Person) -> set[str]:
    """
    Return the keys under which a person belongs, from their names, places, phones and ledger
    numbers as they are now.
    """
    names = [
        *PersonName.objects.filter(person=person).values_list("text", "kana"),
        (person.called_name, ""),
    ]
    keys = name_keys(names, (person.birth_year, person.birth_month, person.birth_day))
    for place in MeetingPlace.objects.filter(person=person).values_list("place", flat=True):
        keys |= place_keys(place)
    for value in ContactPoint.objects.filter(person=person).values_list("value", flat=True):
        keys |= contact_keys(value)
    for number, values in LedgerEntry.objects.filter(person=person).values_list("number", "values"):
        keys.add(f"l:{normalise(number)}"[:MAX_KEY])
        for code in ("sleeps_at", "dwelling"):
            keys |= place_keys(str(values.get(code, "")))
    return keys


@one_transaction
def reindex(person: Person) -> None:
    """File a person anew; only what changed is written."""
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
