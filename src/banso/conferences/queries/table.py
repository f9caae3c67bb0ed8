"""
The table as somebody sees it: one shape for members and for guests, so that both stand under the
same rule.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from banso.access.queries import viewer_of_member
from banso.access.viewer import GuestViewer, Viewer
from banso.conferences.models import Addition, AgendaItem, Conference, Minute, Paper, Seat
from banso.conferences.queries.conferences import changed_ties, items_seen, member_reads, seats_seen
from banso.conferences.queries.guests import opened_to
from banso.conferences.rules import (
    SHOWN_TO_GUESTS,
    Kind,
    LineKind,
    Party,
    guest_reads,
    part_of_cell,
    shown_party,
)
from banso.consent.rules import Part
from banso.planning.queries import CellView, Grid, grid_of, plan_seen

if TYPE_CHECKING:
    from banso.ties.models import Tie


@dataclass(frozen=True)
class LineView:
    """A line with whether whoever looks may change it."""

    minute: Minute
    mine: bool


@dataclass(frozen=True)
class PlanSide:
    """A cell of the draft plan beside the last one's."""

    domain: str
    period: str
    before: CellView | None
    after: CellView | None


@dataclass
class ItemView:
    """A person on the agenda as whoever looks may read it."""

    item: AgendaItem
    name: str
    groups: list[tuple[str, str, list[LineView]]]
    plan: list[PlanSide] = field(default_factory=list)
    ties: "list[Tie]" = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)

    @property
    def ties_said(self) -> str:
        """How the ties moved, in words."""
        return "、".join(
            f"{tie.name}（{_('stepped back') if tie.until_on else _('grew')}）" for tie in self.ties
        )


@dataclass
class Table:
    """
    All that is on the table. `opened` holds, by person, the parts that a guest is shown here, with
    the consent each rests on.
    """

    conference: Conference
    seats: list[Seat]
    items: list[ItemView]
    tag: str
    papers: list[Paper] = field(default_factory=list)
    opened: dict[UUID, dict[str, UUID]] = field(default_factory=dict)


def tag_of(conference: Conference, opened: dict[UUID, dict[str, UUID]] | None = None) -> str:
    """
    Return what changes whenever the table looks different: with every write, and for a guest with
    every word given or taken back.
    """
    words = ";".join(
        sorted(f"{person}{part}" for person, parts in (opened or {}).items() for part in parts)
    )
    return f"{conference.revision}-{conference.state}-{sha256(words.encode()).hexdigest()[:12]}"


def _opened(conference: Conference, guest: GuestViewer) -> dict[UUID, dict[str, UUID]]:
    people = AgendaItem.objects.filter(conference=conference, person__isnull=False).values_list(
        "person_id", flat=True
    )
    return opened_to(guest, [one for one in people if one])


def guest_tag(seat: Seat, guest: GuestViewer) -> str:
    """
    Return the tag of the table as this guest sees it, in two queries: what every look of a screen
    asks first.
    """
    found = seat.conference
    return (
        tag_of(found)
        if found.state not in SHOWN_TO_GUESTS or found.kind == Kind.SEALED
        else tag_of(found, _opened(found, guest))
    )


def _seats(conference: Conference) -> list[Seat]:
    return list(
        Seat.objects.filter(conference=conference).select_related("guest", "item").order_by("pk")
    )


def _seats_for_guest(own: Seat, names: dict[UUID, str], opened: set[str]) -> list[Seat]:
    """
    Return the seats without those of people who are not shown to the guest; a name, or what
    somebody's coming alone would tell, stays unsaid where it was not opened.
    """
    seats = [one for one in _seats(own.conference) if one.item_id is None or one.item_id in names]
    for seat in seats:
        seat.name = names.get(seat.item_id, seat.name) if seat.item_id else seat.name
        shown = seat.party if seat.pk == own.pk else shown_party(seat.party, opened)
        seat.party, seat.organisation = shown, seat.organisation if shown == seat.party else ""
    return seats


def _groups(
    minutes: list[Minute], reads: Callable[[Minute], bool], mine: Callable[[Minute], bool]
) -> list[tuple[str, str, list[LineView]]]:
    read = [one for one in minutes if reads(one)]
    return [
        (
            kind.value,
            str(LineKind.label_of(kind)),
            [LineView(one, mine(one)) for one in read if one.kind == kind],
        )
        for kind in LineKind
    ]


def _minutes(conference: Conference) -> dict[UUID, list[Minute]]:
    by_item: dict[UUID, list[Minute]] = {}
    for one in (
        Minute.objects.filter(conference=conference, struck_at=None)
        .select_related("seat", "from_tie", "to_tie")
        .order_by("pk")
    ):
        by_item.setdefault(one.item_id, []).append(one)
    return by_item


def _additions(conference: Conference) -> dict[UUID | None, list[Addition]]:
    found: dict[UUID | None, list[Addition]] = {}
    for one in (
        Addition.objects.filter(conference=conference).select_related("by").order_by("at", "pk")
    ):
        found.setdefault(one.item_id, []).append(one)
    return found


def _cells(grid: Grid | None) -> dict[tuple[str, str, str], CellView]:
    if grid is None:
        return {}
    views = [
        view
        for row in grid.rows
        if not row.hidden
        for place in row.places
        for view in place.views
        if view.cell is not None
    ]
    return {(view.domain, view.period, view.sensitivity): view for view in views}


def _plan(item: AgendaItem, viewer: Viewer, parts: set[str] | None = None) -> list[PlanSide]:
    """
    Return the draft beside the last version, cell by cell where something stands; for a guest only
    cells that speak of parts opened to them.
    """
    if item.plan is None:
        return []
    before, after = (
        _cells(grid_of(item.plan.based_on, viewer)) if item.plan.based_on else {},
        grid_of(item.plan, viewer),
    )
    now, domains = _cells(after), {row.domain: row.label for row in after.rows}
    labels = {
        one["code"]: one["label"]
        for plan in (item.plan.based_on, item.plan)
        if plan
        for one in plan.periods
    }
    keys = [
        key
        for key in dict.fromkeys([*now, *before])
        if parts is None or part_of_cell(key[0], key[2]) in parts
    ]
    keys.sort(key=lambda key: (list(domains).index(key[0]), list(labels).index(key[1])))
    return [
        PlanSide(domains[key[0]], labels[key[1]], before.get(key), now.get(key)) for key in keys
    ]


def table_for_member(conference: Conference, viewer: Viewer) -> Table:
    """Return the table of a conference that was seen already, as this member's duties allow."""
    items = list(items_seen(viewer, conference).order_by("place", "pk"))
    minutes, additions = _minutes(conference), _additions(conference)
    ties = (
        changed_ties(viewer, conference, [one.person_id for one in items if one.person_id])
        if conference.kind != Kind.SEALED
        else {}
    )
    views = [
        ItemView(
            item,
            item.name,
            _groups(
                minutes.get(item.pk, []),
                lambda one: member_reads(viewer, one),
                lambda one: one.promise_id is None,
            ),
            _plan(item, viewer),
            ties.get(item.person_id, []) if item.person_id else [],
            additions.get(item.pk, []),
        )
        for item in items
    ]
    seats = seats_seen(viewer, conference)
    papers = list(
        Paper.objects.filter(conference=conference, seat__in=[one.pk for one in seats])
        .select_related("seat")
        .order_by("number")
    )
    return Table(conference, seats, views, tag_of(conference), papers)


def table_for_guest(seat: Seat, guest: GuestViewer) -> Table:
    """
    Return the table as a guest may see it: never more than the member who seated them, and of each
    person what that person opened to the guest's organisation.

    A person who opened nothing to them is not there. A sealed meeting names nobody; its sworn
    members read it all.
    """
    conference = seat.conference
    if conference.state not in SHOWN_TO_GUESTS:
        return Table(conference, [], [], tag_of(conference))
    if conference.kind == Kind.SEALED:
        return _sealed(conference, guest)
    host = viewer_of_member(seat.seated_by_id, today=guest.today)
    items = list(items_seen(host, conference).order_by("place", "pk")) if host else []
    opened = _opened(conference, guest)
    minutes, additions, views = _minutes(conference), _additions(conference), []
    shown: dict[UUID, dict[str, UUID]] = {}
    for item in items:
        words = opened.get(item.person_id, {}) if item.person_id else {}
        if not words or host is None:
            continue
        view = _item_for_guest(item, minutes.get(item.pk, []), words, seat, host)
        view.additions = [one for one in additions.get(item.pk, []) if one.part in words]
        views.append(view)
        read = {line.minute.part for _kind, _label, lines in view.groups for line in lines} | (
            {Part.PLAN.value} if view.plan else set()
        )
        read |= {
            part
            for side in view.plan
            for one in (side.before, side.after)
            if one and (part := part_of_cell(one.domain, one.sensitivity))
        }
        read |= {Part.CONTACT.value} if Part.CONTACT in words else set()
        shown[item.person_id] = {part: words[part] for part in sorted(read) if part in words}  # type: ignore[index]
    everything = (
        set.intersection(*(set(opened.get(one.person_id, {})) for one in items if one.person_id))
        if items
        else set()
    )
    seats = _seats_for_guest(seat, {view.item.pk: view.name for view in views}, everything)
    return Table(
        conference,
        seats,
        views,
        tag_of(conference, opened),
        opened={person: parts for person, parts in shown.items() if parts},
    )


def _item_for_guest(
    item: AgendaItem, minutes: list[Minute], words: dict[str, UUID], seat: Seat, host: Viewer
) -> ItemView:
    parts = set(words)

    def reads(one: Minute) -> bool:
        own = one.written_by_guest_id == seat.guest_id
        read = guest_reads(
            one.part, parts, own=own, party=seat.party, for_them=one.seat_id == seat.pk
        )
        return read and (own or member_reads(host, one))

    name = item.person.called_name if item.person and Part.CONTACT in parts else ""
    for one in minutes:
        if (
            one.seat and one.seat.item_id and (one.seat.item_id != item.pk or not name)
        ):  # only the name of this very person was opened
            one.seat.name = str(Party.PERSON.label)
    plan = _plan(_with_plan(item, host), host, parts) if Part.PLAN in parts and item.plan_id else []
    return ItemView(
        item,
        name,
        _groups(minutes, reads, lambda one: one.written_by_guest_id == seat.guest_id),
        plan,
    )


def _with_plan(item: AgendaItem, host: Viewer) -> AgendaItem:
    item.plan = plan_seen(host, item.plan_id) if item.plan_id else None
    return item


def _sealed(conference: Conference, guest: GuestViewer) -> Table:
    minutes, items = (
        _minutes(conference),
        list(AgendaItem.objects.filter(conference=conference).order_by("place", "pk")),
    )
    views = [
        ItemView(
            one,
            one.subject,
            _groups(
                minutes.get(one.pk, []),
                lambda _line: True,
                lambda line: line.written_by_guest_id == guest.guest_id,
            ),
        )
        for one in items
    ]
    return Table(conference, _seats(conference), views, tag_of(conference))
