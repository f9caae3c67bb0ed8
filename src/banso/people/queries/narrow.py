"""The narrow look: a called name and what keeps people safe, for a night or for a danger."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.access.queries import current_members
from banso.access.rules import Duty, Role
from banso.access.viewer import Viewer
from banso.kit.ngrams import normalise
from banso.kit.refusals import Refusal
from banso.people.models import (
    Caution,
    ContactPoint,
    MeetingPlace,
    NeverSeenBy,
    Person,
    PersonName,
    Reach,
    SearchKey,
)
from banso.people.queries.visibility import living, of_the_agency, still_said, within_reach
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
    asked = set(people)
    if not Reach.objects.filter(person__in=asked, until_at__isnull=False).exists():
        return False  # nearly always: nothing of theirs is open for hours to anybody
    for_good = Person.objects.filter(within_reach(viewer, lent=False)).values("pk")
    rows = Person.objects.filter(within_reach(viewer), pk__in=asked)
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
        still_said(viewer),
        kind__in=(CautionKind.DO_NOT, CautionKind.DANGER),
        person__in=list(people),
        lifted_on=None,
    )
    found: dict[UUID, list[str]] = {}
    for person_id, text in rows.order_by("created_at", "pk").values_list("person_id", "text"):
        found.setdefault(person_id, []).append(text)
    return found


def people_in_danger(asker: Viewer, second: Viewer, text: str) -> list[Person]:
    """
    Return who of the agency is called exactly so, by any name or by their number in a ledger, and
    out of the asker's reach; three at most, and one query whoever is found.

    For opening in danger to life only: nothing else may ask whom one does not see. Nobody who has
    died, nobody who has named one of the two, and never their own record.
    """
    wanted, typed = normalise(text), text.strip()
    if len(wanted) < 2:
        return []
    named = SearchKey.objects.filter(agency_id=asker.agency_id, key=f"l:{wanted}"[:40])
    spelled = PersonName.objects.filter(
        text__in={typed, typed.replace(" ", "\u3000"), typed.replace("\u3000", " ")}
    )
    rows = Person.objects.filter(
        Q(pk__in=named.values("person_id"))
        | Q(pk__in=spelled.values("person_id"))
        | Q(called_name=typed),
        of_the_agency(asker),
        of_the_agency(second),
        living(),
    )
    return list(rows.exclude(within_reach(asker)).order_by("sort_name", "pk")[:3])


@dataclass(frozen=True)
class InDanger:
    """
    The narrow view of somebody in danger: what they are called, what keeps them safe, whom to
    call. Where they sleep and how they are reached is named by number only, one by one.
    """

    person: Person
    do_not: list[str]
    dangers: list[str]
    to_call: list[str]
    places: list[MeetingPlace]
    contacts: list[ContactPoint]


def in_danger(person_id: UUID, viewer: Viewer) -> InDanger | None:
    """
    Return the narrow view of somebody who was opened in danger for the viewer, None where the
    viewer may know of them no longer.
    """
    person = Person.objects.filter(of_the_agency(viewer), living(), pk=person_id).first()
    if person is None:
        return None
    current = still_said(viewer)
    cautions = Caution.objects.filter(
        current, person=person, lifted_on=None, kind__in=(CautionKind.DO_NOT, CautionKind.DANGER)
    )
    said = list(cautions.order_by("created_at", "pk").values_list("kind", "text"))
    places = MeetingPlace.objects.filter(current, person=person).order_by("created_at", "pk")
    contacts = ContactPoint.objects.filter(person=person).order_by("created_at", "pk")
    return InDanger(
        person=person,
        do_not=[text for kind, text in said if kind == CautionKind.DO_NOT],
        dangers=[text for kind, text in said if kind == CautionKind.DANGER],
        to_call=_whom_to_call(person, viewer),
        places=list(places) if viewer.may(Duty.SEE_PLACES) else [],
        contacts=list(contacts) if viewer.may(Duty.SEE_NAMES) else [],
    )


def _whom_to_call(person: Person, viewer: Viewer) -> list[str]:
    """Return by name who walks with somebody and who manages, but whom the person has named."""
    lasting = Reach.objects.filter(person=person, until_on=None, until_at=None)
    walks = set(lasting.filter(member__isnull=False).values_list("member_id", flat=True))
    named = NeverSeenBy.objects.filter(person=person, taken_back_on=None)
    rows = current_members(viewer, today=viewer.today).exclude(pk__in=named.values("member_id"))
    found = [
        one
        for one in rows.exclude(pk=viewer.member_id)
        if one.pk in walks or Role.MANAGER in one.roles
    ]
    return [one.name for one in sorted(found, key=lambda one: one.pk not in walks)][:10]
