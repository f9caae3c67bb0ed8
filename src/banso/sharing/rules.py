"""Plain decisions about letters between houses."""

import re
import unicodedata
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes

UNHEARD_AFTER = timedelta(days=3)
"""After so many days without a receipt nobody knows whether a withdrawal has arrived."""


class Way(Codes):
    """Which way a letter went."""

    OUT = "out", _("went")
    IN = "in", _("came")


class Outcome(Codes):
    """What became of a letter at the other house, as its receipt says."""

    ARRIVED = "arrived", _("arrived, waits until somebody looks")
    TAKEN = "taken", _("taken, with the person")
    DECLINED = "declined", _("not taken")
    CLOSED = "closed", _("closed there")


class State(Codes):
    """What became here of what came."""

    WAITING = "waiting", _("waits until somebody looks")
    TAKEN = "taken", _("taken")
    DECLINED = "declined", _("not taken")


class Sort(Codes):
    """What sort of letter, by the codes that letters themselves use."""

    HAND_OVER = "hand_over", _("Handed over")
    RECEIPT = "receipt", _("A receipt")
    WITHDRAWAL = "withdrawal", _("Taken back")


TRUST_ACT = "sharing_house"
"""What a second member confirms before another house is trusted."""


class Refused(Codes):
    """Why something that came is not taken, in a sentence that repeats nothing of it."""

    TOO_BIG = "too_big", _("The file is larger than any letter.")
    NOT_A_LETTER = (
        "not_a_letter",
        _("This file is not what was asked for. Perhaps another one was chosen."),
    )
    NOT_FOR_US = (
        "not_for_us",
        _("This letter is sealed for another house, or for keys of long ago."),
    )
    BROKEN = "broken", _("The file did not arrive whole. Please let them send it once more.")
    UNREADABLE = "unreadable", _("The file opens, but cannot be read.")
    OTHER_VERSION = "other_version", _("The other house writes in a newer way than this one reads.")
    WRONG_SHAPE = "wrong_shape", _("The file opens, but is not written as letters are.")
    UNKNOWN_HOUSE = (
        "unknown_house",
        _("Nobody here knows the house it is from. Please take its card first."),
    )
    NOT_TRUSTED = (
        "not_trusted",
        _("The house it is from is not trusted yet: two compare its digits first."),
    )
    HOUSE_ENDED = "house_ended", _("The house it is from is trusted no more.")
    KEY_ENDED = (
        "key_ended",
        _("It was signed by keys that were replaced. Please let them send it anew."),
    )
    OTHER_KEY = (
        "other_key",
        _("The keys of that house have changed. Please take its new card, and call."),
    )
    CHANGED = "changed", _("It was changed on the way, or is from somebody else than it says.")
    WRONG_AUDIENCE = "wrong_audience", _("It was written to another house.")
    FROM_OURSELVES = "from_ourselves", _("This is from this very house.")
    CLOCK_AHEAD = (
        "clock_ahead",
        _("It says that it was written later than now. Please compare the clocks."),
    )
    TOO_OLD = (
        "too_old",
        _("It was written more than thirty days ago. Please let them send it anew."),
    )
    REPLAYED = "replayed", _("Another letter came under the same number before.")
    GIVER_MISSING = (
        "giver_missing",
        _("It does not say who gives: name, address, representative (30条)."),
    )
    HOW_OBTAINED_MISSING = (
        "how_obtained_missing",
        _("It does not say how they have what they give (30条)."),
    )
    PART_WITHOUT_WORD = "part_without_word", _("It holds more than the person said yes to.")
    WORD_FOR_ANOTHER = "word_for_another", _("The person’s word is for another house.")
    WORD_NOT_YET = "word_not_yet", _("The person’s word begins later.")
    WORD_OVER = "word_over", _("The person’s word is over.")
    WITHDRAWN = "withdrawn", _("The person has taken their word back.")
    UNKNOWN_LETTER = "unknown_letter", _("It answers a letter that never left here.")
    OTHER_HASH = "other_hash", _("It answers other words than those that left here.")


def digits_of(text: str) -> str:
    """Return the digits that somebody heard and wrote, whatever stands between them."""
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))


_NEVER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def as_letters_say(text: str) -> str:
    """
    Return a text as letters carry it: lines end in one way, and nothing stands in it that no pen
    writes. Browsers and word processors send both, and every house refuses a letter with them.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return _NEVER.sub("", lines).strip()


def in_one_line(text: str) -> str:
    """Return a text as letters carry a line."""
    return " ".join(as_letters_say(text).split())
