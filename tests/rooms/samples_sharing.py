"""Another house that is trusted, a letter to it and one from it, for every address and action."""

from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from banso.access.actions import confirm_proposal
from banso.consent.actions import NewConsent, keep_consents
from banso.consent.models import Consent
from banso.sharing.actions import Details, ask_to_trust, hand_over, make_card, open_letter, take_in
from banso.sharing.models import House, Received
from banso.sharing.queries import own_card
from banso_exchange import (
    Card,
    Content,
    Giver,
    HandOver,
    Keys,
    Part,
    Word,
    fingerprint,
    new_keys,
    write_card,
    write_letter,
)
from tests.seconded import second_of


class Elsewhere:
    """A house far away, as far as letters go: its id, its keys, its card."""

    def __init__(self, name: str) -> None:
        self.id, self.name, self.keys = uuid4(), name, new_keys()

    @property
    def card(self) -> Card:
        """What it is."""
        return Card(
            house=self.id,
            name=self.name,
            address="見本市例町一丁目",
            representative="例 代表",
            telephone="000-0000-0000",
            address_in_network="",
            sign_key=self.keys.sign_public,
            seal_key=self.keys.seal_public,
            made_on=date(2026, 11, 1),
        )

    @property
    def digits(self) -> str:
        """What it reads by telephone."""
        return fingerprint(self.card)

    def file(self, *, before: Keys | None = None) -> bytes:
        """Its card as a file."""
        return write_card(self.card, self.keys, before=before)

    def writes(self, agency_id: UUID, content: Content, *, id: UUID | None = None) -> bytes:
        """A letter of this house to one here."""
        own = own_card(agency_id)
        assert own
        made = write_letter(
            content,
            id=id or uuid4(),
            sender=self.card,
            keys=self.keys,
            receiver=own.card,
            now=timezone.now(),
        )
        return made.content


def handing(to: UUID, day: date, *, parts: tuple[str, ...] = ("contact",), **more: Any) -> HandOver:
    """What a house far away gives of somebody."""
    said: dict[str, Any] = {
        "giver": Giver(name="見本の家", address="例町", representative="例", regime="private"),
        "called": "遠くの例さん",
        "words": tuple(
            Word(
                id=uuid4(),
                part=part,
                house=to,
                purpose="また歩いてもらう",
                way="written",
                from_on=day,
                until_on=day + timedelta(days=90),
            )
            for part in parts
        ),
        "parts": tuple(
            Part(part=part, obtained="ご本人から聞いた", text=f"遠くの{part}の話") for part in parts
        ),
    }
    return HandOver(**said | more)


def said_yes(person_id: UUID, house: str, cast: Any, *parts: str, **more: Any) -> list[Consent]:
    """The person's word for a house."""
    said: dict[str, Any] = {
        "recipient_kind": "agency",
        "recipient": house,
        "parts": parts or ("contact",),
        "purpose": "引っ越した先でも歩いてもらう",
        "answer": "yes",
        "from_on": cast.today,
        "until_on": cast.today + timedelta(days=60),
        "way": "written",
    }
    return keep_consents(person_id=person_id, consent=NewConsent(**said | more), by=cast.manager)


def details(**other: Any) -> Details:
    """What the card of one's own says."""
    said = {"name": "例の家", "address": "例町", "representative": "例 代表"}
    return Details(**said | {"telephone": "000-0000-0001"} | other)


def trusted(there: Elsewhere, cast: Any) -> House:
    """Two members trust a house."""
    asked = ask_to_trust(card=there.file(), digits=there.digits, by=cast.manager)
    confirm_proposal(proposal_id=asked.pk, by=second_of(cast.manager), said=there.digits)
    return House.objects.get(agency=cast.agency, house_id=there.id)


def samples(home: Any, cast: Any) -> dict[str, UUID]:
    """Return a house that is trusted, a letter to it, and what came and waits; one was taken."""
    make_card(details=details(), by=cast.manager)
    home.elsewhere = Elsewhere("見本の家")
    house = trusted(home.elsewhere, cast)
    said_yes(home.person.pk, house.name, cast)
    letter = hand_over(
        person_id=home.person.pk,
        house_id=house.pk,
        texts={"contact": "例さんと呼ばれている"},
        obtained="ご本人から",
        by=cast.manager,
    )
    parts = ("contact", "health", "money", "crime")

    def comes() -> Received:
        content = handing(cast.agency.pk, cast.today, parts=parts)
        sealed = home.elsewhere.writes(cast.agency.pk, content)
        opened = open_letter(sealed=sealed, by=cast.manager)
        return Received.objects.get(letter=opened.letter)

    take_in(received_id=comes().pk, person_id=home.person.pk, by=cast.manager)
    received = comes()
    return {"house_id": house.pk, "letter_id": letter.pk, "received_id": received.pk}


@cache
def _another(mark: str) -> dict[str, Any]:
    there = Elsewhere(mark)
    return {"card": there.file(), "digits": there.digits}


TOLD = {
    "sharing.renew_keys": lambda w, mark: {"card_id": own_card(w.cast.agency.pk).row.pk},
    "sharing.make_card": lambda w, mark: {"details": details(name=mark)},
    "sharing.hand_over": lambda w, mark: {
        "person_id": w.home.person.pk,
        "texts": {"contact": mark},
        "obtained": mark,
    },
    "sharing.open_letter": lambda w, mark: {
        "sealed": w.home.elsewhere.writes(
            w.cast.agency.pk, handing(w.cast.agency.pk, w.cast.today, called=mark)
        )
    },
    "sharing.take_back": lambda w, mark: {
        "agency_id": w.cast.agency.pk,
        "day": w.cast.today,
        "person_id": w.home.person.pk,
    },
    "sharing.take_in": lambda w, mark: {"person_id": w.home.person.pk},
    "sharing.ask_to_trust": lambda w, mark: _another(mark),
}
