"""The one rule of who sees whom, and what of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from banso.access.rules import Duty, Scope
from banso.access.viewer import Viewer
from banso.kit.asked_once import asked_once
from banso.kit.db import reads_without_lock
from banso.kit.refusals import NotSeen
from banso.people.models import (
    Caution,
    ContactPoint,
    MeetingPlace,
    Merge,
    Person,
    PersonName,
    Reach,
)
from banso.people.queries.never_seen import closed_to
from banso.people.rules import CautionKind, KnownAs

_INTO = ("merged_into", "merged_into__merged_into", "merged_into__merged_into__merged_into")


def within_reach(viewer: Viewer, path: str = "", *, lent: bool = True) -> Q:
    """
    Return the one rule of whom a viewer may know of, as a condition on people or, with a path such
    as "person", on what points at them.

    Of their agency, within their reach, hidden ones only where they walk with them, nobody who
    named them as one who must never see, and never their own record: whoever was supported and
    works here reads it together with somebody, not at work. Search, lists, exports and figures all
    carry it. `lent=False` leaves out what is open for hours only.
    As a condition along a join it lets the engine keep the list's own index; a subquery over
    everybody would not.
    """
    if not viewer.may(Duty.SEE_PEOPLE):
        return Q(pk__in=[])
    before, person = (f"{path}__", f"{path}_id") if path else ("", "pk")
    rule = of_the_agency(viewer, path)
    reach = _reach_now(viewer, person, lent=lent)
    with_me = Q(Exists(reach.filter(member_id=viewer.member_id)))
    if viewer.scope is Scope.OWN:
        rule &= with_me
    elif viewer.scope is Scope.OFFICE:
        rule &= with_me | Q(Exists(reach.filter(office_id__in=viewer.office_ids)))
    if not viewer.may(Duty.SEE_RESTRICTED):
        rule &= Q(**{f"{before}restricted": False}) | with_me
    return rule


def of_the_agency(viewer: Viewer, path: str = "") -> Q:
    """
    Return what holds of whomever somebody may know of on any ground: never their own record, nor
    anybody who named them as one who must never see, nor anybody whose data is used no longer.
    """
    return _whoever_it_is(viewer, path) & Q(
        **{f"{path}__suspended" if path else "suspended": False}
    )


def suspended_too(viewer: Viewer, path: str = "") -> Q:
    """Return the condition on whose data is used no longer, for whoever answers for that."""
    if not viewer.may(Duty.MANAGE_AGENCY) or not viewer.may(Duty.SEE_RESTRICTED):
        return Q(pk__in=[])
    suspended = f"{path}__suspended" if path else "suspended"
    return _whoever_it_is(viewer, path) & Q(**{suspended: True})


def _whoever_it_is(viewer: Viewer, path: str) -> Q:
    before, person = (f"{path}__", f"{path}_id") if path else ("", "pk")
    rule = Q(**{f"{before}agency_id": viewer.agency_id, f"{before}merged_into": None})
    if own := _own_records(viewer):
        rule &= ~Q(**{f"{person}__in": own})
    return rule & ~Q(**{f"{person}__in": closed_to(viewer)})


def _reach_now(viewer: Viewer, person: str, *, lent: bool) -> QuerySet[Reach]:
    lasting = Q(until_on=None) | Q(until_on__gte=viewer.today, until_at=None)
    if lent:
        lasting |= Q(until_at__gt=timezone.now(), until_on__gte=viewer.today)
    return Reach.objects.filter(lasting, person=OuterRef(person))


def _own_records(viewer: Viewer) -> list[UUID]:
    """Return the entry that speaks of a member, and those into which it went, however often."""
    if viewer.own_record is None:
        return []
    found = [viewer.own_record]
    while True:
        looked = Person.objects.filter(pk=found[-1]).values_list(*_INTO).first() or ()
        fresh = [one for one in looked if one is not None and one not in found]
        found += fresh
        if len(fresh) < len(_INTO):
            return found


def speaks_of(member: Viewer, person_id: UUID) -> bool:
    """Return whether a record is a member’s own: nobody is asked to walk with themselves."""
    if not member.own_record:
        return False
    return not Person.objects.filter(of_the_agency(member, ""), pk=person_id).exists()


def living(path: str = "") -> Q:
    """
    Return the condition that a person lives, on people or, with a path such as "person", on what
    points at them: for everything that reminds somebody of what is still to be done.
    """
    return Q(**{f"{path}__has_died" if path else "has_died": False})


def people_seen_by(viewer: Viewer) -> QuerySet[Person]:
    """Return the people this viewer may know of."""
    return Person.objects.filter(within_reach(viewer))


def people_kept_back(viewer: Viewer) -> list[UUID]:
    """
    Return the people of the agency whom a viewer who reaches all of it may nevertheless not know
    of: hidden or suspended ones, who named them, their own record, entries merged away.

    Few, found by their own indexes: figures over everyone leave them out without reading everybody.
    """
    few = Q(restricted=True) | Q(suspended=True) | Q(merged_into__isnull=False)
    few |= Q(pk__in=closed_to(viewer)) | Q(pk__in=_own_records(viewer))
    rows = Person.objects.filter(few, agency_id=viewer.agency_id).exclude(within_reach(viewer))
    return list(rows.values_list("pk", flat=True))


@asked_once
def person_seen(viewer: Viewer, person_id: UUID) -> Person:
    """
    Return a person, also when asked for under an entry that was merged into theirs.

    An action holds whom it asks for until it ends: two entries that become one, or are parted, wait
    for it, and it waits for them and sees who the person is then.

    :raises NotSeen: if the viewer may not see them
    """
    for _ in range(10):
        _hold(person_id)
        person = people_seen_by(viewer).filter(pk=person_id).first()
        if person is not None:
            return person
        into = (
            Person.objects.filter(pk=person_id, agency_id=viewer.agency_id)
            .values_list("merged_into_id", flat=True)
            .first()
        )
        if into is None:
            break
        person_id = into
    raise NotSeen


def _hold(person_id: UUID) -> None:
    """Hold an entry until the action that is under way ends, as a reference to it does."""
    if reads_without_lock():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM people_person WHERE id = %s FOR KEY SHARE", [person_id])


def people_to_choose(viewer: Viewer, *, but: UUID | None = None) -> list[tuple[str, str]]:
    """
    Return the people with whom this very member walks, by called name, as the choices of a field;
    two hundred at most.
    """
    mine = Exists(_reach_now(viewer, "pk", lent=True).filter(member_id=viewer.member_id))
    rows = people_seen_by(viewer).filter(mine).order_by("sort_name", "pk")[:201]
    return [(str(one.pk), one.called_name) for one in rows if one.pk != but][:200]


def names_of(person: Person, viewer: Viewer) -> list[PersonName]:
    """Return all names of a person, oldest first, for viewers trusted with names."""
    if not viewer.may(Duty.SEE_NAMES):
        return []
    return list(PersonName.objects.filter(person=person).order_by("created_at", "pk"))


def still_said(viewer: Viewer) -> Q:
    """Return what holds of a place or a caution whose last day has not passed."""
    return Q(until_on=None) | Q(until_on__gte=viewer.today)


def places_of(person: Person, viewer: Viewer) -> list[MeetingPlace]:
    """Return where the person can be met, for viewers trusted with places."""
    if not viewer.may(Duty.SEE_PLACES):
        return []
    return list(
        MeetingPlace.objects.filter(still_said(viewer), person=person).order_by(
            "-sleeps_here", "created_at", "pk"
        )
    )


def sleeping_places(person_ids: list[UUID], viewer: Viewer) -> dict[UUID, str]:
    """
    Return where each of some people who were seen already sleeps, for viewers trusted with places;
    one query.
    """
    if not viewer.may(Duty.SEE_PLACES):
        return {}
    rows = MeetingPlace.objects.filter(still_said(viewer), person__in=person_ids, sleeps_here=True)
    return dict(rows.order_by("-created_at", "-pk").values_list("person_id", "place"))


def known_as(person: Person, viewer: Viewer) -> KnownAs:
    """Return how a person is shown to this viewer."""
    return known_as_many([person], viewer)[person.pk]


def known_as_many(people: Iterable[Person], viewer: Viewer) -> dict[UUID, KnownAs]:
    """Return how people are shown to this viewer, by id; one query however many they are."""
    listed = list(people)
    full: dict[UUID, str] = {}
    kana: dict[UUID, str] = {}
    if viewer.may(Duty.SEE_NAMES):
        rows = PersonName.objects.filter(
            person__in=[person.pk for person in listed], kind="legal"
        ).order_by("created_at", "pk")
        for whose, text, reading in rows.values_list("person_id", "text", "kana"):
            full[whose], kana[whose] = text, reading
    return {
        person.pk: KnownAs(
            person.called_name,
            full.get(person.pk, "") if full.get(person.pk) != person.called_name else "",
            kana.get(person.pk, ""),
        )
        for person in listed
    }


@dataclass
class CardView:
    """The person's card as this viewer may see it."""

    person: Person
    names: list[PersonName] = field(default_factory=list)
    places: list[MeetingPlace] = field(default_factory=list)
    contacts: list[ContactPoint] = field(default_factory=list)
    do_not: list[Caution] = field(default_factory=list)
    alerts: list[Caution] = field(default_factory=list)
    age: int | None = None
    may_know: bool = False

    @property
    def names_said(self) -> str:
        """The names, one after the other."""
        return "、".join(one.text for one in self.names)


def card_of(person: Person, viewer: Viewer) -> CardView:
    """
    Return the card: what not to do first; a volunteer sees the called name and what keeps everybody
    safe.
    """
    cautions = list(
        Caution.objects.filter(still_said(viewer), person=person, lifted_on=None).order_by(
            "created_at", "pk"
        )
    )
    knows = viewer.may(Duty.SEE_NAMES)
    if not knows:
        cautions = [one for one in cautions if one.kind != CautionKind.ALERT]
    return CardView(
        person=person,
        names=names_of(person, viewer),
        places=places_of(person, viewer),
        contacts=list(ContactPoint.objects.filter(person=person).order_by("created_at", "pk"))
        if knows
        else [],
        do_not=[one for one in cautions if one.kind == CautionKind.DO_NOT],
        alerts=[one for one in cautions if one.kind != CautionKind.DO_NOT],
        age=person.age_on(viewer.today) if knows else None,
        may_know=knows,
    )


def ids_ever_of(person: Person) -> list[UUID]:
    """
    Return the person's id and those of all entries ever merged into theirs: for reading the trace.
    """
    ids, fresh = {person.pk}, {person.pk}
    while fresh:
        fresh = set(Merge.objects.filter(kept__in=fresh).values_list("gone_id", flat=True)) - ids
        ids |= fresh
    return list(ids)


def count_called(base: str, agency_id: UUID) -> int:
    """Return how many have a made-up name with this beginning: for the next number, never shown."""
    return Person.objects.filter(agency_id=agency_id, called_name__startswith=base).count()
