"""Which conferences a member may know of, and what belongs to one."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from banso.access.rules import Duty
from banso.access.text_rules import may_read, readable_rows
from banso.access.viewer import Viewer
from banso.conferences.models import AgendaItem, Conference, Minute, Seat
from banso.conferences.queries.resting import at_the_table
from banso.conferences.rules import Kind, LineKind, State
from banso.kit.formatting import brief_day
from banso.kit.pages import Page, page_of
from banso.kit.refusals import NotSeen
from banso.people.queries import within_reach
from banso.ties.queries import ties_seen_by

if TYPE_CHECKING:
    from banso.people.models import Person
    from banso.planning.models import SupportPlan
    from banso.ties.models import Tie

SINCE = timedelta(days=90)


def conferences_seen_by(viewer: Viewer) -> QuerySet[Conference]:
    """
    Return the conferences this viewer may know of: about people they may see, where they sit, or
    which they keep.

    A sealed one is seen by its sworn members alone: no role, not even a manager's, opens it.
    """
    if not viewer.may(Duty.CONFER):
        return Conference.objects.none()
    seats = Seat.objects.filter(conference=OuterRef("pk"), member_id=viewer.member_id)
    about = AgendaItem.objects.filter(within_reach(viewer, "person"), conference=OuterRef("pk"))
    ordinary = ~Q(kind=Kind.SEALED) & (
        Exists(about) | Exists(seats) | Q(keeper_id=viewer.member_id) | Q(chair_id=viewer.member_id)
    )
    sealed = Q(kind=Kind.SEALED) & Exists(seats.filter(sworn_on__isnull=False))
    return Conference.objects.filter(ordinary | sealed, agency_id=viewer.agency_id)


def brought_where_seen(viewer: Viewer, guests: list[UUID]) -> set[UUID]:
    """
    Return those of these guests whom their inviter seated at a conference that this viewer may know
    of: seating them at a table of one's own makes nobody answer for them.
    """
    seen = conferences_seen_by(viewer).order_by().values("pk")
    rows = Seat.objects.filter(
        guest__in=guests, seated_by=F("guest__invited_by"), conference__in=seen
    )
    return {one for one in rows.values_list("guest_id", flat=True) if one is not None}


def conference_seen(viewer: Viewer, conference_id: UUID) -> Conference:
    """
    Return one conference.

    :raises NotSeen: if the viewer may not know of it
    """
    found = (
        conferences_seen_by(viewer)
        .select_related("chair", "keeper")
        .filter(pk=conference_id)
        .first()
    )
    if found is None:
        raise NotSeen
    return found


def items_seen(viewer: Viewer, conference: Conference) -> QuerySet[AgendaItem]:
    """
    Return the items of a conference that was seen already, without people the viewer may not see.
    """
    rows = AgendaItem.objects.filter(conference=conference).select_related(
        "person", "plan__based_on"
    )
    return rows if conference.kind == Kind.SEALED else rows.filter(within_reach(viewer, "person"))


def seats_seen(viewer: Viewer, conference: Conference) -> list[Seat]:
    """
    Return the seats that count of a conference that was seen already, without those of people the
    viewer may not see.
    """
    shown = Q(item=None) | Q(item__in=items_seen(viewer, conference).order_by().values("pk"))
    rows = Seat.objects.filter(at_the_table(), shown, conference=conference)
    return list(rows.select_related("guest", "item").order_by("pk"))


def item_seen(viewer: Viewer, item_id: UUID) -> AgendaItem:
    """
    Return one item with its conference.

    :raises NotSeen: if the viewer may not know of it
    """
    found = AgendaItem.objects.filter(pk=item_id, agency_id=viewer.agency_id).first()
    item = (
        items_seen(viewer, conference_seen(viewer, found.conference_id))
        .select_related("conference")
        .filter(pk=item_id)
        .first()
        if found
        else None
    )
    if item is None:
        raise NotSeen
    return item


def seat_seen(viewer: Viewer, seat_id: UUID) -> Seat:
    """
    Return one seat with its conference.

    :raises NotSeen: if the viewer may not know of it
    """
    found = (
        Seat.objects.filter(at_the_table(), pk=seat_id, agency_id=viewer.agency_id)
        .select_related("conference", "guest")
        .first()
    )
    if found is None:
        raise NotSeen
    conference = conference_seen(viewer, found.conference_id)
    if found.item_id and not items_seen(viewer, conference).filter(pk=found.item_id).exists():
        raise NotSeen
    return found


def member_reads(viewer: Viewer, minute: Minute) -> bool:
    """
    Return whether a member's duties include what a line speaks of; what they wrote themselves,
    always.
    """
    return may_read(viewer, minute)


def minute_seen(viewer: Viewer, minute_id: UUID) -> Minute:
    """
    Return one line of minutes.

    :raises NotSeen: if the viewer may not read it
    """
    found = (
        Minute.objects.filter(pk=minute_id, agency_id=viewer.agency_id, struck_at=None)
        .select_related("seat")
        .first()
    )
    if found is None:
        raise NotSeen
    item_seen(viewer, found.item_id)
    if not member_reads(viewer, found):
        raise NotSeen
    return found


def conferences_of(person: "Person", viewer: Viewer, *, size: int = 20) -> list[Conference]:
    """Return the conferences a person was on the agenda of, the newest first."""
    about = AgendaItem.objects.filter(conference=OuterRef("pk"), person=person)
    return list(conferences_seen_by(viewer).filter(Exists(about)).order_by("-on", "-pk")[:size])


def my_conferences(viewer: Viewer, *, cursor: str = "", size: int = 30) -> Page[Conference]:
    """Return a page of the conferences this viewer may know of, the newest first."""
    return page_of(
        conferences_seen_by(viewer).select_related("chair"),
        order=("-on", "-pk"),
        cursor=cursor,
        size=size,
    )


def last_before(conference: Conference, person_id: UUID, *, kind: str = "") -> Conference | None:
    """
    Return the last conference that closed before this one with a person on its agenda; never a
    sealed one.
    """
    about = AgendaItem.objects.filter(conference=OuterRef("pk"), person=person_id)
    rows = (
        Conference.objects.filter(
            Exists(about), agency_id=conference.agency_id, state__in=(State.CLOSED, State.CONFIRMED)
        )
        .exclude(pk=conference.pk)
        .exclude(kind=Kind.SEALED)
    )
    return (rows.filter(kind=kind) if kind else rows).order_by("-on", "-pk").first()


def changed_ties(
    viewer: Viewer, conference: Conference, people: Iterable[UUID]
) -> dict[UUID, list["Tie"]]:
    """
    Return, by person, the ties that began or ended since their last conference, or in the last
    three months; two queries.
    """
    ids = list(people)
    before = Conference.objects.filter(
        items__person__in=ids,
        agency_id=conference.agency_id,
        on__lt=conference.on,
        state__in=(State.CLOSED, State.CONFIRMED),
    ).exclude(kind=Kind.SEALED)
    since: dict[UUID, date] = {}
    for person, on in before.values_list("items__person", "on"):
        since[person] = max(on, since.get(person, on))
    edge = min([since.get(one, conference.on - SINCE) for one in ids], default=conference.on)
    found: dict[UUID, list[Tie]] = {}
    for tie in (
        ties_seen_by(viewer)
        .filter(Q(from_on__gte=edge) | Q(until_on__gte=edge), person__in=ids)
        .order_by("from_on", "pk")[:300]
    ):
        start = since.get(tie.person_id, conference.on - SINCE)
        if (tie.from_on and tie.from_on >= start) or (tie.until_on and tie.until_on >= start):
            found.setdefault(tie.person_id, []).append(tie)
    return found


def missing_in_the_region(viewer: Viewer, *, cursor: str = "", size: int = 50) -> Page[Minute]:
    """
    Return what conferences found missing in the region (地域課題), the newest first; what is
    missing names nobody.
    """
    rows = (
        Minute.objects.filter(
            agency_id=viewer.agency_id,
            kind=LineKind.MISSING,
            struck_at=None,
            conference__in=conferences_seen_by(viewer),
        )
        .filter(readable_rows(viewer, "conferences.Minute"))
        .exclude(conference__kind=Kind.SEALED)
    )
    return page_of(rows.select_related("conference"), order=("-pk",), cursor=cursor, size=size)


def sat_over(plan: "SupportPlan", viewer: Viewer) -> list[str]:
    """
    Return when conferences that this viewer may know of sat over a plan that was seen already, and
    how far each is; the newest first.
    """
    rows = conferences_seen_by(viewer).exclude(kind=Kind.SEALED)
    rows = rows.filter(
        Exists(AgendaItem.objects.filter(conference=OuterRef("pk"), plan=plan)),
        state__in=(State.CLOSED, State.CONFIRMED),
    )
    return [
        f"{brief_day(one.on)} {Kind.label_of(one.kind)} {State.label_of(one.state)}"
        for one in rows.order_by("-on", "-pk")[:3]
    ]
