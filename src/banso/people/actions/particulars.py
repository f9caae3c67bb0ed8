"""Names, places, ways to reach somebody, cautions: added one by one."""

from datetime import date
from typing import Any
from uuid import UUID

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.people.actions.indexing import reindex
from banso.people.actions.person import resort
from banso.people.models import Caution, ContactPoint, MeetingPlace, PersonName
from banso.people.queries import person_seen


def _noted(person_id: UUID, row: Any, by: Viewer) -> None:
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
    resort(person)
    reindex(person)
    _noted(person.pk, name, by)
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
    _noted(person.pk, row, by)
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
        _noted(person.pk, place, by)


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
    _noted(person.pk, row, by)
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
    _noted(person.pk, row, by)
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
        _noted(person.pk, caution, by)
