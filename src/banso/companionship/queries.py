"""Reading who walks with whom, promises and handovers."""

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from banso.access.models import Member
from banso.access.queries import current_members, members_seen_by, viewer_of
from banso.access.rules import Duty, Scope
from banso.access.viewer import Viewer
from banso.companionship.models import (
    Companionship,
    ContactNote,
    HandoverMark,
    HandoverPost,
    Promise,
)
from banso.companionship.rules import PromiseOutcome
from banso.kit.asked_once import asked_once
from banso.kit.pages import Page, page_of
from banso.kit.refusals import NotSeen
from banso.kit.spans import stands_on
from banso.people.queries import living, speaks_of, within_reach

if TYPE_CHECKING:
    from banso.people.models import Person


@asked_once
def companions_of(person_id: UUID) -> list[Companionship]:
    """
    Return everybody who walks or walked with a person who was seen already; the lead and the
    present first.
    """
    rows = Companionship.objects.filter(person=person_id).select_related("member")
    return list(rows.order_by(F("until_on").desc(nulls_first=True), "-is_lead", "from_on", "pk"))


def companionships_seen_by(viewer: Viewer) -> QuerySet[Companionship]:
    """Return companionships of people this viewer may see."""
    return Companionship.objects.filter(
        within_reach(viewer, "person"), agency_id=viewer.agency_id
    ).select_related("member", "person")


def my_people(viewer: Viewer, *, cursor: str = "", size: int = 30) -> Page[Companionship]:
    """Return the people this member walks with, those met longest ago first by name."""
    mine = companionships_seen_by(viewer).filter(
        living("person"), stands_on(viewer.today), member_id=viewer.member_id
    )
    return page_of(mine, order=("person__sort_name", "pk"), cursor=cursor, size=size)


def next_promises(person_ids: list[UUID]) -> dict[UUID, Promise]:
    """Return the next open promise of each person, in one query."""
    rows = (
        Promise.objects.filter(person__in=person_ids, settled_on=None)
        .select_related("answerable")
        .order_by("-due_on", "-pk")
    )
    return {row.person_id: row for row in rows}


@asked_once
def promises_of(person_id: UUID) -> list[Promise]:
    """
    Return the open promises of a person who was seen already, the next first, and the ten settled
    last, without those that were taken back.
    """
    rows = Promise.objects.filter(person=person_id).select_related("answerable")
    return [
        *rows.filter(settled_on=None).order_by("due_on", "pk"),
        *rows.exclude(settled_on=None)
        .exclude(outcome=PromiseOutcome.UNDONE)
        .order_by("-settled_on", "-pk")[:10],
    ]


def my_promises(viewer: Viewer, *, until: date, size: int = 50) -> list[Promise]:
    """
    Return the promises that this member answers for and that are due by a day, the oldest first: to
    people who live, and what was promised after a death.
    """
    rows = Promise.objects.filter(
        living("person") | Q(after_death=True),
        within_reach(viewer, "person"),
        answerable_id=viewer.member_id,
        settled_on=None,
        due_on__lte=until,
    )
    return list(rows.select_related("person").order_by("due_on", "pk")[:size])


def promise_seen(viewer: Viewer, promise_id: UUID) -> Promise:
    """
    Return one promise.

    :raises NotSeen: if the viewer may not see its person
    """
    promise = (
        Promise.objects.filter(
            within_reach(viewer, "person"), pk=promise_id, agency_id=viewer.agency_id
        )
        .select_related("person")
        .first()
    )
    if promise is None:
        raise NotSeen
    return promise


def note_seen(viewer: Viewer, note_id: UUID) -> ContactNote:
    """
    Return one contact note.

    :raises NotSeen: if the viewer may not see its person
    """
    note = (
        ContactNote.objects.filter(
            within_reach(viewer, "person"), pk=note_id, agency_id=viewer.agency_id
        )
        .select_related("person")
        .first()
    )
    if note is None:
        raise NotSeen
    return note


def visits_of(person: "Person", viewer: Viewer, *, size: int = 6) -> list[ContactNote]:
    """
    Return the visits at home whose sheet was written, of a person who was seen already, the newest
    first; nothing for whoever reads no memory.
    """
    if not viewer.may(Duty.SEE_MEMORY):
        return []
    rows = ContactNote.objects.filter(person=person, looked__isnull=False, taken_back_at=None)
    return list(rows.select_related("member").order_by("-on", "-pk")[:size])


def contacts_of(person: "Person", viewer: Viewer, *, size: int = 12) -> list[ContactNote]:
    """
    Return the contacts with a person who was seen already, the newest first; nothing for whoever
    reads no memory.
    """
    if not viewer.may(Duty.SEE_MEMORY):
        return []
    rows = ContactNote.objects.filter(person=person, taken_back_at=None)
    return list(rows.select_related("member").order_by("-on", "-pk")[:size])


def long_unmet(viewer: Viewer, *, days: int, size: int = 20) -> Page[Companionship]:
    """
    Return companionships whose person nobody has met for so many days: mine, or everybody's for
    those who see the agency.
    """
    edge = viewer.today - timedelta(days=days)
    rows = companionships_seen_by(viewer).filter(
        living("person"), stands_on(viewer.today), is_lead=True, from_on__lte=edge
    )
    if viewer.scope is not Scope.AGENCY:
        rows = rows.filter(member_id=viewer.member_id)
    rows = rows.filter(Q(person__last_met_on__lt=edge) | Q(person__last_met_on=None))
    found = list(rows.order_by(F("person__last_met_on").asc(nulls_first=True), "pk")[:size])
    return Page(found, "")


def handovers_seen_by(viewer: Viewer) -> QuerySet[HandoverPost]:
    """Return the posts of the viewer's offices, without those on people the viewer may not see."""
    posts = HandoverPost.objects.filter(agency_id=viewer.agency_id)
    if viewer.scope is not Scope.AGENCY:
        posts = posts.filter(office__in=viewer.office_ids)
    return posts.filter(Q(person=None) | within_reach(viewer, "person"))


def handovers(viewer: Viewer, *, cursor: str = "", size: int = 30) -> Page[HandoverPost]:
    """Return the handover feed, newest first."""
    posts = (
        handovers_seen_by(viewer)
        .select_related("author", "office", "person")
        .prefetch_related("marks__member")
    )
    return page_of(posts, order=("-at", "-pk"), cursor=cursor, size=size)


def unread_handovers(viewer: Viewer, *, size: int = 10) -> list[HandoverPost]:
    """Return posts of the last fortnight that this member has not marked as read, newest first."""
    read = HandoverMark.objects.filter(post=OuterRef("pk"), member_id=viewer.member_id, kind="read")
    posts = HandoverPost.objects.filter(
        ~Exists(read),
        agency_id=viewer.agency_id,
        office__in=viewer.office_ids,
        created_at__date__gte=viewer.today - timedelta(days=14),
    )
    posts = posts.exclude(author_id=viewer.member_id).filter(
        Q(person=None) | within_reach(viewer, "person")
    )
    return list(posts.select_related("author", "person").order_by("-at", "-pk")[:size])


def walks_on(day: date) -> QuerySet[Companionship]:
    """
    Return the companionships that stand on a day: for conditions of rooms above, never shown as
    they are.
    """
    return Companionship.objects.filter(stands_on(day))


def walks_with(person_id: UUID, day: date) -> list[UUID]:
    """Return the members who walk on a day with a person who was seen already."""
    return list(walks_on(day).filter(person=person_id).values_list("member_id", flat=True))


def promises_open() -> QuerySet[Promise]:
    """
    Return the promises that are not settled: for conditions of rooms above, never shown as they
    are.
    """
    return Promise.objects.filter(settled_on=None)


def who_may_walk_on(viewer: Viewer, person_id: UUID) -> list[tuple[str, list[tuple[str, str]]]]:
    """
    Return the members who can walk on with a person who was seen already, grouped by their offices:
    those who read and write of people, and never whoever the record speaks of.
    """
    of_offices: dict[str, list[tuple[str, str]]] = {}
    for one in _those_who_write(current_members(viewer, today=viewer.today), person_id, viewer):
        offices = "・".join(sorted(office.name for office in one.offices.all()))
        of_offices.setdefault(offices, []).append((str(one.pk), one.name))
    return sorted(of_offices.items())


def may_walk_on(member: Member, person_id: UUID, viewer: Viewer) -> bool:
    """Return whether a member can walk on with a person."""
    rows = members_seen_by(viewer).filter(pk=member.pk)
    return bool(_those_who_write(rows, person_id, viewer))


def _those_who_write(rows: QuerySet[Member], person_id: UUID, viewer: Viewer) -> list[Member]:
    found = []
    for one in rows.select_related("agency").prefetch_related("offices"):
        known = viewer_of(one, today=viewer.today)
        if known.may(Duty.SEE_MEMORY) and known.may(Duty.WRITE_MEMORY):
            found.append((one, known))
    return [one for one, known in found if not speaks_of(known, person_id)]
