"""Reading who is who."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db.models import QuerySet
from django.utils import timezone

from banso.access.gates import held_back
from banso.access.models import Account, Agency, Guest, Member, Office, SavedView
from banso.access.rules import Duty, GuestKind, KeyOf, duties_of, widest_scope
from banso.access.standing import guests_here, here
from banso.access.viewer import GuestViewer, Viewer
from banso.kit.asked_once import asked_once
from banso.kit.refusals import NotSeen
from banso.kit.row_level_security import at_the_door, speaking_for

DEMO_SECRET = "BANSODEMOBANSODEMOBANSODEMOBANSO"  # noqa: S105 — of demo homes, and printed on their page


def viewer_of(member: Member, *, today: date) -> Viewer:
    """Return a member as the rooms know them today."""
    duties, key_of = duties_of(member.roles), member.agency.key_of
    missing: frozenset[Duty] = frozenset()
    if member.agency.asks_for_training:
        with speaking_for(member.agency_id):  # at the door nothing is seen of trainings
            missing = held_back(member.pk, member.agency_id, today) & duties
    return Viewer(
        member_id=member.pk,
        agency_id=member.agency_id,
        office_ids=frozenset(office.pk for office in member.offices.all()),
        name=member.name,
        duties=duties - missing,
        scope=widest_scope(member.roles),
        today=today,
        own_record=member.own_record,
        held_back=missing,
        key_asked=key_of == KeyOf.EVERYBODY
        or (key_of == KeyOf.MANAGERS and Duty.MANAGE_AGENCY in duties),
        asked_again=key_of != KeyOf.NOBODY,
        lock_after=member.agency.lock_after,
    )


def _viewer_now(rows: QuerySet[Member], today: date) -> Viewer | None:
    member = rows.filter(here(today)).select_related("agency").prefetch_related("offices").first()
    return viewer_of(member, today=today) if member else None


def viewer_for_account(account_id: UUID, *, today: date) -> Viewer | None:
    """
    Return the viewer an account acts as today, or None where it has no standing in any agency now.
    """
    return _viewer_now(Member.objects.filter(account_id=account_id), today)


def viewer_of_member(member_id: UUID, *, today: date) -> Viewer | None:
    """
    Return a member as the rooms know them today, None where they left: for what somebody else does
    on the ground of what this member may see.
    """
    return _viewer_now(Member.objects.filter(pk=member_id), today)


def guest_for_account(account_id: UUID, *, today: date) -> GuestViewer | None:
    """
    Return the guest an account acts as today, or None where their time is over or they are none.
    """
    return _guest_now(guests_here(today).filter(account_id=account_id), today)


def viewer_of_guest(guest_id: UUID, *, today: date) -> GuestViewer | None:
    """Return a guest as the rooms know them today, None where their time is over."""
    return _guest_now(guests_here(today).filter(pk=guest_id), today)


def _guest_now(rows: QuerySet[Guest], today: date) -> GuestViewer | None:
    guest = rows.first()
    if guest is None:
        return None
    return GuestViewer(
        guest_id=guest.pk,
        agency_id=guest.agency_id,
        kind=guest.kind,
        name=guest.name,
        organisation=guest.organisation,
        invited_by_id=guest.invited_by_id,
        today=today,
    )


def has_second_factor(account_id: UUID) -> bool:
    """Return whether an account has a second factor; signing in asks for it then."""
    return bool(Authenticator.objects.filter(user_id=account_id).exists())


def guests_seen_by(viewer: Viewer) -> QuerySet[Guest]:
    """Return the guests of the viewer's own agency."""
    return Guest.objects.filter(agency_id=viewer.agency_id)


def guest_seen(viewer: Viewer, guest_id: UUID) -> Guest:
    """
    Return a guest of the viewer's agency.

    :raises NotSeen: if there is none
    """
    guest = guests_seen_by(viewer).filter(pk=guest_id).first()
    if guest is None:
        raise NotSeen
    return guest


def left_behind_guests(viewer: Viewer, guests: Iterable[Guest]) -> set[UUID]:
    """
    Return those of these guests whose inviter has gone, for a manager, who ends what nobody else
    may end; seats of a deciding body are nobody's alone.
    """
    if not viewer.may(Duty.MANAGE_AGENCY):
        return set()
    known = {one.pk: one.invited_by_id for one in guests if one.kind != GuestKind.DECIDER}
    still = Member.objects.filter(here(viewer.today), pk__in=set(known.values()))
    here_now = set(still.values_list("pk", flat=True))
    return {pk for pk, inviter in known.items() if inviter not in here_now}


def guest_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """
    Return the agency's guests whose time is not over as the choices of a field; five hundred at
    most.
    """
    rows = (
        guests_here(viewer.today)
        .filter(agency_id=viewer.agency_id)
        .order_by("organisation", "name", "pk")
    )
    return [(str(one.pk), f"{one.organisation} {one.name}") for one in rows[:500]]


@asked_once
def member_behind(viewer: Viewer) -> Member:
    """Return the member who looks."""
    return Member.objects.get(pk=viewer.member_id)


def members_seen_by(viewer: Viewer) -> QuerySet[Member]:
    """Return the members of the viewer's own agency."""
    return Member.objects.filter(agency_id=viewer.agency_id)


def current_members(viewer: Viewer, *, today: date) -> QuerySet[Member]:
    """Return the members who work at the viewer's agency today, by name."""
    return members_seen_by(viewer).filter(here(today)).order_by("name", "pk")


def offices_seen_by(viewer: Viewer) -> QuerySet[Office]:
    """Return the offices of the viewer's own agency."""
    return Office.objects.filter(agency_id=viewer.agency_id).order_by("name", "pk")


def office_seen(viewer: Viewer, office_id: UUID) -> Office:
    """
    Return an office of the viewer's agency.

    :raises NotSeen: if there is none
    """
    office = offices_seen_by(viewer).filter(pk=office_id).first()
    if office is None:
        raise NotSeen
    return office


def names_of_members(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of members, and of guests with their organisation, by id."""
    wanted = {one for one in ids if one}
    names = dict(Member.objects.filter(pk__in=wanted).values_list("pk", "name"))
    if len(names) < len(wanted):
        guests = Guest.objects.filter(pk__in=wanted - set(names)).values_list(
            "pk", "name", "organisation"
        )
        names |= {pk: f"{name}（{organisation}）" for pk, name, organisation in guests}
    return names


def member_seen(viewer: Viewer, member_id: UUID) -> Member:
    """
    Return a member of the viewer's agency.

    :raises NotSeen: if there is none
    """
    member = members_seen_by(viewer).filter(pk=member_id).first()
    if member is None:
        raise NotSeen
    return member


def other_agencies(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the other agencies of this home as a field’s choices: their names are no secret."""
    return [
        (str(one.pk), one.name)
        for one in Agency.objects.exclude(pk=viewer.agency_id).order_by("name", "pk")[:300]
    ]


@asked_once
def agency_of(viewer: Viewer | GuestViewer) -> Agency:
    """Return the viewer's own agency, or the one that invited a guest."""
    return Agency.objects.get(pk=viewer.agency_id)


def anybody_here() -> bool:
    """Return whether this home has an agency yet."""
    return Agency.objects.exists()


def accounts_of_members() -> list[Account]:
    """Return what everybody who works in this home today signs in with."""
    working = Member.objects.filter(here(timezone.localdate()), account__is_active=True)
    return list(Account.objects.filter(pk__in=working.values("account")).order_by("pk"))


def demo_accounts() -> list[str]:
    """Return the sign-in names of a demo home, in the order of making."""
    return list(
        Account.objects.filter(is_demo=True)
        .order_by("date_joined")
        .values_list("username", flat=True)
    )


def agency_of_account(account_id: UUID) -> UUID | None:
    """Return the agency in which an account acts, or in which it is a guest; for the door."""
    with at_the_door():
        found = Member.objects.filter(account_id=account_id).values_list("agency_id", flat=True)
        guest = Guest.objects.filter(account_id=account_id).values_list("agency_id", flat=True)
        return found.first() or guest.first()


def name_taken(username: str) -> bool:
    """Return whether somebody of this home signs in under a name already, wherever they work."""
    with at_the_door():
        return Account.objects.filter(username=username).exists()


def saved_views(viewer: Viewer, page: str) -> QuerySet[SavedView]:
    """Return the viewer's own saved views of a list, by name."""
    return SavedView.objects.filter(member_id=viewer.member_id, page=page).order_by("name", "pk")


def first_manager(agency_name: str, *, today: date) -> Viewer | None:
    """
    Return the first manager of an agency (the first agency where no name is given): who stands
    behind commands.
    """
    members = (
        Member.objects.filter(here(today), roles__isnull=False, until_on=None)
        .select_related("agency")
        .prefetch_related("offices")
        .order_by("created_at", "pk")
    )
    if agency_name:
        members = members.filter(agency__name=agency_name)
    manager = next((member for member in members if "manager" in member.roles), None)
    return viewer_of(manager, today=today) if manager else None


def office_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the agency's offices as the choices of a field."""
    return [(str(office.pk), office.name) for office in offices_seen_by(viewer)]


def member_choices(viewer: Viewer, may: Duty | None = None) -> list[tuple[str, str]]:
    """Return the members who work here today, and may do something, as the choices of a field."""
    every = current_members(viewer, today=viewer.today)
    return [(str(one.pk), one.name) for one in every if may is None or may in duties_of(one.roles)]


def every_manager(*, today: date) -> list[tuple[str, Viewer]]:
    """Return each agency's name with its first manager, who stands behind commands."""
    found = [
        (agency.name, first_manager(agency.name, today=today))
        for agency in Agency.objects.order_by("created_at", "pk")
    ]
    return [(name, viewer) for name, viewer in found if viewer is not None]


def demo_number() -> str:
    """
    Return what the app of a demo home's guests shows now: they all share one secret, which opens
    nothing real.
    """
    _before, now, *_after = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(DEMO_SECRET, now)))
