"""
Keys under which a person is filed, so that a few index look-ups reach everyone who may be meant.

Finding keys (`n:` written form, `k:` sound) are prefixes for the search box. Blocking keys (`b:`,
`w:`, `y:`, `d:`) survive one
mistake each: whichever part of the name or birth date was mistaken, another key still meets.
"""

from itertools import product

from banso_recognition.sounds import fold_name, known_parts, ways_to_say

MAX_KEY = 40


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
) -> set[str]:
    """
    Return the keys under which a name with its birth date (year, month, day; any may be None) is
    compared with others.

    A name written in one piece is filed as one piece; who is `asking` tries every place where it
    may be cut.
    """
    keys: set[str] = set()
    ways = [[sound for sound in way if sound] for way in ways_to_say(name, kana)]
    sounds = ways[0]
    for tag, parts in (*(("b", way) for way in ways), ("w", fold_name(name))):
        if len(parts) > 1 or asking:
            for family, given in _pairs(parts):
                keys |= _one_mistake(tag, family, given)
        if len(parts) == 1:
            keys.add(f"{tag}:{parts[0]}")
    year, month, day = known_parts(birth)
    if year:
        keys |= {f"y:{year}|{part}" for part in sounds}
    if year and month and day:
        initials = {part[0] for part in sounds} or {"-"}
        keys |= {f"d:{year:04d}{month:02d}{day:02d}|{initial}" for initial in initials}
    return {key[:MAX_KEY] for key in keys}


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
