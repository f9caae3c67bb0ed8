"""What speaks for two entries being one person, and what against it, in words to be."""

from banso_recognition.levels import LEARNT, NEAR, OTHER, SAME, START
from banso_recognition.namebook import FAMILY, GIVEN
from banso_recognition.similarity import Reason
from banso_recognition.weighing import Pattern

_BIRTHS = {
    "exact": Reason.SAME_BIRTH,
    "slip": Reason.NEAR_BIRTH,
    "day_of_year": Reason.NEAR_BIRTH,
    "year_and_part": Reason.NEAR_BIRTH,
    "month": Reason.SAME_BIRTH_YEAR,
    "year_only": Reason.SAME_BIRTH_YEAR,
    "year": Reason.SAME_BIRTH_YEAR,
}
_SEEN = frozenset({"exact", "written"})


def _of_names(pattern: Pattern) -> Reason | None:
    levels = pattern.by_name
    both = levels[FAMILY], levels[GIVEN]
    same = [level in SAME for level in both]
    if pattern.swapped:
        return Reason.SWAPPED
    if all(same):
        if LEARNT in both:
            return Reason.LIKELY_SOUND
        return Reason.SAME_NAME if set(both) <= _SEEN else Reason.SAME_SOUND
    if any(same) and NEAR in both:
        return Reason.SIMILAR_SOUND
    if same[0]:
        return Reason.SAME_FAMILY
    return Reason.SAME_GIVEN if same[1] else None


def speaks_for(pattern: Pattern) -> tuple[Reason, ...]:
    """Return what speaks for one person, the name first."""
    levels = pattern.by_name
    found = [
        _of_names(pattern),
        _BIRTHS.get(levels.get("birth", "")),
        Reason.SAME_PHONE if levels.get("phone") == "same" else None,
        Reason.SAME_PLACE if levels.get("place") == "same" else None,
    ]
    return tuple(one for one in found if one is not None)


def speaks_against(pattern: Pattern) -> tuple[Reason, ...]:
    """Return what speaks against one person."""
    levels = pattern.by_name
    differs = (OTHER, START)
    found = [
        Reason.OTHER_FAMILY if levels[FAMILY] in differs else None,
        Reason.OTHER_GIVEN if levels[GIVEN] in differs else None,
        Reason.OTHER_BIRTH if levels.get("birth") == "other" else None,
        Reason.OTHER_SEX if levels.get("sex") == "other" else None,
    ]
    return tuple(one for one in found if one is not None)
