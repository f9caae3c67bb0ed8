"""
How alike two sketches of a person are, and why. A reason for a human to look, never a decision.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz.distance import JaroWinkler, Levenshtein

from banso_recognition.sounds import fold_name, known_parts, ways_to_say


class Reason(StrEnum):
    """Why two entries may be the same person, the strongest first; and why they may not."""

    SAME_NAME = "same_name"
    VARIANT_NAME = "variant_name"
    SAME_SOUND = "same_sound"
    SWAPPED = "swapped"
    SIMILAR_SOUND = "similar_sound"
    SIMILAR_NAME = "similar_name"
    PART_OF_NAME = "part_of_name"
    LIKELY_SOUND = "likely_sound"
    SAME_FAMILY = "same_family"
    SAME_GIVEN = "same_given"
    SAME_BIRTH = "same_birth"
    NEAR_BIRTH = "near_birth"
    SAME_BIRTH_YEAR = "same_birth_year"
    SAME_PLACE = "same_place"
    SAME_PHONE = "same_phone"
    OTHER_FAMILY = "other_family"
    OTHER_GIVEN = "other_given"
    OTHER_BIRTH = "other_birth"
    OTHER_SEX = "other_sex"


@dataclass(frozen=True)
class Sketch:
    """
    What is known of somebody for comparing: (written, kana) names, birth (year, month, day),
    places, phone digits, sex, and the prefectures in which they live or lived.
    """

    names: tuple[tuple[str, str], ...]
    birth: tuple[int | None, int | None, int | None] = (None, None, None)
    places: frozenset[str] = field(default_factory=frozenset)
    phones: frozenset[str] = field(default_factory=frozenset)
    sex: str = ""
    areas: frozenset[str] = field(default_factory=frozenset)


# Enough by itself for somebody to look: names are often given in another form altogether.
_SAME_PHONE, _SAME_PLACE = 0.6, 0.56


@dataclass(frozen=True)
class Likeness:
    """
    How alike: `score` from 0 to 1 orders the list of people to look at; `reasons` is what a human
    reads.
    """

    score: float
    reasons: tuple[Reason, ...]


def _name_likeness(a: tuple[str, str], b: tuple[str, str]) -> tuple[float, Reason | None]:
    parts_a, parts_b = fold_name(a[0]), fold_name(b[0])
    whole_a, whole_b = "".join(parts_a), "".join(parts_b)
    if not whole_a or not whole_b:
        return 0.0, None
    if whole_a == whole_b:
        return (
            (1.0, Reason.SAME_NAME) if a[0].split() == b[0].split() else (0.98, Reason.VARIANT_NAME)
        )
    best: tuple[float, Reason | None] = (0.0, None)
    for sounds_a in ways_to_say(*a):
        for sounds_b in ways_to_say(*b):
            heard = _heard(parts_a, parts_b, sounds_a, sounds_b)
            best = max(best, heard, key=lambda found: found[0])
    return best


def _heard(
    parts_a: list[str], parts_b: list[str], sounds_a: list[str], sounds_b: list[str]
) -> tuple[float, Reason | None]:
    whole_a, sound_a, sound_b = "".join(parts_a), "".join(sounds_a), "".join(sounds_b)
    if sound_a and sound_a == sound_b:
        return 0.93, Reason.SAME_SOUND
    if whole_a == "".join(reversed(parts_b)) or (
        sound_a and sound_a == "".join(reversed(sounds_b))
    ):
        return 0.92, Reason.SWAPPED
    return _near(parts_a, parts_b, sounds_a, sounds_b)


def _near(
    parts_a: list[str], parts_b: list[str], sounds_a: list[str], sounds_b: list[str]
) -> tuple[float, Reason | None]:
    best: tuple[float, Reason | None] = (0.0, None)
    sound_a, sound_b = "".join(sounds_a), "".join(sounds_b)
    if sound_a and sound_b:
        for other in {sound_b, "".join(reversed(sounds_b))}:
            near = max(
                JaroWinkler.similarity(sound_a, other),
                Levenshtein.normalized_similarity(sound_a, other),
            )
            best = max(best, (near * 0.9, Reason.SIMILAR_SOUND), key=lambda found: found[0])
    whole_a, whole_b = "".join(parts_a), "".join(parts_b)
    near = Levenshtein.normalized_similarity(whole_a, whole_b)
    best = max(best, (near * 0.9, Reason.SIMILAR_NAME), key=lambda found: found[0])
    shared = (set(parts_a) & set(parts_b)) | {
        sound for sound in sounds_a if sound and sound in sounds_b
    }
    if shared or whole_b.startswith(whole_a) or (sound_a and sound_b.startswith(sound_a)):
        part = (
            0.86 if len(parts_a) == 1 else 0.7,
            Reason.PART_OF_NAME,
        )  # who asks for one part means that part
        best = max(best, part, key=lambda found: found[0])
    return best


def _birth_likeness(
    a: tuple[int | None, int | None, int | None], b: tuple[int | None, int | None, int | None]
) -> tuple[float, Reason | None]:
    if a[0] is None or b[0] is None:
        return 0.0, None
    if None not in a and None not in b:
        text_a, text_b = (
            "{:04d}{:02d}{:02d}".format(*(part or 0 for part in date)) for date in (a, b)
        )
        if text_a == text_b:
            return 0.25, Reason.SAME_BIRTH
        if Levenshtein.distance(text_a, text_b) == 1 or (
            a[0] == b[0] and {a[1], a[2]} == {b[1], b[2]}
        ):
            return 0.15, Reason.NEAR_BIRTH
        return (0.05, Reason.SAME_BIRTH_YEAR) if a[0] == b[0] else (-0.15, None)
    if a[0] == b[0]:
        return 0.1, Reason.SAME_BIRTH_YEAR
    return (0.02, None) if abs(a[0] - b[0]) <= 3 else (-0.1, None)


def compare(asked: Sketch, known: Sketch) -> Likeness:
    """Return how alike two sketches are; the best pair of names counts, the rest adds to it."""
    best: tuple[float, Reason | None] = (0.0, None)
    for name in asked.names:
        for other in known.names:
            best = max(best, _name_likeness(name, other), key=lambda found: found[0])
    score = best[0] * 0.75
    reasons = [best[1]] if best[1] and best[0] >= 0.6 else []
    extra, reason = _birth_likeness(known_parts(asked.birth), known_parts(known.birth))
    score += extra
    if reason:
        reasons.append(reason)
    if asked.phones & known.phones:
        score = max(score + 0.3, _SAME_PHONE)
        reasons.append(Reason.SAME_PHONE)
    if asked.places & known.places:
        score = max(score + 0.08, _SAME_PLACE)
        reasons.append(Reason.SAME_PLACE)
    return Likeness(max(0.0, min(score, 1.0)), tuple(reasons))
