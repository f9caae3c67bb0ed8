"""
Do people keep the home they moved into? Counted from the first entry in the aftercare ledger, with
the denominators that are argued about stated and chosen.

Somebody is *back* who has a new entry in the outreach or the centre ledger afterwards. An entry
that was closed for another reason ends what is known: the person is followed until then (censored),
not counted as anything. Where the entry was opened again in the same ledger by the day it was
closed, the home goes on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from banso_analysis.engines import Engine, Row

MARKS = (182, 365, 1096)  # days: half a year, a year, three years


class End(StrEnum):
    """How it stands with a home on the day of asking."""

    KEPT = "kept"
    BACK = "back"
    CARE = "care"
    LOST = "lost"
    DIED = "died"
    ENDED = "ended"


@dataclass(frozen=True)
class Stay:
    """One person's home: since when, followed for how many days, and how that ended."""

    person_id: str
    since: date
    days: int
    end: str


@dataclass(frozen=True)
class Choice:
    """
    What counts: people out of contact (left out, as kept, as not kept), people who went into
    hospital or a home for good (left out, as not kept).
    """

    lost: str = "out"
    care: str = "out"


@dataclass(frozen=True)
class Kept:
    """
    How many of how many still had their home after so many days, and who is in the denominator no
    longer, by why.
    """

    days: int
    kept: int
    of: int
    out: dict[str, int]
    people: dict[str, list[str]]


def stays(engine: Engine, *, today: date) -> list[Stay]:
    """Return each person's first own home with what became of it."""
    day = f"DATE '{today.isoformat()}'"
    question = (
        "SELECT a.person_id, a.opened_on, a.closed_on, a.closing_reason, k.back_on "
        "FROM ledger_entries a LEFT JOIN (SELECT f.person_id, MIN(b.opened_on) AS back_on "
        "FROM (SELECT person_id, MIN(opened_on) AS first_on FROM ledger_entries "
        "WHERE ledger = 'aftercare' GROUP BY person_id) f JOIN ledger_entries b ON b.person_id "
        "= f.person_id AND b.ledger IN ('outreach', 'centre') AND b.opened_on > f.first_on "
        "GROUP BY f.person_id) k ON k.person_id = a.person_id "
        f"WHERE a.ledger = 'aftercare' AND a.opened_on <= {day} "
        "ORDER BY a.person_id, a.opened_on, a.closed_on NULLS LAST"
    )
    return [
        _first_home(str(person), entries, today)
        for person, entries in groupby(engine.rows(question), key=lambda row: row[0])
    ]


def _first_home(person: str, entries: Iterable[Row], today: date) -> Stay:
    """Return a person's first home out of their entries, in the order of their days."""
    rows = iter(entries)
    _person, since, closed, reason, back = next(rows)
    for _person, opened, closed_again, reason_again, _back in rows:
        if closed is None or opened > closed:
            break
        if closed_again is None or closed_again >= closed:
            closed, reason = closed_again, reason_again
    return _stay(person, since, closed, str(reason or ""), back, today)


def _stay(
    person: str, since: date, closed: date | None, reason: str, back: date | None, today: date
) -> Stay:
    if back is not None and back <= today:
        return Stay(person, since, (back - since).days, End.BACK)
    if closed is None or closed > today:
        return Stay(person, since, (today - since).days, End.KEPT)
    ends = {"lost_contact": End.LOST, "died": End.DIED, "hospital": End.CARE, "facility": End.CARE}
    return Stay(person, since, (closed - since).days, ends.get(reason, End.ENDED))


def kept_after(found: list[Stay], days: int, choice: Choice, *, today: date) -> Kept:
    """Return how many kept their home for so many days, of those who moved in long enough ago."""
    people: dict[str, list[str]] = {
        "kept": [],
        "not": [],
        "too_new": [],
        "lost": [],
        "care": [],
        "died": [],
        "ended": [],
    }
    for one in found:
        people[_standing(one, days, choice, today)].append(one.person_id)
    kept, gone = len(people["kept"]), len(people["not"])
    return Kept(
        days,
        kept,
        kept + gone,
        {
            why: len(people[why])
            for why in ("too_new", "lost", "care", "died", "ended")
            if people[why]
        },
        people,
    )


def _standing(one: Stay, days: int, choice: Choice, today: date) -> str:
    # Whoever moved in too lately counts neither way: counted only once they are back, they would
    # pull the share down.
    if (today - one.since).days < days:
        return "too_new"
    if one.days >= days:
        return "kept"
    if one.end == End.BACK:
        return "not"
    if one.end == End.LOST:
        return {"kept": "kept", "not": "not"}.get(choice.lost, "lost")
    if one.end == End.CARE:
        return "not" if choice.care == "not" else "care"
    return "died" if one.end == End.DIED else "ended"


def events(found: list[Stay], choice: Choice) -> list[tuple[int, bool]]:
    """
    Return for a survival curve (days, whether the home was lost then): whoever is no longer
    followed leaves the curve without an event.
    """
    lost = (
        {End.BACK.value}
        | ({End.LOST.value} if choice.lost == "not" else set())
        | ({End.CARE.value} if choice.care == "not" else set())
    )
    return [(one.days, one.end in lost) for one in found]
