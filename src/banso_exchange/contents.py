"""
What letters say. Handing over carries what the law asks of both sides (個人情報保護法
27・29・30条): who gives, how they have it, on which word of the person, what for, until when.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from banso_exchange.refusals import NotTaken, Why
from banso_exchange.shapes import TEXT, Shape


class Kind(StrEnum):
    """What sort of letter."""

    HAND_OVER = "hand_over"
    RECEIPT = "receipt"
    WITHDRAWAL = "withdrawal"


class Outcome(StrEnum):
    """What became of a letter at the house that it came to."""

    ARRIVED = "arrived"
    TAKEN = "taken"
    DECLINED = "declined"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Giver:
    """Who gives (30条1項1号), and under which law: `private` 27–30条, `public` 69条."""

    name: str
    address: str
    representative: str
    regime: str

    def said(self) -> dict[str, Any]:
        """Return it as a letter says it."""
        return dict(vars(self))

    @classmethod
    def read(cls, shape: Shape) -> "Giver":
        """Return it from a letter."""
        found = cls(
            name=shape.text("name"),
            address=shape.text("address"),
            representative=shape.text("representative"),
            regime=shape.code("regime"),
        )
        shape.done()
        return found


@dataclass(frozen=True, kw_only=True)
class Word:
    """The person's word that a part rests on: for which house, what for, from when until when."""

    id: UUID
    part: str
    house: UUID
    purpose: str
    way: str
    from_on: date
    until_on: date

    def said(self) -> dict[str, Any]:
        """Return it as a letter says it."""
        return {name: str(value) for name, value in vars(self).items()}

    @classmethod
    def read(cls, shape: Shape) -> "Word":
        """Return it from a letter."""
        found = cls(
            id=shape.id("id"),
            part=shape.code("part"),
            house=shape.id("house"),
            purpose=shape.text("purpose"),
            way=shape.code("way"),
            from_on=shape.day("from_on"),
            until_on=shape.day("until_on"),
        )
        shape.done()
        if not found.purpose.strip() or found.until_on < found.from_on:
            raise NotTaken(Why.WRONG_SHAPE)
        return found


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a life in words, and how the giver has it (取得の経緯, 30条1項2号)."""

    part: str
    obtained: str
    text: str

    def said(self) -> dict[str, Any]:
        """Return it as a letter says it."""
        return dict(vars(self))

    @classmethod
    def read(cls, shape: Shape) -> "Part":
        """Return it from a letter."""
        found = cls(
            part=shape.code("part"), obtained=shape.text("obtained"), text=shape.text("text", TEXT)
        )
        shape.done()
        if not found.text.strip():
            raise NotTaken(Why.WRONG_SHAPE)
        return found


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """Parts of somebody's life, on their word. `called` is what they want to be called."""

    kind: ClassVar = Kind.HAND_OVER
    giver: Giver
    called: str
    words: tuple[Word, ...]
    parts: tuple[Part, ...]

    def said(self) -> dict[str, Any]:
        """Return it as a letter says it."""
        return {
            "giver": self.giver.said(),
            "called": self.called,
            "words": [one.said() for one in self.words],
            "parts": [one.said() for one in self.parts],
        }

    @classmethod
    def read(cls, shape: Shape) -> "HandOver":
        """Return it from a letter."""
        found = cls(
            giver=Giver.read(shape.shape("giver")),
            called=shape.text("called"),
            words=tuple(Word.read(one) for one in shape.shapes("words")),
            parts=tuple(Part.read(one) for one in shape.shapes("parts")),
        )
        shape.done()
        if not found.called.strip():
            raise NotTaken(Why.WRONG_SHAPE)
        return found


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What became of a letter, by its id and by the hash that both sides keep."""

    kind: ClassVar = Kind.RECEIPT
    letter: UUID
    sha256: str
    outcome: Outcome
    closed: int = 0

    def said(self) -> dict[str, Any]:
        """Return it as a letter says it."""
        return vars(self) | {"letter": str(self.letter), "outcome": str(self.outcome)}

    @classmethod
    def read(cls, shape: Shape) -> "Receipt":
        """Return it from a letter."""
        try:
            outcome = Outcome(shape.code("outcome"))
        except ValueError as error:
            if isinstance(error, NotTaken):
                raise
            raise NotTaken(Why.WRONG_SHAPE) from error
        found = cls(
            letter=shape.id("letter"),
            sha256=shape.text("sha256", 64),
            outcome=outcome,
            closed=shape.number("closed"),
        )
        shape.done()
        return found


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """Words of the person that stand no more: what rests on them in a letter is closed."""

    kind: ClassVar = Kind.WITHDRAWAL
    letter: UUID
    words: tuple[UUID, ...]

    def said(self) -> dict[str, Any]:
        """Return it as a letter says it."""
        return {"letter": str(self.letter), "words": [{"id": str(one)} for one in self.words]}

    @classmethod
    def read(cls, shape: Shape) -> "Withdrawal":
        """Return it from a letter."""
        letter, words = shape.id("letter"), shape.shapes("words")
        found = cls(letter=letter, words=tuple(one.id("id") for one in words))
        for one in (*words, shape):
            one.done()
        return found


Content = HandOver | Receipt | Withdrawal
CONTENTS: dict[Kind, type[HandOver] | type[Receipt] | type[Withdrawal]] = {
    one.kind: one for one in (HandOver, Receipt, Withdrawal)
}
