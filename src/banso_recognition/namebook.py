"""
What a home's own names teach: how often each part of a name occurs, and how it is read there.

A part that only kanji were written of is filed under the sounds that others gave for the same
kanji; a name that many bear says little about who somebody is, a rare one says much.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from banso_recognition.sounds import fold_name, skeleton

FAMILY, GIVEN = "f", "g"
LEAST = 2  # a pair that only one person bears would tell of that person
_READINGS = 3
_WAYS = 4
_LONGEST = 20


def parts_with_sounds(name: str, kana: str) -> list[tuple[str, str, str]]:
    """
    Return (family or given, written, sound) for the parts of a name that is written and said in two
    parts each; nothing for what can't be told apart.
    """
    written, said = fold_name(name), [skeleton(part) for part in fold_name(kana)]
    if len(written) != 2:
        return []
    sounds = said if len(said) == 2 else [skeleton(part) for part in written]
    return [
        (role, part, sound)
        for role, part, sound in zip((FAMILY, GIVEN), written, sounds, strict=True)
        if 0 < len(part) <= _LONGEST and len(sound) <= _LONGEST
    ]


@dataclass(frozen=True)
class NameBook:
    """
    How many of `people` bear a part of a name: by (family or given, written, sound); an empty
    `written` counts the sound, an empty `sound` the writing.
    """

    people: int = 0
    counts: Mapping[tuple[str, str, str], int] = field(default_factory=dict)

    @cached_property
    def _read(self) -> dict[tuple[str, str], list[tuple[int, str]]]:
        read: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for (role, written, sound), times in self.counts.items():
            if written and sound:
                read.setdefault((role, written), []).append((times, sound))
        for some in read.values():
            some.sort(key=lambda one: (-one[0], one[1]))
        return read

    def readings(self, role: str, written: str) -> tuple[str, ...]:
        """Return how a part is read in this home, the most usual first; three at most."""
        found = self._read.get((role, written), [])
        if not found:
            return ()
        most = found[0][0]
        return tuple(sound for times, sound in found[:_READINGS] if times * 20 >= most)

    def share(self, role: str, *, written: str = "", sound: str = "") -> float | None:
        """Return which share of the people bears a part; None where the book does not say."""
        times = self.counts.get((role, written, sound))
        return None if times is None or not self.people else times / self.people

    def ways(self, parts: list[str]) -> list[list[str]]:
        """Return how the parts of a name in two parts may sound, as far as the home has learnt."""
        if len(parts) != 2:
            return []
        each = [
            [own] if (own := skeleton(part)) else list(self.readings(role, part))
            for role, part in zip((FAMILY, GIVEN), parts, strict=True)
        ]
        return [list(way) for way, _ in zip(product(*each), range(_WAYS), strict=False)]


def learn(names: Iterable[tuple[str, str]]) -> NameBook:
    """Return what (written, kana) names teach; each is one person's."""
    counts: Counter[tuple[str, str, str]] = Counter()
    people = 0
    for name, kana in names:
        people += 1
        for role, written, sound in parts_with_sounds(name, kana):
            counts[role, written, ""] += 1
            if sound:
                counts[role, "", sound] += 1
                if written != kana:
                    counts[role, written, sound] += 1
    return NameBook(people, {key: times for key, times in counts.items() if times >= LEAST})
