"""Entering a person and adding to what is known of them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from banso.access.permission import asks
from banso.access.rules import Duty, Scope
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.eras import PartialDate
from banso.kit.ids import new_id
from banso.kit.models import require_version
from banso.people.actions.indexing import reindex
from banso.people.models import Caution, ContactPoint, MeetingPlace, Person, PersonName, Reach
from banso.people.queries import person_seen
from banso.people.rules import NameKind, PlaceKind
from banso_recognition import fold, hiragana


def sort_name_of(called_name: str, names: Iterable[tuple[str, str]]) -> str:
    """Return what a person is sorted by: the reading where one is known, else the called name."""
    reading = next((hiragana(kana) for _text, kana in names if hiragana(kana)), "")
    return (reading or hiragana(called_name) or fold(called_name))[:100]


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def enter_person(
    *,
    called_name: str,
    by: Viewer,
    person_id: UUID | None = None,
    names: Iterable[tuple[str, str, str]] = (),
    birth: PartialDate | None = None,
    sex: str = "",
    looks: str = "",
    own_words: str = "",
    restricted: bool = False,
    place: str = "",
    place_kind: str = PlaceKind.UNKNOWN,
    when: str = "",
    sleeps_here: bool = False,
    contact: str = "",
    office_id: UUID | None = None,
) -> Person:
    """Enter somebody: a called name is enough. `names` are (kind, written, kana)."""
    named = [(kind, text, kana) for kind, text, kana in names if text]
    person = Person(
        id=person_id or new_id(),
        agency_id=by.agency_id,
        called_name=called_name,
        sex=sex,
        looks=looks,
        own_words=own_words,
        restricted=restricted,
        sort_name=sort_name_of(called_name, [(text, kana) for _, text, kana in named]),
    )
    person.birth = birth or PartialDate()
    person.save(force_insert=True)
    if called_name not in [text for _, text, _ in named]:
        named.append((NameKind.NICKNAME, called_name, ""))
    PersonName.objects.bulk_create(
        [PersonName(person=person, kind=kind, text=text, kana=kana) for kind, text, kana in named]
    )
    if place:
        MeetingPlace.objects.create(
            person=person, kind=place_kind, place=place, when=when, sleeps_here=sleeps_here
        )
    if contact:
        ContactPoint.objects.create(person=person, value=contact)
    office = office_id or next(iter(sorted(by.office_ids, key=str)), None)
    if office:
        grant_reach(person=person, office_id=office)
    if by.scope is Scope.OWN or restricted:
        # Whoever meets somebody new must be able to go on: a volunteer until tomorrow, a companion
        # for good.
        grant_reach(
            person=person,
            member_id=by.member_id,
            until_on=None if by.may(Duty.SEE_NAMES) else _tomorrow(by.today),
        )
    reindex(person)
    record_event(
        action="person_entered",
        by=by,
        subjects=[person.pk],
        object_kind="people.Person",
        object_id=person.pk,
    )
    return person


def _tomorrow(today: date) -> date:
    return date.fromordinal(today.toordinal() + 1)


def _whose(office_id: UUID | None, member_id: UUID | None) -> dict[str, Any]:
    return {"office_id": office_id, "member_id": member_id}


def grant_reach(
    *,
    person: Person,
    office_id: UUID | None = None,
    member_id: UUID | None = None,
    until_on: date | None = None,
) -> None:
    """
    Bring a person within reach of an office or a member; a longer reach is never shortened by a
    shorter one.
    """
    reach, fresh = Reach.objects.get_or_create(
        person=person, **_whose(office_id, member_id), defaults={"until_on": until_on}
    )
    if not fresh and (
        reach.until_at is not None
        or (reach.until_on is not None and (until_on is None or until_on > reach.until_on))
    ):
        reach.until_on, reach.until_at = until_on, None
        reach.save(update_fields=["until_on", "until_at"])


def open_reach(*, person: Person, member_id: UUID, until_at: datetime) -> None:
    """Bring a person within a member's reach for some hours; a longer reach is never shortened."""
    reach, fresh = Reach.objects.get_or_create(
        person=person,
        **_whose(None, member_id),
        defaults={"until_on": timezone.localtime(until_at).date(), "until_at": until_at},
    )
    if not fresh and reach.until_on is not None:
        reach.until_on, reach.until_at = (
            max(reach.until_on, timezone.localtime(until_at).date()),
            until_at,
        )
        reach.save(update_fields=["until_on", "until_at"])


def met(*, person: Person, on: date) -> None:
    """Note the last day somebody met the person; an older meeting entered late changes nothing."""
    Person.objects.filter(Q(last_met_on=None) | Q(last_met_on__lt=on), pk=person.pk).update(
        last_met_on=on
    )


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def edit_person(
    *,
    person_id: UUID,
    version: int | None,
    by: Viewer,
    birth: PartialDate | None = None,
    **changes: Any,
) -> Person:
    """
    Change what the card says of a person.

    :raises NotSeen: if the viewer may not see them
    :raises StaleEdit: if somebody changed it in the meantime
    """
    person_seen(by, person_id)
    person = Person.objects.select_for_update().get(pk=person_id)
    require_version(person, version)
    changed = [name for name, value in changes.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, changes[name])
    if birth is not None and birth != person.birth:
        person.birth = birth
        changed.append("birth")
    if "called_name" in changed:
        PersonName.objects.get_or_create(
            person=person, text=person.called_name, defaults={"kind": NameKind.NICKNAME}
        )
    person.save()
    _resort(person)
    reindex(person)
    if changed:
        record_event(
            action="person_edited",
            by=by,
            subjects=[person.pk],
            object_kind="people.Person",
            object_id=person.pk,
            detail={"fields": sorted(changed)},
        )
    return person


def _resort(person: Person) -> None:
    names = list(
        PersonName.objects.filter(person=person)
        .order_by("created_at", "pk")
        .values_list("text", "kana")
    )
    Person.objects.filter(pk=person.pk).update(sort_name=sort_name_of(person.called_name, names))


def _added(person_id: UUID, row: Any, by: Viewer) -> None:
    record_event(
        action="known_of_person",
        by=by,
        subjects=[person_id],
        object_kind=row._meta.label,
        object_id=row.pk,
    )


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def add_name(*, person_id: UUID, kind: str, text: str, kana: str, by: Viewer) -> PersonName:
    """
    Add a name, exactly as typed.

    :raises NotSeen: if the viewer may not see the person
    """
    person = person_seen(by, person_id)
    name = PersonName.objects.create(person=person, kind=kind, text=text, kana=kana)
    _resort(person)
    reindex(person)
    _added(person.pk, name, by)
    return name


@asks(Duty.KEEP_LEDGERS, Duty.SEE_PLACES)
@one_transaction
def add_place(
    *, person_id: UUID, kind: str, place: str, when: str, sleeps_here: bool, by: Viewer
) -> MeetingPlace:
    """
    Add where and when the person can be met.

    :raises NotSeen: if the viewer may not see the person
    """
    person = person_seen(by, person_id)
    row = MeetingPlace.objects.create(
        person=person, kind=kind, place=place, when=when, sleeps_here=sleeps_here
    )
    reindex(person)
    _added(person.pk, row, by)
    return row


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def leave_place(*, person_id: UUID, place_id: UUID, by: Viewer) -> None:
    """
    Note that the person is no longer met at a place.

    :raises NotSeen: if the viewer may not see the person
    """
    person = person_seen(by, person_id)
    for place in MeetingPlace.objects.filter(person=person, pk=place_id):
        place.until_on = date.fromordinal(by.today.toordinal() - 1)
        place.save(update_fields=["until_on"])
        _added(person.pk, place, by)


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def add_contact(*, person_id: UUID, value: str, note: str, by: Viewer) -> ContactPoint:
    """
    Add how the person can be reached.

    :raises NotSeen: if the viewer may not see the person
    """
    person = person_seen(by, person_id)
    row = ContactPoint.objects.create(person=person, value=value, note=note)
    reindex(person)
    _added(person.pk, row, by)
    return row


@asks(Duty.WRITE_MEMORY)
@one_transaction
def add_caution(
    *, person_id: UUID, kind: str, text: str, until_on: date | None, by: Viewer
) -> Caution:
    """
    Add what must not be done, a danger, or an alert with an end.

    :raises NotSeen: if the viewer may not see the person
    """
    person = person_seen(by, person_id)
    row = Caution.objects.create(
        person=person, kind=kind, text=text, until_on=until_on, by_id=by.member_id
    )
    _added(person.pk, row, by)
    return row


@asks(Duty.WRITE_MEMORY)
@one_transaction
def lift_caution(*, person_id: UUID, caution_id: UUID, by: Viewer) -> None:
    """
    Take a caution off the card; the row stays.

    :raises NotSeen: if the viewer may not see the person
    """
    person = person_seen(by, person_id)
    for caution in Caution.objects.filter(person=person, pk=caution_id, lifted_on=None):
        caution.lifted_on = by.today
        caution.save(update_fields=["lifted_on"])
        _added(person.pk, caution, by)
