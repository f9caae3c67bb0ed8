"""
The card of a house (家の名刺, not of people): who it is, where, and its keys. It proves only that
whoever made it holds the keys; that it is the house it says is known once two members have compared
the fingerprint by telephone.
"""

from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from banso_exchange.canonical import canonical, parsed
from banso_exchange.keys import BadKeys, Keys, recipient, verifier
from banso_exchange.refusals import NotTaken, Why
from banso_exchange.shapes import Shape
from banso_exchange.signing import signed, split, stands_under

VERSION = 1
LARGEST_CARD = 20_000
_HEAD = b"banso-card/1\n"
_GROUPS, _DIGITS = 6, 5


@dataclass(frozen=True, kw_only=True)
class Card:
    """Who a house is. `address_in_network` is empty where letters are carried."""

    house: UUID
    name: str
    address: str
    representative: str
    telephone: str
    address_in_network: str
    sign_key: str
    seal_key: str
    made_on: date


def fingerprint(card: Card) -> str:
    """
    Return what two people read to each other by telephone: thirty digits in six groups, of the
    house's id and its keys (99 bits). Another name or address does not change it; another key does.
    """
    kept = f"banso house 1 {card.house} {card.sign_key} {card.seal_key}".encode()
    number = int.from_bytes(sha256(kept).digest(), "big") % 10 ** (_GROUPS * _DIGITS)
    digits = f"{number:0{_GROUPS * _DIGITS}d}"
    return " ".join(digits[at : at + _DIGITS] for at in range(0, len(digits), _DIGITS))


def write_card(card: Card, keys: Keys, *, before: Keys | None = None) -> bytes:
    """
    Return a card as a file, signed by its own keys; where they take the place of others, by those
    as well (`before`).

    :raises ValueError: if the card names other keys than it is signed by
    """
    if (card.sign_key, card.seal_key) != (keys.sign_public, keys.seal_public):
        raise ValueError
    said = {name: str(value) for name, value in asdict(card).items()}
    return signed(_HEAD, canonical(said | {"v": VERSION}), keys, *filter(None, (before,)))


def read_card(paper: bytes, *, before: Card | None = None) -> tuple[Card, bool]:
    """
    Return the card in a file, and whether the keys of the card `before` signed it as well.

    :raises NotTaken: if it is no card, or not signed by the keys that it names
    """
    if len(paper) > LARGEST_CARD:
        raise NotTaken(Why.TOO_BIG)
    signatures, content = split(paper, _HEAD, 2)
    shape = Shape(parsed(content))
    if shape.take("v") != VERSION:
        raise NotTaken(Why.OTHER_VERSION)
    card = Card(
        house=shape.id("house"),
        name=shape.text("name"),
        address=shape.text("address"),
        representative=shape.text("representative"),
        telephone=shape.text("telephone"),
        address_in_network=shape.text("address_in_network"),
        sign_key=shape.text("sign_key"),
        seal_key=shape.text("seal_key"),
        made_on=shape.day("made_on"),
    )
    shape.done()
    if not all((card.name.strip(), card.address.strip(), card.representative.strip())):
        raise NotTaken(Why.GIVER_MISSING)
    try:
        verifier(card.sign_key)
        recipient(card.seal_key)
    except BadKeys as error:
        raise NotTaken(Why.WRONG_SHAPE) from error
    if not stands_under(_HEAD, content, signatures[0], card.sign_key):
        raise NotTaken(Why.CHANGED)
    renews = (
        before is not None
        and before.house == card.house
        and any(stands_under(_HEAD, content, one, before.sign_key) for one in signatures[1:])
    )
    return card, renews
