"""Why a letter or a card is not taken: a name for each reason, and never a word of the letter."""

from enum import StrEnum


class Why(StrEnum):
    """Why something that came is not taken."""

    TOO_BIG = "too_big"
    NOT_A_LETTER = "not_a_letter"
    NOT_FOR_US = "not_for_us"
    BROKEN = "broken"
    UNREADABLE = "unreadable"
    OTHER_VERSION = "other_version"
    WRONG_SHAPE = "wrong_shape"
    UNKNOWN_HOUSE = "unknown_house"
    NOT_TRUSTED = "not_trusted"
    HOUSE_ENDED = "house_ended"
    KEY_ENDED = "key_ended"
    OTHER_KEY = "other_key"
    CHANGED = "changed"
    WRONG_AUDIENCE = "wrong_audience"
    FROM_OURSELVES = "from_ourselves"
    CLOCK_AHEAD = "clock_ahead"
    TOO_OLD = "too_old"
    REPLAYED = "replayed"
    GIVER_MISSING = "giver_missing"
    HOW_OBTAINED_MISSING = "how_obtained_missing"
    PART_WITHOUT_WORD = "part_without_word"
    WORD_FOR_ANOTHER = "word_for_another"
    WORD_NOT_YET = "word_not_yet"
    WORD_OVER = "word_over"
    WITHDRAWN = "withdrawn"
    UNKNOWN_LETTER = "unknown_letter"
    OTHER_HASH = "other_hash"


class NotTaken(ValueError):
    """Something that came is not taken; it says why, and nothing of what stands in it."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(str(why))
