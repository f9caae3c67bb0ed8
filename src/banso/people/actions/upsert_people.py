"""
Taking many people in at once, from elsewhere: told apart by their outside ids, found again where
they are now; what a worker wrote wins.
"""

from typing import Any
from uuid import UUID

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.eras import PartialDate, Precision
from banso.kit.readers.dates import less_exact, says_no_more
from banso.people.actions.incoming import Changed, Incoming, Outcome, keep_said
from banso.people.actions.indexing import (
    contact_keys,
    name_keys,
    place_keys,
    reindex,
    reindex_many,
)
from banso.people.actions.person import resort, sort_name_of
from banso.people.models import (
    ContactPoint,
    MeetingPlace,
    OutsideRow,
    Person,
    PersonName,
    Reach,
)
from banso.people.queries import book_of, holders, outside_row, outside_rows, seen_among, unread
from banso.people.three_values import NOTHING, weigh
from banso_recognition import NameBook, digits, fold

KIND = "person"


def birth_as_kept(birth: PartialDate) -> list[Any] | None:
    """Return a birth date as it is kept beside a row from elsewhere."""
    if birth == PartialDate():
        return None
    return [birth.year, birth.month, birth.day, birth.precision.value, birth.words]


def birth_from(kept: list[Any]) -> PartialDate:
    """Return a birth date that was kept beside a row from elsewhere."""
    return PartialDate(kept[0], kept[1], kept[2], Precision(kept[3]), *kept[4:])


def said_of(one: Incoming) -> dict[str, Any]:
    """Return what a file says of a person, as it is kept for the next time."""
    return {
        "names": [text for _kind, text, _kana in one.names],
        "birth": birth_as_kept(one.birth),
        "sex": one.sex,
        "place": one.place,
        "contact": one.contact,
        "days": sorted(one.days),
    }


@asks(Duty.IMPORT_DATA)
@one_transaction
def upsert_people(people: list[Incoming], *, office_id: UUID, by: Viewer) -> Outcome:
    """
    Take people in, or what is new of those who came before, written where they are now; what stands
    otherwise here stays, and is told.
    """
    outcome = Outcome()
    rows = _rows_of(people, by)
    now = holders([row.person_id for row in rows.values()])
    seen = seen_among(now.values(), by)
    known = {
        person.pk: person
        for person in Person.objects.select_for_update().filter(pk__in=seen).order_by("pk")
    }
    fresh: list[tuple[Person, Incoming]] = []
    said: list[tuple[OutsideRow, dict[str, Any]]] = []
    for one in people:
        row = rows.get(one.outside_id)
        if row is None:
            person = _new(one, by)
            fresh.append((person, one))
            outcome.ids[one.outside_id] = person.pk
            outcome.became[one.outside_id] = "new"
            said.append((outside_row(KIND, one.outside_id, person.pk, person.pk, by), said_of(one)))
            continue
        person_now = known.get(now[row.person_id])
        if person_now is None:
            outcome.became[one.outside_id] = "closed"
            continue
        outcome.ids[one.outside_id] = person_now.pk
        changed = _take_over(person_now, one, row, outcome, by)
        outcome.became[one.outside_id] = "changed" if changed else "unchanged"
        days = sorted({*one.days, *row.said.get("days", [])})
        heard = {name: now for name, now in said_of(one).items() if now not in NOTHING}
        said.append((row, said_of(one) | row.said | heard | {"days": days}))
    _write_new(fresh, office_id, outcome)
    keep_said(said, outcome)
    if fresh:
        record_event(
            action="imported",
            by=by,
            subjects=[person.pk for person, _ in fresh],
            object_kind="people.Person",
        )
    return outcome


def _rows_of(people: list[Incoming], by: Viewer) -> dict[str, OutsideRow]:
    """Return the row of each who is known: from before, or in whom somebody recognised them."""
    rows = outside_rows(KIND, [one.outside_id for one in people], by)
    older = Person.objects.filter(
        agency_id=by.agency_id,
        outside_id__in=[one.outside_id for one in people if one.outside_id not in rows],
    )
    came_before = dict(older.values_list("outside_id", "pk"))
    for one in people:
        if one.outside_id not in rows:
            whose = one.same_as or came_before.get(one.outside_id)
            if whose is not None:
                rows[one.outside_id] = outside_row(KIND, one.outside_id, whose, whose, by)
    return rows


def _new(one: Incoming, by: Viewer) -> Person:
    person = Person(
        agency_id=by.agency_id,
        called_name=one.called_name,
        sex=one.sex,
        own_words=one.own_words,
        outside_id=one.outside_id[:120],
        sort_name=sort_name_of(one.called_name, [(text, kana) for _, text, kana in one.names]),
    )
    person.birth = one.birth
    return person


def _named(one: Incoming) -> list[tuple[str, str]]:
    return [(text, kana) for _, text, kana in one.names] + [(one.called_name, "")]


def _keys(person: Person, one: Incoming, book: NameBook) -> set[str]:
    birth = (person.birth_year, person.birth_month, person.birth_day)
    keys = name_keys(_named(one), birth, book)
    keys |= place_keys(one.place)
    return keys | (contact_keys(one.contact) if one.contact else set())


def _write_new(fresh: list[tuple[Person, Incoming]], office_id: UUID, outcome: Outcome) -> None:
    if not fresh:
        return
    Person.objects.bulk_create([person for person, _ in fresh], batch_size=1000)
    names = [
        PersonName(person=person, kind=kind, text=text, kana=kana)
        for person, one in fresh
        for kind, text, kana in one.names
        if text
    ]
    names += [
        PersonName(person=person, kind="nickname", text=one.called_name)
        for person, one in fresh
        if one.called_name not in [text for _, text, _ in one.names]
    ]
    PersonName.objects.bulk_create(names, batch_size=1000)
    places = [MeetingPlace(person=person, place=one.place) for person, one in fresh if one.place]
    MeetingPlace.objects.bulk_create(places, batch_size=1000)
    contacts = [
        ContactPoint(person=person, value=one.contact) for person, one in fresh if one.contact
    ]
    ContactPoint.objects.bulk_create(contacts, batch_size=1000)
    Reach.objects.bulk_create(
        [Reach(person=person, office_id=office_id) for person, _ in fresh], batch_size=1000
    )
    agency = fresh[0][0].agency_id
    book = book_of(agency, unread(name for _person, one in fresh for name in _named(one)))
    reindex_many({person.pk: _keys(person, one, book) for person, one in fresh}, agency_id=agency)
    outcome.made += [("people.Person", person.pk) for person, _ in fresh]
    outcome.made += [("people.PersonName", row.pk) for row in names]
    outcome.made += [("people.MeetingPlace", row.pk) for row in places]
    outcome.made += [("people.ContactPoint", row.pk) for row in contacts]


def _take_over(
    person: Person, one: Incoming, row: OutsideRow, outcome: Outcome, by: Viewer
) -> list[str]:
    """Take over what is new outside and untouched here; return which fields that were."""
    merged = person.pk != row.person_id
    birth = person.birth if says_no_more(one.birth, person.birth) else one.birth
    before = None if row._state.adding else row.said or None
    weighed = weigh(
        {"birth": birth_as_kept(person.birth), "sex": person.sex},
        before,
        {"birth": birth_as_kept(birth), "sex": one.sex},
        only_fill=merged,
    )
    if "birth" in weighed.take and less_exact(birth, person.birth):
        weighed.differ["birth"] = (birth_as_kept(person.birth), weighed.take.pop("birth"))
    outcome.differ(row, person.pk, weighed.differ)
    changed = sorted(weighed.take)
    if changed:
        was = {"birth": birth_as_kept(person.birth), "sex": person.sex}
        person.sex = weighed.take.get("sex", person.sex)
        if "birth" in weighed.take:
            person.birth = birth_from(weighed.take["birth"])
        person.version += 1
        person.save()
        outcome.changed.append(
            Changed(
                "people.Person",
                person.pk,
                person.pk,
                {name: was[name] for name in changed},
                dict(weighed.take),
            )
        )
    changed += _add_particulars(person, one, before or {}, outcome)
    if changed:
        resort(person)
        reindex(person)
        record_event(
            action="person_edited",
            by=by,
            subjects=[person.pk],
            object_kind="people.Person",
            object_id=person.pk,
            detail={"fields": changed, "from": "outside"},
        )
    return changed


def _add_particulars(
    person: Person, one: Incoming, before: dict[str, Any], outcome: Outcome
) -> list[str]:
    """Add names, a place and a number that the file did not name before; nothing goes."""
    added: list[str] = []
    now = said_of(one)
    if all(now[name] == before.get(name) for name in ("names", "place", "contact")):
        return added
    known = {
        fold(text)
        for text in PersonName.objects.filter(person=person).values_list("text", flat=True)
    }
    for kind, text, kana in one.names:
        if text and fold(text) not in known and text not in before.get("names", []):
            name = PersonName.objects.create(person=person, kind=kind, text=text, kana=kana)
            outcome.made.append(("people.PersonName", name.pk))
            added.append("names")
    places = MeetingPlace.objects.filter(person=person).values_list("place", flat=True)
    if one.place and one.place != before.get("place") and one.place not in places:
        place = MeetingPlace.objects.create(person=person, place=one.place)
        outcome.made.append(("people.MeetingPlace", place.pk))
        added.append("place")
    numbers = ContactPoint.objects.filter(person=person).values_list("value", flat=True)
    same = {digits(value) or value for value in numbers}
    unsaid = one.contact and one.contact != before.get("contact")
    if unsaid and (digits(one.contact) or one.contact) not in same:
        contact = ContactPoint.objects.create(person=person, value=one.contact)
        outcome.made.append(("people.ContactPoint", contact.pk))
        added.append("contact")
    return added
