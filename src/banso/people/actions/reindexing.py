"""Filing everybody anew, where keys are made in another way than they were."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from banso.people.actions.indexing import (
    KEYS,
    contact_keys,
    entry_keys,
    name_keys,
    place_keys,
    reindex_many,
)
from banso.people.models import (
    ContactPoint,
    KeysVersion,
    LedgerEntry,
    MeetingPlace,
    Person,
    PersonName,
    SearchKey,
)
from banso.people.queries import book_of, rows_of, unread

AT_ONCE = 400


def bring_keys_up_to_date(**signal: Any) -> None:
    """
    File everybody of the home anew, where their keys were made in another way; after a migration,
    and a look at one row where nothing is to be done.
    """
    if KeysVersion._meta.db_table not in connection.introspection.table_names():
        return  # a home on its way through older migrations
    if KeysVersion.objects.filter(version=KEYS).exists():
        return
    with transaction.atomic():
        KeysVersion.objects.all().delete()
        KeysVersion.objects.create(version=KEYS)
        reindex_everybody()


def reindex_everybody() -> int:
    """File everybody of the home anew, and return how many they are; read is what is needed."""
    ids = list(
        Person.objects.filter(merged_into=None)
        .order_by("agency_id", "pk")
        .values_list("agency_id", "pk")
    )
    for agency_id, some in groupby(ids, key=lambda pair: pair[0]):
        file_again([pk for _agency, pk in some], agency_id)
    return len(ids)


def file_again(people: Sequence[UUID], agency_id: UUID) -> None:
    """File some people of an agency anew."""
    for start in range(0, len(people), AT_ONCE):
        _file(people[start : start + AT_ONCE], agency_id)


def _file(people: Sequence[UUID], agency_id: UUID) -> None:
    names: dict[UUID, list[tuple[str, str]]] = {}
    births: dict[UUID, tuple[int | None, int | None, int | None]] = {}
    rows = Person.objects.filter(pk__in=people)
    for pk, called, *birth in rows.values_list(
        "pk", "called_name", "birth_year", "birth_month", "birth_day"
    ):
        names[pk], births[pk] = [(called, "")], (birth[0], birth[1], birth[2])
    for pk, text, kana in rows_of(PersonName, people, "text", "kana"):
        names[pk].append((text, kana))
    book = book_of(agency_id, unread(one for some in names.values() for one in some))
    keys = {pk: name_keys(some, births[pk], book) for pk, some in names.items()}
    for pk, place in rows_of(MeetingPlace, people, "place"):
        keys[pk] |= place_keys(place)
    for pk, value in rows_of(ContactPoint, people, "value"):
        keys[pk] |= contact_keys(value)
    for pk, number, values in rows_of(LedgerEntry, people, "number", "values"):
        keys[pk] |= entry_keys(number, values)
    SearchKey.objects.filter(person__in=people).delete()
    reindex_many(keys, agency_id=agency_id)
