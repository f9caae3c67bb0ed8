"""
How surely two entries are of one person: evidence for and against, weighed as Fellegi and Sunter
did, with how rare a name is, and calibrated to a probability. Never a decision.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from banso_recognition.facets import Facets, NameFacets, Part
from banso_recognition.levels import (
    BY_SOUND,
    BY_WRITING,
    OTHER,
    SAME,
    START,
    UNKNOWN,
    beside_names,
    fitted,
    of_parts,
)
from banso_recognition.namebook import FAMILY, GIVEN, NameBook

# Twins, and a father and his son, share a house, a telephone, a surname, even a birthday: where the
# given names differ none of that is more than likely.
_ANOTHER = (OTHER, START)
_OF_A_HOUSEHOLD = ("area", "place", "phone")
_LIKELY = 0.9
_AS_IF = 500  # people with usual names, beside those of the home: three names tell of nothing


@dataclass(frozen=True)
class Weights:
    """
    What agreement says: `m` and `u` by thing compared and level, how often two people share a name
    by chance, and the line that turns bits into a probability.
    """

    m: Mapping[str, Mapping[str, float]]
    u: Mapping[str, Mapping[str, float]]
    chance: Mapping[str, float]
    swapped: float = 0.02
    slope: float = 1.0
    offset: float = 0.0
    expected: float = 0.2  # of everybody, who has a second entry

    def bits(self, what: str, level: str) -> float:
        """Return the evidence of a level in bits; nothing for what is not known."""
        m, u = self.m[what].get(level), self.u[what].get(level)
        return math.log2(m / u) if m and u else 0.0

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Weights":
        """Return weights from their JSON."""
        return cls(**{name: told[name] for name in cls.__dataclass_fields__ if name in told})


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """Return the weights that come with Banso."""
    text = files("banso_recognition").joinpath("weights.json").read_text(encoding="utf-8")
    return Weights.read(json.loads(text))


@dataclass(frozen=True, slots=True)
class Pattern:
    """The levels at which two people agree, the names that agree best among all of theirs."""

    levels: tuple[tuple[str, str], ...]
    swapped: bool = False
    family: Part | None = None
    given: Part | None = None

    @property
    def by_name(self) -> dict[str, str]:
        """The levels by what was compared."""
        return dict(self.levels)


@dataclass(frozen=True)
class Weighed:
    """The evidence in bits (above those that chance asks for), what it comes to, and why."""

    bits: float
    probability: float
    pattern: Pattern = field(compare=False)


class Scale:
    """Weighs pairs of one home, of so many people, whose names are spread as its book says."""

    def __init__(
        self, people: int, *, weights: Weights | None = None, book: NameBook | None = None
    ) -> None:
        self.weights = weights or shipped()
        self.book = book or NameBook()
        expected = max(self.weights.expected, 1e-6)
        self.prior = math.log2(expected / max(people, 2))
        self._likely = (math.log2(_LIKELY / (1 - _LIKELY)) - self.weights.offset) / (
            self.weights.slope
        )
        self._part_bits: dict[tuple[str, str, Part], float] = {}

    def of_part(self, role: str, level: str, part: Part) -> float:
        """Return the evidence of one part of a name: the rarer it is, the more it says."""
        known = self._part_bits.get((role, level, part))
        if known is None:
            known = self._weigh_part(role, level, part)
            if len(self._part_bits) < 1 << 17:
                self._part_bits[role, level, part] = known
        return known

    def _weigh_part(self, role: str, level: str, part: Part) -> float:
        bits = self.weights.bits(role, level)
        if level in BY_WRITING:
            how, share = "written", self.book.share(role, written=part.written)
        elif level in BY_SOUND:
            how, share = "sound", self.book.share(role, sound=part.sound)
            if share is None and part.written:
                share = self.book.share(role, written=part.written)
        else:
            return bits
        chance = self.weights.chance[f"{role}_{how}"]
        if not self.book.people:
            return bits
        times = 1.0 if share is None else share * self.book.people
        usual = (times + _AS_IF * chance) / (self.book.people + _AS_IF)
        return bits + math.log2(chance / usual)

    def _of_names(self, one: NameFacets, other: NameFacets) -> tuple[float, Pattern]:
        one, other = fitted(one, other)
        if not one.in_parts:
            return self._of_wholes(one, other)
        family, given = of_parts(one.family, other.family), of_parts(one.given, other.given)
        straight = self.of_part(FAMILY, family, one.family) + self.of_part(GIVEN, given, one.given)
        found = Pattern(((FAMILY, family), (GIVEN, given)), False, one.family, one.given)
        if family not in SAME or given not in SAME:
            crossed = of_parts(one.family, other.given), of_parts(one.given, other.family)
            if crossed[0] in SAME and crossed[1] in SAME:
                bits = self.of_part(GIVEN, crossed[0], one.family) + self.of_part(
                    FAMILY, crossed[1], one.given
                )
                bits += math.log2(self.weights.swapped)
                if bits > straight:
                    return bits, Pattern(
                        ((FAMILY, crossed[1]), (GIVEN, crossed[0])), True, one.given, one.family
                    )
        return straight, found

    def _of_wholes(self, one: NameFacets, other: NameFacets) -> tuple[float, Pattern]:
        level = of_parts(one.whole, other.whole)
        bits = self.of_part(FAMILY, level, one.whole)
        levels: tuple[tuple[str, str], ...] = ((FAMILY, level), (GIVEN, UNKNOWN))
        if one.long and other.long:
            bits += self.weights.bits(GIVEN, level)
            levels = ((FAMILY, level), (GIVEN, level))
        return bits, Pattern(levels, False, one.whole, None)

    def pattern(self, one: Facets, other: Facets) -> tuple[float, Pattern]:
        """Return the evidence of two people's names and at which levels everything agrees."""
        bits, found = 0.0, Pattern(((FAMILY, UNKNOWN), (GIVEN, UNKNOWN)))
        first = True
        for name in one.names:
            for again in other.names:
                some, pattern = self._of_names(name, again)
                if first or some > bits:
                    bits, found, first = some, pattern, False
        beside = tuple(beside_names(one, other).items())
        return bits, Pattern(found.levels + beside, found.swapped, found.family, found.given)

    def weigh(self, one: Facets, other: Facets) -> Weighed:
        """Return how surely two people are one."""
        bits, pattern = self.pattern(one, other)
        siblings = not pattern.swapped and pattern.by_name[GIVEN] in _ANOTHER
        for what, level in pattern.levels[2:]:
            if not (siblings and what in _OF_A_HOUSEHOLD):
                bits += self.weights.bits(what, level)
        bits += self.prior
        if siblings:
            bits = min(bits, self._likely)
        return Weighed(bits, self.probability(bits), pattern)

    def probability(self, bits: float) -> float:
        """Return what evidence comes to, by the line that was fitted on pairs told apart."""
        exponent = self.weights.slope * bits + self.weights.offset
        return 1.0 / (1.0 + math.exp(-math.log(2) * max(-60.0, min(60.0, exponent))))
