"""
The one rule at the border: what somebody outside the agency may know of whom.

Every view across the border of an agency, or by a guest, starts here and is recorded by
`actions.passed_on`.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from banso.consent.models import Consent
from banso.consent.rules import stands_on


def words_for(
    *, agency_id: UUID, recipient: str, people: Iterable[UUID], day: date
) -> dict[UUID, dict[str, UUID]]:
    """
    Return, for each of these people, the parts of their life that stand open to a recipient on a
    day, with the consent each rests on; one query.

    Default deny: a person or a part without a word is not there. The newest word counts, a later no
    takes back an earlier yes, a withdrawal works on its day.
    """
    rows = Consent.objects.filter(
        agency_id=agency_id, recipient=recipient, person__in=list(people), from_on__lte=day
    )
    found = rows.order_by("from_on", "created_at", "pk").values_list(
        "person_id", "part", "pk", "answer", "from_on", "until_on", "withdrawn_on"
    )
    newest = {
        (person, part): (
            pk,
            stands_on(day, answer=answer, from_on=since, until_on=until, withdrawn_on=withdrawn),
        )
        for person, part, pk, answer, since, until, withdrawn in found
    }
    opened: dict[UUID, dict[str, UUID]] = {}
    for (person, part), (pk, stands) in newest.items():
        if stands:
            opened.setdefault(person, {})[part] = pk
    return opened
