"""The narrow look: a called name and what keeps people safe, for a night or for a danger."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.refusals import Refusal
from banso.people.models import Caution, Person
from banso.people.queries.visibility import of_the_agency, within_reach
from banso.people.rules import CautionKind


def within_narrow_reach(viewer: Viewer, path: str = "") -> Q:
    """
    Return the condition on whom somebody may be told the called name of, and what keeps people
    safe, and nothing else, while they have a ground for it: never anybody hidden for safety.
    """
    if not viewer.may(Duty.SEE_PEOPLE):
        return Q(pk__in=[])
    restricted = f"{path}__restricted" if path else "restricted"
    return of_the_agency(viewer, path) & Q(**{restricted: False})


def any_lent(people: Iterable[UUID], viewer: Viewer) -> bool:
    """Return whether a viewer reaches somebody among these people for some hours only."""
    for_good = Person.objects.filter(within_reach(viewer, lent=False)).values("pk")
    rows = Person.objects.filter(within_reach(viewer), pk__in=set(people))
    return rows.exclude(pk__in=for_good).exists()


class OnlyLent(Refusal):
    """What is open to somebody for some hours does not become theirs."""

    sentence = _(
        "This page is open to you for some hours only. Please ask somebody who looks after the "
        "person."
    )


def refuse_lent(people: Iterable[UUID], viewer: Viewer) -> None:
    """
    Refuse to bring people within anybody's reach on the ground of a reach of some hours.

    :raises OnlyLent: if the viewer reaches one of them for some hours only
    """
    if any_lent(people, viewer):
        raise OnlyLent


def warned_of(people: Iterable[UUID], viewer: Viewer) -> dict[UUID, list[str]]:
    """Return by person what keeps everybody safe: what not to do, and dangers; one query."""
    rows = Caution.objects.filter(
        Q(until_on=None) | Q(until_on__gte=viewer.today),
        kind__in=(CautionKind.DO_NOT, CautionKind.DANGER),
        person__in=list(people),
        lifted_on=None,
    )
    found: dict[UUID, list[str]] = {}
    for person_id, text in rows.order_by("created_at", "pk").values_list("person_id", "text"):
        found.setdefault(person_id, []).append(text)
    return found
