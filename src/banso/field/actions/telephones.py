"""Taking a telephone on, hearing from it, stopping it."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import viewer_of_member
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.field.models import Pack, Telephone
from banso.field.queries import guest_of_tonight, telephone_seen
from banso.field.rules import OFFER_LASTS
from banso.field.sealing import seal_of
from banso.kit.db import one_transaction
from banso.kit.ids import new_id as fresh_id
from banso.kit.refusals import Refusal

SOURCE = "field.Telephone"


class OfferOver(Refusal):
    """The square serves once, and not for long."""

    sentence = _("This square serves no longer. Please make a new one at the desk.")


class NotYourTelephone(Refusal):
    """A telephone is taken along by whoever it is."""

    sentence = _("This telephone is another member’s. Please take your own along.")


@dataclass(frozen=True)
class Offer:
    """A telephone that was offered a place, and the code that is shown for it once."""

    telephone: Telephone
    code: str


@asks(Duty.RECORD_ROUNDS)
@one_transaction
def offer_telephone(
    *, name: str, by: Viewer, new_id: UUID | None = None, guest_id: int | None = None
) -> Offer:
    """
    Offer a telephone a place: for ten minutes a code on the screen takes one on, once. For a guest
    of a round who walks now it takes that round along at once, and no other.

    :raises NotSeen: if it is no guest of a round that walks now
    """
    guest = guest_of_tonight(by, guest_id) if guest_id is not None else None
    code = secrets.token_urlsafe(18)
    row = Telephone(
        id=new_id or fresh_id(),
        agency_id=by.agency_id,
        member_id=by.member_id,
        name=name,
        guest=guest.name if guest else "",
        round_id=guest.round_id if guest else None,
        code_seal=seal_of(code),
        code_until=timezone.now() + OFFER_LASTS,
    )
    row.save(force_insert=True)
    record_event(action="telephone_offered", by=by, object_kind=SOURCE, object_id=row.pk)
    return Offer(row, code)


@one_transaction
def pair_telephone(*, code: str) -> tuple[Telephone, str]:
    """
    Take on the telephone that holds out a code, and return it with the key by which it is known
    from now on.

    :raises OfferOver: if the code serves no longer, or never did
    """
    row = Telephone.objects.select_for_update().filter(code_seal=seal_of(code)).first()
    now = timezone.now()
    if row is None or row.paired_at or row.stopped_at or row.code_until <= now:
        raise OfferOver
    key = secrets.token_urlsafe(32)
    row.key_seal, row.paired_at, row.heard_at, row.unsent = seal_of(key), now, now, 0
    row.save(update_fields=["key_seal", "paired_at", "heard_at", "unsent"])
    record_event(
        action="telephone_paired",
        by=viewer_of_member(row.member_id, today=timezone.localdate()),
        agency_id=row.agency_id,
        object_kind=SOURCE,
        object_id=row.pk,
    )
    return row, key


@one_transaction
def hear_from(*, telephone_id: UUID, unsent: int) -> None:
    """Note that a telephone was heard from, and how much it still keeps."""
    Telephone.objects.filter(pk=telephone_id, stopped_at=None).update(
        heard_at=timezone.now(), unsent=unsent
    )


@asks(Duty.RECORD_ROUNDS)
@one_transaction
def stop_telephone(*, telephone_id: UUID, by: Viewer) -> Telephone:
    """
    Stop a telephone: its key serves no longer, and what it still holds is taken from nobody.
    Stopped twice it is stopped once.

    :raises NotSeen: if the viewer may not know of it
    """
    telephone_seen(by, telephone_id)
    row = Telephone.objects.select_for_update().get(pk=telephone_id)
    if row.stopped_at is not None:
        return row
    row.stopped_at, row.stopped_by_id = timezone.now(), by.member_id
    row.save(update_fields=["stopped_at", "stopped_by"])
    for pack in Pack.objects.select_for_update().filter(telephone=row).exclude(private_seal=""):
        pack.private_seal = ""
        pack.save(update_fields=["private_seal"])
    record_event(action="telephone_stopped", by=by, object_kind=SOURCE, object_id=row.pk)
    return row
