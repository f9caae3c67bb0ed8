"""Making keys for other programs, and ending them."""

import secrets
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.api.models import ApiKey
from banso.api.queries import has_own_second_key, key_seen, seal_of
from banso.api.rules import LASTS, last_day, offered_to
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as made_id
from banso.kit.readonly import may_write
from banso.kit.refusals import Refusal

SOURCE = "api.ApiKey"
BEGINS = "banso_"


class NoSecondKey(Refusal):
    """A stolen password alone must not make something that opens for a year."""

    sentence = _("Please add a second key to your sign-in first. Without one no key can be made.")


class NotYours(Refusal):
    """Nobody gives a program more than they may themselves."""

    field = "duties"
    sentence = _("A key may at most what you may yourself.")


@dataclass(frozen=True)
class Made:
    """A key that was made, and the key itself, told once; empty where it was told before."""

    row: ApiKey
    key: str = field(repr=False)


@asks(Duty.EXPORT_LISTS)
@one_transaction
def make_key(
    *, name: str, duties: list[str], days: int, by: Viewer, new_id: UUID | None = None
) -> Made:
    """
    Make a key for a program that reads and writes in one's own name; asked again with the same
    `new_id` it is the same key, and is not told again.

    :raises NoSecondKey: if one signs in without a second key
    :raises NotYours: if it would be given what its member may not
    """
    if not has_own_second_key(by):
        raise NoSecondKey
    if not set(duties) <= set(offered_to(by.duties)) or not duties or days not in LASTS:
        raise NotYours
    same = ApiKey.objects.filter(pk=new_id, member_id=by.member_id).first() if new_id else None
    if same is not None:
        return Made(same, "")
    key = BEGINS + secrets.token_urlsafe(32)
    row = ApiKey(
        id=new_id or made_id(),
        agency_id=by.agency_id,
        member_id=by.member_id,
        name=name,
        duties=sorted(duties),
        seal=seal_of(key),
        from_on=by.today,
        until_on=last_day(by.today, days),
    )
    row.save(force_insert=True)
    record_event(
        action="api_key_made",
        by=by,
        object_kind=SOURCE,
        object_id=row.pk,
        detail={"duties": row.duties, "until": row.until_on.isoformat()},
    )
    return Made(row, key)


@asks(Duty.EXPORT_LISTS)
@one_transaction
def end_key(*, key_id: UUID, by: Viewer) -> ApiKey:
    """
    End a key: it opens nothing from this moment. Ended twice it is ended once.

    :raises NotSeen: if the viewer may not know of it
    """
    key_seen(by, key_id)
    row = ApiKey.objects.select_for_update().get(pk=key_id)
    if row.ended_at is None:
        row.ended_at, row.ended_by_id = timezone.now(), by.member_id
        row.save(update_fields=["ended_at", "ended_by"])
        record_event(action="api_key_ended", by=by, object_kind=SOURCE, object_id=row.pk)
    return row


@one_transaction
def end_keys_of(*, member_id: UUID, ended_by: UUID | None, if_gone: bool) -> None:
    """
    End every key of a member whose sign-in was let in anew, or (`if_gone`) whose time here is over.
    """
    rows = ApiKey.objects.filter(member_id=member_id, ended_at=None)
    if if_gone:
        rows = rows.filter(member__gone_at__isnull=False)
    rows.update(ended_at=timezone.now(), ended_by_id=ended_by)


def note_used(*, key_id: UUID, on: date) -> None:
    """Note the day on which a key was used last; also allowed in a GET."""
    with may_write("api_apikey"):
        ApiKey.objects.filter(pk=key_id).update(used_on=on)
