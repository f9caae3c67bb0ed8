"""Decisions about ties without a database."""

from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import date, timedelta

from banso.ties.rules.codes import Kind, Party, Rhythm, Ring, Role, What

_PARTIES = {
    Role.KEY_PERSON: Party.KEY_PERSON,
    Role.SUPPORTER: Party.SUPPORTER,
    Role.CASEWORKER: Party.WELFARE,
    Role.HELLO_WORK: Party.HELLO_WORK,
    Role.PLACEMENT: Party.PLACEMENT,
    Role.TRAINING: Party.COMPANY,
    Role.EMPLOYER: Party.COMPANY,
    Role.FAMILY: Party.FAMILY,
    Role.MEDICAL: Party.MEDICAL,
    Role.CARE: Party.MEDICAL,
}
_RINGS = {
    Role.KEY_PERSON: Ring.CLOSE,
    Role.FAMILY: Ring.CLOSE,
    Role.FRIEND: Ring.CLOSE,
    Role.NEIGHBOUR: Ring.NEIGHBOURHOOD,
    Role.LANDLORD: Ring.NEIGHBOURHOOD,
    Role.SHOP: Ring.NEIGHBOURHOOD,
    Role.PEER: Ring.NEIGHBOURHOOD,
    Role.EMPLOYER: Ring.COMMUNITY,
    Role.TRAINING: Ring.COMMUNITY,
    Role.COMMUNITY: Ring.COMMUNITY,
    Role.LIGHT_KEY: Ring.COMMUNITY,
    Role.SUPPORTER: Ring.COMMUNITY,
}
_SILENT_AFTER = {
    Rhythm.DAILY: 30,
    Rhythm.WEEKLY: 60,
    Rhythm.MONTHLY: 120,
    Rhythm.SEASONS: 270,
    Rhythm.YEARLY: 550,
    Rhythm.RARELY: 1100,
}
_USUAL_SILENCE = 180


def party_of(role: str) -> Party:
    """Return whose arrow a tie of this role is in the picture of support stepping down."""
    return _PARTIES.get(Role(role), Party.COMMUNITY)


def usual_ring(*, role: str, kind: str, what: str) -> Ring:
    """Return the circle in which a tie stands until the person places it."""
    if known := _RINGS.get(Role(role)):
        return known
    if kind == Kind.BLOOD:
        return Ring.CLOSE
    if kind == Kind.PLACE:
        return Ring.NEIGHBOURHOOD
    return Ring.SOCIETY if what == What.OFFICE else Ring.COMMUNITY


def stands_on(day: date, *, from_on: date | None, until_on: date | None) -> bool:
    """Return whether a tie stands on a day; one whose beginning nobody knows stood already."""
    return (from_on is None or from_on <= day) and (until_on is None or until_on > day)


def sleeps(day: date, *, last_on: date | None, until_on: date | None, rhythm: str) -> bool:
    """
    Return whether a runner is dormant: ended, or not gone for longer than its own rhythm lets
    expect.

    It stays as a pale line, without loss of worth (field.md §3.1, rule 6).
    """
    if until_on is not None and until_on <= day:
        return True
    silence = _SILENT_AFTER[Rhythm(rhythm)] if rhythm else _USUAL_SILENCE
    return last_on is not None and day - last_on > timedelta(days=silence)


def asks_why(role: str, others: Iterable[str]) -> bool:
    """Return whether a tie is a second key person, who in principle is one: the form asks why."""
    return role == Role.KEY_PERSON and Role.KEY_PERSON in set(others)


def doubles(keys: Iterable[tuple[Hashable, ...]]) -> set[tuple[Hashable, ...]]:
    """
    Return what stands more than once: after two entries came together, one tie may be there twice.
    """
    counted = Counter(keys)
    return {key for key, count in counted.items() if count > 1}
