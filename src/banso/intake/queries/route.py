"""
The order of a course: its places as they were reached on earlier rounds, changed by hand where
somebody knows better. Nothing follows where anybody walks: only when a meeting was written down.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from statistics import median
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import salted_hmac

from banso.intake.rules import was_seen
from banso.kit.ngrams import normalise

_LAST = 10**9


@dataclass(frozen=True)
class Met:
    """A meeting on an earlier round of a course, as the order is counted from it."""

    person_id: UUID
    called_name: str
    place: str
    at: datetime
    round_id: UUID
    on: date
    outcome: str


def seal_of_place(place: str) -> str:
    """Return by what a place is known in an order that was chosen by hand."""
    said = normalise(place)
    return salted_hmac("banso.intake.route", said, algorithm="sha256").hexdigest()[:16]


def reached(met: Iterable[Met]) -> dict[str, float]:
    """
    Return when each place was reached, as the median over rounds of the minutes after noon of its
    night; by the seal of the place.
    """
    first: dict[str, dict[UUID, float]] = defaultdict(dict)
    for one in met:
        noon = timezone.make_aware(datetime.combine(one.on, time(12)))
        minutes = (one.at - noon).total_seconds() / 60
        seal = seal_of_place(one.place)
        first[seal][one.round_id] = min(minutes, first[seal].get(one.round_id, _LAST))
    return {seal: median(rounds.values()) for seal, rounds in first.items()}


def place_in_order(met: Sequence[Met], by_hand: Sequence[str]) -> dict[str, tuple[int, float, str]]:
    """Return where each place stands, as a key to sort by: as chosen by hand, then as reached."""
    chosen = {seal: place for place, seal in enumerate(by_hand)}
    return {
        seal: (chosen.get(seal, len(chosen)), minutes, seal)
        for seal, minutes in reached(met).items()
    }


def missed(met: Sequence[Met]) -> dict[UUID, int]:
    """Return on how many rounds of the course in a row each person was not seen, up to now."""
    rounds = {one.round_id: one.on for one in met}
    seen: dict[UUID, date] = {}
    known: dict[UUID, date] = {}
    for one in met:
        known[one.person_id] = min(one.on, known.get(one.person_id, one.on))
        if was_seen(one.outcome):
            seen[one.person_id] = max(one.on, seen.get(one.person_id, one.on))
    return {
        person_id: sum(
            on > seen[person_id] if person_id in seen else on >= since for on in rounds.values()
        )
        for person_id, since in known.items()
    }
