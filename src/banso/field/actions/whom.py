"""Whom a line that a telephone brings home is about."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from banso.field.models import FieldOp, Pack, Telephone
from banso.field.queries import carried
from banso.field.rules import Line, named_in
from banso.kit.erased_list import NAME as ERASED
from banso.kit.erased_list import read_list
from banso.kit.refusals import NotSeen
from banso.people.models import Person


def whom(pack: Pack, line: Line) -> Person | None:
    """
    Return whom a line is about: somebody of its pack, or met first on the same telephone. None
    where it enters somebody.

    :raises NotSeen: if it is anybody else
    """
    if line.person is None:
        return None
    person = carried(pack, line.person)
    if person is None:
        first = FieldOp.objects.filter(telephone=pack.telephone_id, told_as=line.person)
        found = first.exclude(person=None).select_related("person").first()
        person = found.person if found else None
    if person is None or person.merged_into_id is not None:
        raise NotSeen
    return person


def about(telephone: Telephone, body: dict[str, Any]) -> tuple[Person | None, bool]:
    """
    Return whom a line that can't be written is about, so that only who may know of them reads it
    and it goes with them; and whether it names somebody whose record was erased: no text about them
    begins anew.
    """
    named = named_in(body, "person")
    if named is None:
        return None, False
    first = FieldOp.objects.filter(telephone=telephone, told_as=named)
    met = first.exclude(person=None).values_list("person", flat=True).first()
    people = Person.objects.filter(agency_id=telephone.agency_id)
    person = people.filter(pk=met or named).first()
    while person is not None and person.merged_into_id is not None:
        person = people.filter(pk=person.merged_into_id).first()
    return person, person is None and _was_erased(named)


def _was_erased(person_id: UUID) -> bool:
    told = read_list(Path(settings.HOME) / ERASED)
    return any(str(person_id) in map(str, one.get("people", ())) for one in told)
