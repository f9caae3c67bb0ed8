"""One's own card; trusting another house, which two do; trusting it no more, which one does."""

from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, fields
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.actions import propose
from banso.access.models import Agency, Proposal
from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.refusals import NotSeen, Refusal
from banso.kit.sealed_text import sealed
from banso.sharing.models import EndedKey, House, OwnCard
from banso.sharing.queries import card_of, house_seen, keys_of_own, own_card
from banso.sharing.queries.houses import PURPOSE
from banso.sharing.rules import TRUST_ACT, Refused, digits_of
from banso_exchange import (
    Card,
    Keys,
    NotTaken,
    Why,
    fingerprint,
    new_keys,
    read_card,
    write_card,
)

SOURCE = "sharing.House"


class CardNotTaken(Refusal):
    """A file is no card, or a card of nobody."""

    field = "card"

    def __init__(self, why: Why, *, field: str = "card") -> None:
        super().__init__(Refused.label_of(why), field=field)


class OtherDigits(Refusal):
    """What was heard by telephone is not what the card's keys say."""

    field = "digits"
    sentence = _(
        "These are not the digits of this card. Please read them to each other once more; if they "
        "differ, this card is not theirs."
    )


class AnotherOfThisName(Refusal):
    """The person's word is for a name; two houses of one name would share it."""

    field = "card"
    sentence = _("Another house stands here under this very name. Please settle it with them.")


class NoCardYet(Refusal):
    """Keys are renewed where there are some."""

    sentence = _("This house has no card yet.")


@dataclass(frozen=True, kw_only=True)
class Details:
    """What one's own card says beside its keys."""

    name: str
    address: str
    representative: str
    telephone: str


CARD_SAYS = tuple(one.name for one in fields(Details))


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def make_card(*, details: Details, by: Viewer) -> OwnCard:
    """
    Write the card of one's own house: with new keys the first time, then with the same.

    :raises CardNotTaken: if nobody could read it
    """
    _one_after_the_other(by)
    own = own_card(by.agency_id)
    row = own.row if own else None
    keys = keys_of_own(row) if row else new_keys()
    if row is None:
        row = OwnCard(agency_id=by.agency_id, private_seal=sealed(keys.text(), PURPOSE))
    row.card = _written(write_card(_card(details, keys, by), keys))
    row.made_by_id = by.member_id
    row.save()
    _trace("sharing_card_made", row, by)
    return row


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def renew_keys(*, by: Viewer, card_id: UUID | None = None) -> OwnCard:
    """
    Give one's own house new keys; those of before sign the new card as well, and go on opening what
    is on its way. Where the card that was looked at was renewed already, nothing is done.

    :raises NoCardYet: if there is no card
    """
    _one_after_the_other(by)
    own = own_card(by.agency_id)
    if own is None:
        raise NoCardYet
    if card_id is not None and card_id != own.row.pk:
        return own.row
    before, keys = keys_of_own(own.row), new_keys()
    own.row.ended_at = timezone.now()
    own.row.save(update_fields=["ended_at"])
    said = {name: getattr(own.card, name) for name in CARD_SAYS}
    card = write_card(_card(Details(**said), keys, by), keys, before=before)
    row = OwnCard.objects.create(
        agency_id=by.agency_id,
        card=card.decode(),
        private_seal=sealed(keys.text(), PURPOSE),
        made_by_id=by.member_id,
    )
    _trace("sharing_keys_renewed", row, by)
    return row


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def ask_to_trust(*, card: bytes, digits: str, by: Viewer, new_id: UUID | None = None) -> Proposal:
    """
    Ask for the second word that another house is trusted, or trusted with its new keys; whoever
    asks has heard the digits by telephone, and so will the second.

    :raises CardNotTaken: if the file is no card, or one's own
    :raises OtherDigits: if the digits are not those of the card
    :raises AnotherOfThisName: if another house stands here under the same name
    """
    try:
        found, _renews = read_card(card)
    except NotTaken as no:
        raise CardNotTaken(no.why) from no
    if found.house == by.agency_id:
        raise CardNotTaken(Why.FROM_OURSELVES)
    _compare(found, digits, "digits")
    _refuse_same_name(found, by)
    given = {"card": b64encode(card).decode()}  # not a text that anybody typed
    return propose(TRUST_ACT, asker=by, about=found.house, given=given, new_id=new_id)


def says_house(proposal: Proposal) -> str:
    """Return in words which house is to be trusted, and whether it was before."""
    if not proposal.given:
        return ""
    text = _asked(proposal)
    card = card_of(text)
    who = "、".join(
        one for one in (card.name, card.address, card.representative, card.telephone) if one
    )
    known = House.objects.filter(agency=proposal.agency_id, house_id=card.house).first()
    if known is None or known.sign_key == card.sign_key:
        return who
    if _renews(text, known):
        return _g("%(who)s (new keys, signed by those of before)") % {"who": who}
    return _g("%(who)s (other keys than before, which did not sign these: ask why)") % {"who": who}


def trust_confirmed(proposal: Proposal, asker: Viewer, second: Viewer | GuestViewer) -> str:
    """
    Trust the house once the second has heard the same digits; keys of before sign nothing more.

    :raises NotSeen: if it is none of theirs
    :raises OtherDigits: if the second has heard other digits
    :raises AnotherOfThisName: if another house stands here under the same name meanwhile
    """
    if not isinstance(second, Viewer):
        raise NotSeen
    text = _asked(proposal)
    card = card_of(text)
    _compare(card, proposal.heard, "heard")
    _refuse_same_name(card, asker)
    rows = House.objects.select_for_update().filter(agency=asker.agency_id)
    row = rows.filter(house_id=card.house).first() or House(
        agency_id=asker.agency_id, house_id=card.house
    )
    before = row.sign_key
    for name in ("name", "address", "representative", "telephone", "sign_key"):
        setattr(row, name, getattr(card, name))
    row.card, row.compared_on = text, second.today
    row.asked_by_id, row.second_id = asker.member_id, second.member_id
    row.ended_on = row.ended_by = None
    row.save()
    _end_key(row, before)
    record_event(
        action="sharing_house_trusted",
        by=second,
        subjects=[],
        object_kind=SOURCE,
        object_id=row.pk,
        detail={"asked_by": str(asker.member_id)},
    )
    return ""


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def end_house(*, house_id: UUID, by: Viewer) -> House:
    """
    Trust another house no more, from this moment; that takes one alone.

    :raises NotSeen: if there is none
    """
    house_seen(by, house_id)
    row = House.objects.select_for_update().get(pk=house_id)
    if row.ended_on is None:
        row.ended_on, row.ended_by_id = by.today, by.member_id
        row.save(update_fields=["ended_on", "ended_by"])
        record_event(
            action="sharing_house_ended", by=by, subjects=[], object_kind=SOURCE, object_id=row.pk
        )
    return row


def _end_key(house: House, before: str) -> None:
    """Keep the key of before as ended, and count none as ended that is the house's key again."""
    if before and before != house.sign_key:
        EndedKey.objects.get_or_create(agency_id=house.agency_id, house=house, sign_key=before)
    EndedKey.objects.filter(house=house, sign_key=house.sign_key).delete()


def _asked(proposal: Proposal) -> str:
    return b64decode(proposal.given["card"]).decode()


def _card(details: Details, keys: Keys, by: Viewer) -> Card:
    return Card(
        house=by.agency_id,
        address_in_network="",
        sign_key=keys.sign_public,
        seal_key=keys.seal_public,
        made_on=by.today,
        **asdict(details),
    )


def _written(card: bytes) -> str:
    """
    Return a card as it is kept, once it was read as others will read it.

    :raises CardNotTaken: if nobody could read it
    """
    try:
        read_card(card)
    except NotTaken as no:
        raise CardNotTaken(no.why, field="name") from no
    return card.decode()


def _renews(card: str, known: House) -> bool:
    return read_card(card.encode(), before=card_of(known.card))[1]


def _compare(card: Card, heard: str, field: str) -> None:
    if digits_of(heard) != digits_of(fingerprint(card)):
        raise OtherDigits(field=field)


def _refuse_same_name(card: Card, by: Viewer) -> None:
    rows = House.objects.filter(agency=by.agency_id, name=card.name)
    if rows.exclude(house_id=card.house).exists():
        raise AnotherOfThisName


def _one_after_the_other(by: Viewer) -> None:
    Agency.objects.select_for_update(no_key=True).get(pk=by.agency_id)


def _trace(action: str, row: OwnCard, by: Viewer) -> None:
    record_event(action=action, by=by, subjects=[], object_kind="sharing.OwnCard", object_id=row.pk)
