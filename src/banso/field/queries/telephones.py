"""Which telephones there are, and whose key one holds out."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from banso.access.rules import Duty, Scope
from banso.access.viewer import Viewer
from banso.field.models import Telephone
from banso.field.sealing import seal_of
from banso.intake.models import RoundMember
from banso.intake.queries import is_its_night, rounds_near
from banso.kit.refusals import NotSeen


def telephones_seen_by(viewer: Viewer) -> QuerySet[Telephone]:
    """
    Return the telephones of the agency: their own for whoever walks along, of their offices for
    others; every one for those who look after the agency. Newest first.
    """
    rows = Telephone.objects.filter(agency_id=viewer.agency_id).select_related(
        "member", "stopped_by"
    )
    if viewer.scope is not Scope.AGENCY:
        mine = Q(member_id=viewer.member_id)
        if viewer.may(Duty.KEEP_LEDGERS):
            mine |= Q(member__offices__in=viewer.office_ids)
        rows = rows.filter(pk__in=Telephone.objects.filter(mine).values("pk"))
    return rows.order_by("-created_at", "-pk")


def telephone_seen(viewer: Viewer, telephone_id: UUID) -> Telephone:
    """
    Return one telephone.

    :raises NotSeen: if the viewer may not know of it
    """
    found = telephones_seen_by(viewer).filter(pk=telephone_id).first()
    if found is None:
        raise NotSeen
    return found


def offered(code: str) -> Telephone | None:
    """Return the telephone that a code on the screen is for, while it serves; for the door."""
    rows = Telephone.objects.filter(
        code_seal=seal_of(code), paired_at=None, stopped_at=None, code_until__gt=timezone.now()
    )
    return rows.first()


def agency_of_key(key: str) -> UUID | None:
    """Return the agency whose telephone holds a key, for the door; of it nothing is told."""
    rows = Telephone.objects.filter(key_seal=seal_of(key), stopped_at=None) if key else None
    return rows.values_list("agency_id", flat=True).first() if rows is not None else None


def telephone_of_key(key: str) -> Telephone:
    """
    Return the telephone that holds a key and was not stopped.

    :raises NotSeen: if there is none
    """
    found = Telephone.objects.filter(key_seal=seal_of(key), stopped_at=None).first()
    if not key or found is None:
        raise NotSeen
    return found


def guests_of_tonight(viewer: Viewer) -> list[RoundMember]:
    """
    Return the guests of rounds that walk now and were set off: named, and without an account. Only
    who keeps the ledgers answers for what guests are told.
    """
    if not viewer.may(Duty.KEEP_LEDGERS):
        return []
    return [
        one
        for outreach_round in rounds_near(viewer)
        if outreach_round.set_off_at is not None and is_its_night(outreach_round)
        for one in outreach_round.team.all()
        if one.member_id is None
    ]


def guest_of_tonight(viewer: Viewer, guest_id: int) -> RoundMember:
    """
    Return one of them.

    :raises NotSeen: if it is none
    """
    for one in guests_of_tonight(viewer):
        if one.pk == guest_id:
            return one
    raise NotSeen
