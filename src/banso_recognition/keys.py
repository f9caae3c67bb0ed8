"""
Keys under which a person is filed, so that a few index look-ups reach everyone who may be meant.

Finding keys (`n:` written form, `k:` sound) are prefixes for the search box. Blocking keys (`b:`,
`w:`, `y:`, `m:`, `d:`, `a:`) survive one mistake each: whichever part of the name or birth date was
mistaken, another key still meets; the whole date of birth (`a:`) also where nothing of the names
agrees, as after a marriage or between kanji alone and kana alone.
"""

from itertools import product
from math import log2

from banso_recognition.namebook import NameBook
from banso_recognition.sounds import fold_name, known_parts, ways_to_say

MAX_KEY = 40
TOO_MANY = 2000  # a key under which as many stand says nothing, and is read no further
_EVERYBODY = 17  # bits: somebody among a hundred thousand
_ABOUT = 3  # years by which somebody who was guessed to be so old may be off


def _orders(parts: list[str]) -> set[str]:
    if len(parts) < 2:
        return {"".join(parts)}
    return {"".join(parts), "".join(reversed(parts)), *parts}


def finding_keys(name: str, kana: str = "") -> set[str]:
    """
    Return the keys whose prefix the search box asks for: family first, given first, and each alone.
    """
    written = {f"n:{key}" for key in _orders(fold_name(name))}
    heard = {
        f"k:{key}"
        for sounds in ways_to_say(name, kana)
        for key in _orders([sound for sound in sounds if sound])
    }
    return {key[:MAX_KEY] for key in written | heard if len(key) > 2}


def _one_mistake(tag: str, family: str, given: str) -> set[str]:
    """
    Return keys of a family and a given name that still meet when one of the two is off, also when
    they were swapped.
    """
    keys = {f"{tag}:{'|'.join(sorted((family, given)))}"}
    for whole, other in ((family, given), (given, family)):
        keys |= {f"{tag}<:{whole}|{other[0]}", f"{tag}>:{whole}|{other[-1]}"}
    return keys


def _pairs(parts: list[str]) -> list[tuple[str, str]]:
    if len(parts) >= 2:
        return [(parts[0], "".join(parts[1:]))]
    whole = parts[0] if parts else ""
    return [(whole[:cut], whole[cut:]) for cut in range(1, len(whole))][:6]


def blocking_keys(
    name: str,
    kana: str = "",
    birth: tuple[int | None, int | None, int | None] = (None, None, None),
    *,
    asking: bool = False,
    book: NameBook | None = None,
) -> set[str]:
    """
    Return the keys under which a name with its birth date (year, month, day; any may be None) is
    compared with others.

    A name written in one piece is filed as one piece; who is `asking` tries every place where it
    may be cut, and years of birth that are nearly right. With a `book` a name of kanji alone has
    the sounds as well that others of the home gave for them.
    """
    keys: set[str] = set()
    parts = fold_name(name)
    ways = [[sound for sound in way if sound] for way in _all_ways(name, kana, parts, book)]
    for tag, some in (*(("b", way) for way in ways), ("w", parts)):
        if len(some) > 1 or asking:
            for family, given in _pairs(some):
                keys |= _one_mistake(tag, family, given)
        if len(some) == 1:
            keys.add(f"{tag}:{some[0]}")
    keys |= {f"k:{''.join(way)}" for way in ways if way}
    sounds = {sound for way in ways for sound in way}
    return {key[:MAX_KEY] for key in keys | _birth_keys(sounds, birth, asking=asking)}


def _all_ways(name: str, kana: str, parts: list[str], book: NameBook | None) -> list[list[str]]:
    ways = ways_to_say(name, kana)
    if book is not None and not all(ways[0]):
        ways += [way for way in book.ways(parts) if any(way)]
    return ways


def _birth_keys(
    sounds: set[str], birth: tuple[int | None, int | None, int | None], *, asking: bool
) -> set[str]:
    keys: set[str] = set()
    year, month, day = known_parts(birth)
    if year:
        years = range(year - _ABOUT, year + _ABOUT + 1) if asking else (year,)
        keys |= {f"y:{one}|{sound}" for one in years for sound in sounds}
    if month and day:
        keys |= {f"m:{month:02d}{day:02d}|{sound}" for sound in sounds}
    if year and month and day:
        whole = f"{year:04d}{month:02d}{day:02d}"
        keys |= {f"d:{whole}|{initial}" for initial in {one[0] for one in sounds} or {"-"}}
        keys.add(f"a:{whole}")
    return keys


def worth(people: int) -> int:
    """
    Return what a key says under which some people stand, in quarters of a bit: much where they are
    few, and nothing where they are too many.
    """
    return 0 if people >= TOO_MANY else round(4 * (_EVERYBODY - log2(max(people, 1))))


def query_keys(query: str) -> tuple[set[str], set[str]]:
    """Return (prefixes, exact blocking keys) for what somebody typed into the search box."""
    parts = fold_name(query)
    if not parts:
        return set(), set()
    prefixes = {f"n:{''.join(parts)}"}
    ways = [sounds for sounds in ways_to_say(query) if all(sounds)]
    prefixes |= {f"k:{''.join(sounds)}" for sounds in ways}
    exact: set[str] = set()
    for tag, (family, given) in product("w", _pairs(parts)):
        exact |= _one_mistake(tag, family, given)
    for sounds in ways:
        for family, given in _pairs(sounds):
            exact |= _one_mistake("b", family, given)
    return {key[:MAX_KEY] for key in prefixes}, {key[:MAX_KEY] for key in exact}
