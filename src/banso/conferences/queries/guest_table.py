"""The table as a guest sees it: what people opened, never more than their host may see."""

from uuid import UUID

from banso.access.queries import viewer_of_member
from banso.access.text_rules import may_read
from banso.access.viewer import GuestViewer, Viewer
from banso.conferences.models import AgendaItem, Conference, Minute, Seat
from banso.conferences.queries.conferences import items_seen, member_reads
from banso.conferences.queries.guests import opened_to
from banso.conferences.queries.table_parts import (
    ItemView,
    Table,
    additions_by_item,
    groups_of,
    minutes_by_item,
    plan_sides,
    seats_of,
    tag_of,
)
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
from banso.planning.queries import plan_seen


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


def _seats_for_guest(own: Seat, names: dict[UUID, str], opened: set[str]) -> list[Seat]:
    """
    Return the seats without those of people who are not shown to the guest; a name, or what
    somebody's coming alone would tell, stays unsaid where it was not opened.
    """
    seats = [one for one in seats_of(own.conference) if one.item_id is None or one.item_id in names]
    for seat in seats:
        seat.name = names.get(seat.item_id, seat.name) if seat.item_id else seat.name
        shown = seat.party if seat.pk == own.pk else shown_party(seat.party, opened)
        seat.party, seat.organisation = shown, seat.organisation if shown == seat.party else ""
    return seats


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
    minutes, additions, views = minutes_by_item(conference), additions_by_item(conference), []
    shown: dict[UUID, dict[str, UUID]] = {}
    for item in items:
        words = opened.get(item.person_id, {}) if item.person_id else {}
        if not words or host is None:
            continue
        view = _item_for_guest(item, minutes.get(item.pk, []), words, seat, host)
        view.additions = [
            one
            for one in additions.get(item.pk, [])
            if guest_reads(one.part, set(words), own=False, party=seat.party)
            and may_read(host, one)
        ]
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
        read |= {one.part for one in view.additions}
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
        taken_down = one.kind == LineKind.OPINION and one.seat_id == seat.pk
        own = taken_down or one.written_by_guest_id == seat.guest_id
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
    plan = (
        plan_sides(_with_plan(item, host), host, parts)
        if Part.PLAN in parts and item.plan_id
        else []
    )
    return ItemView(
        item,
        name,
        groups_of(minutes, reads, lambda one: one.written_by_guest_id == seat.guest_id),
        plan,
    )


def _with_plan(item: AgendaItem, host: Viewer) -> AgendaItem:
    item.plan = plan_seen(host, item.plan_id) if item.plan_id else None
    return item


def _sealed(conference: Conference, guest: GuestViewer) -> Table:
    minutes, items = (
        minutes_by_item(conference),
        list(AgendaItem.objects.filter(conference=conference).order_by("place", "pk")),
    )
    views = [
        ItemView(
            one,
            one.subject,
            groups_of(
                minutes.get(one.pk, []),
                lambda _line: True,
                lambda line: line.written_by_guest_id == guest.guest_id,
            ),
        )
        for one in items
    ]
    return Table(conference, seats_of(conference), views, tag_of(conference))
