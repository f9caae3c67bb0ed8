"""Which keys there are, and whose key a program holds out."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from banso.access.models import Member
from banso.access.queries import has_second_factor, viewer_of_member
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.api.models import ApiKey
from banso.api.rules import narrowed
from banso.kit.refusals import NotSeen


@dataclass(frozen=True)
class Held:
    """A key that serves, and as whom it reads; `keyless` where its member has no second key."""

    key_id: UUID
    name: str
    used_on: date | None
    viewer: Viewer
    keyless: bool


def seal_of(key: str) -> str:
    """Return what is kept of a key."""
    return salted_hmac("banso.api", key, algorithm="sha256").hexdigest()


def keys_seen_by(viewer: Viewer) -> QuerySet[ApiKey]:
    """Return one's own keys, the newest first; every one for those who look after the agency."""
    rows = ApiKey.objects.filter(agency_id=viewer.agency_id).select_related("member", "ended_by")
    if not viewer.may(Duty.MANAGE_AGENCY):
        rows = rows.filter(member_id=viewer.member_id)
    return rows.order_by("-created_at", "-pk")


def key_seen(viewer: Viewer, key_id: UUID) -> ApiKey:
    """
    Return one key.

    :raises NotSeen: if the viewer may not know of it
    """
    found = keys_seen_by(viewer).filter(pk=key_id).first()
    if found is None:
        raise NotSeen
    return found


def serves(today: date) -> Q:
    """Return the condition that a key has not ended."""
    return Q(ended_at=None, until_on__gte=today, from_on__lte=today)


def agency_of_key(key: str, *, today: date) -> UUID | None:
    """Return the agency of a key that serves, for the door; of it nothing is told."""
    rows = ApiKey.objects.filter(serves(today), seal=seal_of(key))
    return rows.values_list("agency_id", flat=True).first()


def held(key: str, *, today: date) -> Held | None:
    """
    Return a key that serves, with its member as the rooms know them today: their reach, and of
    their duties those that the key was given. None where it has ended, or its member has gone.
    """
    found = ApiKey.objects.filter(serves(today), seal=seal_of(key)).first()
    viewer = viewer_of_member(found.member_id, today=today) if found else None
    if found is None or viewer is None:
        return None
    keyless = viewer.key_asked and not has_own_second_key(viewer)
    narrow = replace(viewer, duties=narrowed(viewer.duties, found.duties), by_key=True)
    return Held(found.pk, found.name, found.used_on, narrow, keyless)


def has_own_second_key(viewer: Viewer) -> bool:
    """Return whether a member signs in with a second key."""
    account = Member.objects.filter(pk=viewer.member_id, account__is_active=True)
    account_id = account.values_list("account_id", flat=True).first()
    return account_id is not None and has_second_factor(account_id)
