"""Entering a person and adding to what is known of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F

from banso.access.permission import asks
from banso.access.rules import Duty, Scope
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.eras import PartialDate
from banso.kit.ids import new_id
from banso.kit.models import StaleEdit, require_version
from banso.people.actions.indexing import reindex
from banso.people.actions.reach import grant_reach
from banso.people.models import ContactPoint, MeetingPlace, Person, PersonName
from banso.people.queries import ids_ever_of, person_seen
from banso.people.rules import NameKind, PlaceKind
from banso_recognition import fold, hiragana


def sort_name_of(called_name: str, names: Iterable[tuple[str, str]]) -> str:
    """Return what a person is sorted by: the reading where one is known, else the called name."""
    reading = next((hiragana(kana) for _text, kana in names if hiragana(kana)), "")
    return (reading or hiragana(called_name) or fold(called_name))[:100]


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """
    Somebody as they are first known: a called name is enough. `names` are (kind, written, kana).
    """

    called_name: str
    names: Sequence[tuple[str, str, str]] = ()
    birth: PartialDate | None = None
    sex: str = ""
    looks: str = ""
    own_words: str = ""
    restricted: bool = False
    place: str = ""
    place_kind: str = PlaceKind.UNKNOWN
    when: str = ""
    sleeps_here: bool = False
    contact: str = ""


@asks(Duty.KEEP_LEDGERS)
@one_transaction
def enter_person(
    *,
    person: NewPerson,
    by: Viewer,
    person_id: UUID | None = None,
    office_id: UUID | None = None,
) -> Person:
    """Enter somebody, within reach of an office (the viewer's, where none is named)."""
    named = [(kind, text, kana) for kind, text, kana in person.names if text]
    entered = Person(
        id=person_id or new_id(),
        agency_id=by.agency_id,
        called_name=person.called_name,
        sex=person.sex,
        looks=person.looks,
        own_words=person.own_words,
        restricted=person.restricted,
        sort_name=sort_name_of(person.called_name, [(text, kana) for _, text, kana in named]),
    )
    entered.birth = person.birth or PartialDate()
    entered.save(force_insert=True)
    if person.called_name not in [text for _, text, _ in named]:
        named.append((NameKind.NICKNAME, person.called_name, ""))
    PersonName.objects.bulk_create(
        [PersonName(person=entered, kind=kind, text=text, kana=kana) for kind, text, kana in named]
    )
    if person.place:
        MeetingPlace.objects.create(
            person=entered,
            kind=person.place_kind,
            place=person.place,
            when=person.when,
            sleeps_here=person.sleeps_here,
        )
    if person.contact:
        ContactPoint.objects.create(person=entered, value=person.contact)
    _bring_within_reach(entered, office_id, by)
    reindex(entered)
    record_event(
        action="person_entered",
        by=by,
        subjects=[entered.pk],
        object_kind="people.Person",
        object_id=entered.pk,
    )
    return entered


def _bring_within_reach(person: Person, office_id: UUID | None, by: Viewer) -> None:
    office = office_id or next(iter(sorted(by.office_ids, key=str)), None)
    if office:
        grant_reach(person=person, office_id=office)
    if by.scope is Scope.OWN or person.restricted:
        # Whoever meets somebody new must be able to go on: a volunteer until tomorrow, a companion
        # for good.
        grant_reach(
            person=person,
            member_id=by.member_id,
            until_on=None if by.may(Duty.SEE_NAMES) else _tomorrow(by.today),
        )


def person_locked(viewer: Viewer, person_id: UUID) -> Person:
    """
    Return a person, locked as who they are now: no merge comes in between until the action ends.

    :raises NotSeen: if the viewer may not see them
    """
    while True:
        seen = person_seen(viewer, person_id)
        person = Person.objects.select_for_update(no_key=True).get(pk=seen.pk)
        if person.merged_into_id is None:
            return person


def _tomorrow(today: date) -> date:
    return date.fromordinal(today.toordinal() + 1)


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
    person = person_locked(by, person_id)
    if version is not None and person.pk != person_id:
        raise StaleEdit(person)  # what was typed rests on the entry that was merged into this one
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
    resort(person)
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


def suspend_person(*, person: Person, suspended: bool) -> None:
    """
    Close a person to search, lists, files and figures, by their own word, or open them again; every
    entry ever merged into theirs likewise. Whoever calls this has the word of two.
    """
    entries = Person.objects.filter(pk__in=ids_ever_of(person), agency_id=person.agency_id)
    entries.update(suspended=suspended, version=F("version") + 1)


def resort(person: Person) -> None:
    """Sort a person anew, after their names have changed."""
    names = list(
        PersonName.objects.filter(person=person)
        .order_by("created_at", "pk")
        .values_list("text", "kana")
    )
    Person.objects.filter(pk=person.pk).update(sort_name=sort_name_of(person.called_name, names))
