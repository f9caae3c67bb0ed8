"""Plain decisions about what is kept for people: the sum of a book, what is left, what is due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes

COUNTED_WITHIN = timedelta(days=31)
"""How long what is kept may go without being counted before it stands on a desk."""

MOST = 99_999_999
"""The largest amount of one row, in yen or in pieces."""


class Kind(Codes):
    """What is kept."""

    CASH = "cash", _("Cash")
    BANKBOOK = "bankbook", _("Bankbook")
    CASH_CARD = "cash_card", _("Cash card")
    SEAL = "seal", _("Seal (印鑑)")
    PAPERS = "papers", _("Papers, certificates")
    NOTEBOOK = "notebook", _("Notebook or card of a scheme")
    KEY = "key", _("Key")
    PHONE = "phone", _("Telephone")
    MEDICINE = "medicine", _("Medicine")
    LUGGAGE = "luggage", _("Luggage")
    OTHER = "other", _("Something else")


class Wish(Codes):
    """By whose wish it is kept."""

    OWN = "own", _("The person’s own wish")
    TOGETHER = "together", _("We proposed it, and agreed on it together")
    OTHERS = "others", _("Somebody else asked for it, and the person agrees")


class Signed(Codes):
    """How the person gave their word for it."""

    PAPER = "paper", _("Signed on the paper")
    MARK = "mark", _("Made their mark on the paper")
    SAID = "said", _("Said so; two members heard it")


class GivenTo(Codes):
    """To whom everything was given in the end."""

    SELF = "self", _("The person")
    FAMILY = "family", _("Family, heirs")
    CITY = "city", _("City, welfare office")
    GUARDIAN = "guardian", _("Guardian, administrator of the estate")
    OTHER = "other", _("Somebody else")


class Together(Codes):
    """Whether the person was there when it was counted."""

    WITH = "with", _("Together with the person")
    SHOWN = "shown", _("Shown to the person afterwards")
    WITHOUT = "without", _("Without the person")


@dataclass(frozen=True)
class Entry:
    """A row of a book as its sum asks for it: in (more than nothing) or out."""

    number: int
    on: date
    amount: int


def running(entries: Iterable[Entry]) -> list[tuple[Entry, int]]:
    """Return the rows of a book in the order of their days, each with what is there after it."""
    found, total = [], 0
    for one in sorted(entries, key=lambda entry: (entry.on, entry.number)):
        total += one.amount
        found.append((one, total))
    return found


def balance(entries: Iterable[Entry], until: date | None = None) -> int:
    """Return what is there at the end of a day, or after all rows."""
    return sum(one.amount for one in entries if until is None or one.on <= until)


def lowest_from(entries: Sequence[Entry], day: date) -> int:
    """Return the least that is there at any time from a day on."""
    after = [total for one, total in running(entries) if one.on >= day]
    return min(after, default=balance(entries))


def falls_below(entries: Sequence[Entry], new: Entry) -> bool:
    """Return whether with a new row there is less than nothing at some time from its day on."""
    return new.amount < 0 and lowest_from([*entries, new], new.on) < 0


@dataclass(frozen=True)
class Piece:
    """A row about a thing: which row it gives back, and which it reverses."""

    id: UUID
    amount: int
    of: UUID | None = None
    reverses: UUID | None = None


def left_of(pieces: Iterable[Piece]) -> dict[UUID, int]:
    """Return how many pieces of each thing that was given into keeping are still there."""
    found: dict[UUID, int] = {}
    rows = list(pieces)
    for one in rows:
        if one.of is None and one.reverses is None:
            found[one.id] = one.amount
    for one in rows:
        into = one.of or one.reverses
        if into in found:
            found[into] += one.amount
    return {key: left for key, left in found.items() if left}


def is_due(*, since: date, counted_on: date | None, today: date) -> bool:
    """
    Return whether what is kept is to be counted: not within a month, nor since somebody else took
    it over.
    """
    last = max(since, counted_on) if counted_on else since
    return last + COUNTED_WITHIN < today or (counted_on is not None and counted_on < since)


def in_one_hand(kinds: Iterable[str]) -> bool:
    """Return whether bankbook or card and seal lie together, with which one alone could draw."""
    there = set(kinds)
    return Kind.SEAL in there and bool(there & {Kind.BANKBOOK, Kind.CASH_CARD})
