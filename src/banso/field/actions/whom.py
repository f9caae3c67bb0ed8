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
from banso.people.queries import holders


def whom(pack: Pack, line: Line) -> Person | None:
    """
    Return whom a line is about: somebody of its pack, or met first on the same telephone. None
    where it enters somebody.

    :raises NotSeen: if it is anybody else
    """
    if line.person is None:
        return None
    person = carried(pack, line.person) or _met_first(pack.telephone_id, line.person)
    if person is None or person.merged_into_id is not None:
        raise NotSeen
    return person


def _met_first(telephone_id: UUID, told_as: UUID) -> Person | None:
    """Return whom a telephone has met first, by the id that it made for them."""
    rows = FieldOp.objects.filter(telephone=telephone_id, told_as=told_as).exclude(person=None)
    found = rows.select_related("person").first()
    return found.person if found else None


def about(telephone: Telephone, body: dict[str, Any]) -> tuple[Person | None, bool]:
    """
    Return whom a line that can't be written is about, so that only who may know of them reads it
    and it goes with them; and whether it names somebody whose record was erased: no text about them
    begins anew.
    """
    named = named_in(body, "person")
    if named is None:
        return None, False
    met = _met_first(telephone.pk, named)
    now = holders([met.pk if met else named])
    person = Person.objects.filter(agency_id=telephone.agency_id, pk__in=now.values()).first()
    return person, person is None and _was_erased(named)


def _was_erased(person_id: UUID) -> bool:
    told = read_list(Path(settings.HOME) / ERASED)
    return any(str(person_id) in map(str, one.get("people", ())) for one in told)
