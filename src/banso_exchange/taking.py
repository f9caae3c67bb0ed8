"""
Taking a letter that came: opened, looked at for its shape, then for whose it is, when it was
written, whether it was there already, and whether the person's word carries it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import pyrage

from banso_exchange.canonical import parsed
from banso_exchange.contents import HandOver, Receipt, Withdrawal
from banso_exchange.keys import Keys
from banso_exchange.letters import HEAD, LARGEST, Letter, hash_of, letter_of
from banso_exchange.refusals import NotTaken, Why
from banso_exchange.signing import split, stands_under

AHEAD, OLDEST = timedelta(minutes=5), timedelta(days=30)
_AGE = b"age-encryption.org/v1\n"


class Standing(StrEnum):
    """How one stands to another house."""

    ASKED = "asked"
    TRUSTED = "trusted"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class KnownHouse:
    """Another house as one knows it: the key it signs with, and those it signed with before."""

    standing: Standing
    sign_key: str
    ended_keys: Collection[str] = ()


class Books(Protocol):
    """What a house has written down, as far as a letter is held against it."""

    def house(self, house: UUID) -> KnownHouse | None:
        """Return another house, where one knows it."""

    def seen(self, house: UUID, letter: UUID) -> str:
        """Return the hash under which a letter of that house came before; empty if none did."""

    def sent(self, house: UUID, letter: UUID) -> str:
        """Return the hash under which a letter went to that house; empty if none did."""

    def withdrawn(self, house: UUID, letter: UUID) -> Collection[UUID]:
        """Return the words of that house's letter of which it has said that they stand no more."""


def read_letter(
    sealed: bytes, *, house: UUID, keys: Sequence[Keys], books: Books, now: datetime, today: date
) -> Letter:
    """
    Return the letter that came; `again` where the very same came before, which is answered alike
    and changes nothing.

    :raises NotTaken: if it is not taken; it says why
    """
    letter, said, signature = _opened(sealed, keys)
    _is_whose_it_says(letter, said, signature, house, books)
    if letter.written_at > now + AHEAD:
        raise NotTaken(Why.CLOCK_AHEAD)
    before = books.seen(letter.sender, letter.id)
    if before:
        if before != letter.sha256:
            raise NotTaken(Why.REPLAYED)
        return replace(letter, again=True)
    if isinstance(letter.content, HandOver):
        if letter.written_at < now - OLDEST:
            raise NotTaken(Why.TOO_OLD)
        _is_carried_by_words(letter.content, house, today)
        gone = set(books.withdrawn(letter.sender, letter.id))
        if gone & {one.id for one in letter.content.words}:
            raise NotTaken(Why.WITHDRAWN)
    if isinstance(letter.content, Receipt):
        sent = books.sent(letter.sender, letter.content.letter)
        if not sent:
            raise NotTaken(Why.UNKNOWN_LETTER)
        if sent != letter.content.sha256:
            raise NotTaken(Why.OTHER_HASH)
    return letter


def _opened(sealed: bytes, keys: Sequence[Keys]) -> tuple[Letter, bytes, bytes]:
    if len(sealed) > LARGEST:
        raise NotTaken(Why.TOO_BIG)
    if not sealed.startswith(_AGE):
        raise NotTaken(Why.NOT_A_LETTER)
    opens = [pyrage.x25519.Identity.from_str(one.seal) for one in keys]
    try:
        paper = pyrage.decrypt(sealed, opens)
    except pyrage.DecryptError as error:
        other = "matching" in str(error).lower()
        raise NotTaken(Why.NOT_FOR_US if other else Why.BROKEN) from error
    signatures, said = split(paper, HEAD, 1)
    return letter_of(parsed(said), hash_of(said)), said, signatures[0]


def _is_whose_it_says(
    letter: Letter, said: bytes, signature: bytes, house: UUID, books: Books
) -> None:
    """
    Refuse what is not of a house that may write this. Closing is always heard: a withdrawal counts
    as well from a house that is trusted no more, and by a key that has ended.
    """
    if letter.sender == house:
        raise NotTaken(Why.FROM_OURSELVES)
    known = books.house(letter.sender)
    if known is None:
        raise NotTaken(Why.UNKNOWN_HOUSE)
    if letter.sign_key not in (known.sign_key, *known.ended_keys):
        raise NotTaken(Why.OTHER_KEY)
    if not stands_under(HEAD, said, signature, letter.sign_key):
        raise NotTaken(Why.CHANGED)
    if letter.receiver != house:
        raise NotTaken(Why.WRONG_AUDIENCE)
    if known.standing is Standing.ASKED:
        raise NotTaken(Why.NOT_TRUSTED)
    if isinstance(letter.content, Withdrawal):
        return
    if known.standing is Standing.ENDED:
        raise NotTaken(Why.HOUSE_ENDED)
    if letter.sign_key != known.sign_key:
        raise NotTaken(Why.KEY_ENDED)


def _is_carried_by_words(content: HandOver, house: UUID, today: date) -> None:
    giver = content.giver
    if not all(one.strip() for one in (giver.name, giver.address, giver.representative)):
        raise NotTaken(Why.GIVER_MISSING)
    if not all(one.obtained.strip() for one in content.parts):
        raise NotTaken(Why.HOW_OBTAINED_MISSING)
    if any(one.house != house for one in content.words):
        raise NotTaken(Why.WORD_FOR_ANOTHER)
    if {one.part for one in content.parts} - {one.part for one in content.words}:
        raise NotTaken(Why.PART_WITHOUT_WORD)
    if any(one.from_on > today for one in content.words):
        raise NotTaken(Why.WORD_NOT_YET)
    if any(one.until_on < today for one in content.words):
        raise NotTaken(Why.WORD_OVER)
