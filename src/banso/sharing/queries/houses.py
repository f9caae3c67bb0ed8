"""One's own card, and the houses whose cards were compared."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from banso.access.models import Proposal
from banso.access.proposals import proposals_waiting
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.refusals import NotSeen
from banso.kit.sealed_text import opened
from banso.sharing.models import House, OwnCard
from banso.sharing.rules import TRUST_ACT
from banso_exchange import Card, Keys, fingerprint, keys_of, read_card

PURPOSE = "house keys"


@dataclass(frozen=True)
class Own:
    """The card of one's own house, as it stands."""

    row: OwnCard
    card: Card
    digits: str


def card_of(text: str) -> Card:
    """Return a card that was read before."""
    return read_card(text.encode())[0]


def own_card(agency_id: UUID) -> Own | None:
    """Return the card of a house, where it was made."""
    row = OwnCard.objects.filter(agency_id=agency_id, ended_at=None).first()
    if row is None:
        return None
    card = card_of(row.card)
    return Own(row, card, fingerprint(card))


def keys_of_own(row: OwnCard) -> Keys:
    """Return what a house signs and opens with."""
    return keys_of(opened(row.private_seal, PURPOSE))


def houses_seen_by(viewer: Viewer) -> QuerySet[House]:
    """Return the other houses of one's own: everybody's who may hand over or take."""
    if not viewer.may(Duty.KEEP_LEDGERS):
        return House.objects.none()
    rows = House.objects.filter(agency_id=viewer.agency_id)
    return rows.select_related("asked_by", "second", "ended_by")


def houses(viewer: Viewer) -> list[House]:
    """Return them by name, those that are trusted no more last."""
    found = houses_seen_by(viewer).order_by("name", "pk")[:500]
    return sorted(found, key=lambda one: one.ended_on is not None)


def house_seen(viewer: Viewer, house_id: UUID) -> House:
    """
    Return one of them.

    :raises NotSeen: if the viewer may not know of it
    """
    found = houses_seen_by(viewer).filter(pk=house_id).first()
    if found is None:
        raise NotSeen
    return found


def cards_asked(viewer: Viewer) -> list[Proposal]:
    """Return the cards that wait for the second comparison."""
    if not viewer.may(Duty.MANAGE_AGENCY):
        return []
    waiting = proposals_waiting(viewer.agency_id).filter(act=TRUST_ACT)
    return list(waiting.select_related("asked_by").order_by("pk")[:100])
