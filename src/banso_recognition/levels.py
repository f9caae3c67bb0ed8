"""How far two people agree in each thing that is known of both, in a few levels each."""

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from banso_recognition.facets import NOTHING, Facets, NameFacets, Part

Birth = tuple[int | None, int | None, int | None]

UNKNOWN = "unknown"
EXACT, WRITTEN, KANA, KANA_OTHER = "exact", "written", "kana", "kana_other"
SOUND, LEARNT, NEAR, START, OTHER = "sound", "learnt", "near", "start", "other"
BY_WRITING, BY_SOUND = frozenset({EXACT, WRITTEN}), frozenset({KANA, KANA_OTHER, SOUND, LEARNT})
SAME = BY_WRITING | BY_SOUND
_ALIKE = 0.85


@lru_cache(maxsize=1 << 18)
def of_parts(one: Part, other: Part) -> str:
    """Return how far two family names, or two given names, agree."""
    if not one or not other:
        return UNKNOWN
    written = bool(one.written and other.written)
    said = bool(one.sound and other.sound)
    if written and one.written == other.written:
        return EXACT if said and one.sound == other.sound else WRITTEN
    if said and one.kana == other.kana:
        return KANA_OTHER if written else KANA
    if said and one.sound == other.sound:
        return SOUND
    heard, again = _sounds(one), _sounds(other)
    if not said and heard & again:
        return LEARNT
    if (not written and not heard) or (not written and not again):
        return UNKNOWN
    if _near(one, other, said):
        return NEAR
    starts = written and one.written[0] == other.written[0]
    starts = starts or (said and one.sound[:2] == other.sound[:2])
    return START if starts else OTHER


def _sounds(part: Part) -> frozenset[str]:
    return frozenset((part.sound,)) if part.sound else frozenset(part.learnt)


def _near(one: Part, other: Part, said: bool) -> bool:
    if not said:
        pairs = [(a, b) for a in _sounds(one) for b in _sounds(other)]
    else:
        pairs = [(one.sound, other.sound)]
    for a, b in pairs:
        if JaroWinkler.similarity(a, b) >= _ALIKE:
            return True
        if min(len(a), len(b)) >= 3 and DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1:
            return True
    return False


@lru_cache(maxsize=1 << 16)
def of_births(one: Birth, other: Birth) -> str:
    """Return how far two births agree, by their parts and the slips that dates meet."""
    (y, m, d), (y2, m2, d2) = one, other
    if y is None or y2 is None:
        return UNKNOWN
    if m is None or m2 is None or d is None or d2 is None:
        if y == y2:
            return "month" if m is not None and m == m2 else "year_only"
        return "year_about" if abs(y - y2) <= 3 else "other"
    if (y, m, d) == (y2, m2, d2):
        return "exact"
    texts = f"{y:04d}{m:02d}{d:02d}", f"{y2:04d}{m2:02d}{d2:02d}"
    if DamerauLevenshtein.distance(*texts, score_cutoff=1) <= 1:
        return "slip"
    if (m, d) == (m2, d2):
        return "day_of_year"
    if y == y2 and (m == m2 or d == d2 or (m, d) == (d2, m2)):
        return "year_and_part"
    if y == y2 or (abs(y - y2) <= 1 and (m == m2 or d == d2)):
        return "year"
    return "other"


def fitted(one: NameFacets, other: NameFacets) -> tuple[NameFacets, NameFacets]:
    """Return two names cut alike: one in a single piece is cut where the other is."""
    if one.in_parts == other.in_parts:
        return one, other
    if one.in_parts:
        second, first = fitted(other, one)
        return first, second
    return _cut_like(one, other), other


def _cut_like(piece: NameFacets, cut: NameFacets) -> NameFacets:
    whole = piece.whole
    first, rest = _at(whole.written, cut.family.written)
    said, said_rest = _at(whole.kana, cut.family.kana)
    heard, heard_rest = _at(whole.sound, cut.family.sound)
    if first or said or heard:
        family, given = Part(first, said, heard), Part(rest, said_rest, heard_rest)
        return NameFacets(family, given, whole)
    if piece.long:
        family = Part(
            whole.written[: len(cut.family.written)],
            whole.kana[: len(cut.family.kana)],
            whole.sound[: len(cut.family.sound)],
        )
        given = Part(
            whole.written[len(cut.family.written) :],
            whole.kana[len(cut.family.kana) :],
            whole.sound[len(cut.family.sound) :],
        )
        return NameFacets(family, given, whole)
    # one of the two names alone: the one it is more like
    as_given = of_parts(whole, cut.given) in SAME and of_parts(whole, cut.family) not in SAME
    return NameFacets(NOTHING, whole, whole) if as_given else NameFacets(whole, NOTHING, whole)


def _at(whole: str, family: str) -> tuple[str, str]:
    if family and whole.startswith(family):
        return family, whole[len(family) :]
    return "", ""


def of_sexes(one: str, other: str) -> str:
    """Return whether two sexes agree."""
    return UNKNOWN if not one or not other else "same" if one == other else "other"


def of_sets(one: frozenset[str], other: frozenset[str]) -> str:
    """Return whether two sets of places or phone numbers meet."""
    return UNKNOWN if not one or not other else "same" if one & other else "other"


def beside_names(one: Facets, other: Facets) -> dict[str, str]:
    """Return how far two people agree in all but their names."""
    return {
        "birth": of_births(one.birth, other.birth),
        "sex": of_sexes(one.sex, other.sex),
        "area": of_sets(one.areas, other.areas),
        "place": of_sets(one.places, other.places),
        "phone": of_sets(one.phones, other.phones),
    }
