"""The person's own no, for the addresses and actions that ask for it."""

from typing import Any

from banso.consent.actions import NewNo, keep_no
from banso.people.models import NeverSeenBy


def samples(home: Any, cast: Any) -> dict[str, Any]:
    """Return the no of the person of the samples, to a volunteer."""
    no = NewNo(member_id=cast.volunteer.member_id, said_on=cast.today, way="written")
    return {"no_id": keep_no(person_id=home.person.pk, no=no, by=cast.outreach).pk}


def _no(w: Any, mark: str) -> dict[str, Any]:
    no = NewNo(member_id=w.cast.observer.member_id, said_on=w.cast.today, way="written", words=mark)
    return {"person_id": w.home.person.pk, "no": no}


TOLD = {
    "consent.keep_no": _no,
    "consent.take_no_back": lambda w, mark: {"no_id": NeverSeenBy.objects.get().pk},
}
