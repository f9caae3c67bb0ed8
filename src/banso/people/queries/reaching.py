"""Which members reach a person."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists

from banso.access.viewer import Viewer
from banso.people.models import Person
from banso.people.queries.visibility import people_seen_by

_AT_ONCE = 40  # questions in one query


def those_who_reach(members: Sequence[Viewer], person_id: UUID) -> list[Viewer]:
    """Return which of some members reach a person, in their order."""
    found = []
    for first in range(0, len(members), _AT_ONCE):
        some = members[first : first + _AT_ONCE]
        asked = {
            f"reaches_{place}": Exists(people_seen_by(one).filter(pk=person_id))
            for place, one in enumerate(some)
        }
        answers = Person.objects.filter(pk=person_id).annotate(**asked).values_list(*asked)
        found += [one for one, yes in zip(some, *answers, strict=True) if yes]
    return found
