"""Ties: where they stand until the person places them, when they stand, when a runner sleeps."""

from datetime import date, timedelta

import pytest

from banso.ties.rules.decisions import (
    asks_why,
    doubles,
    party_of,
    sleeps,
    stands_on,
    usual_ring,
)

DAY, ONE = date(2026, 11, 24), timedelta(days=1)


def test_a_tie_stands_from_its_day_and_no_longer_on_its_last() -> None:
    days = (DAY - ONE, DAY, DAY + ONE)

    assert [stands_on(day, from_on=DAY, until_on=None) for day in days] == [False, True, True]
    assert [stands_on(day, from_on=None, until_on=DAY) for day in days] == [True, False, False]


@pytest.mark.parametrize(
    ("rhythm", "longest"),
    [
        ("daily", 30),
        ("weekly", 60),
        ("monthly", 120),
        ("seasons", 270),
        ("yearly", 550),
        ("rarely", 1100),
        ("", 180),
    ],
)
def test_a_runner_sleeps_after_a_silence_longer_than_its_own_rhythm(
    rhythm: str, longest: int
) -> None:
    silences = (longest - 1, longest, longest + 1)

    assert [
        sleeps(DAY, last_on=DAY - days * ONE, until_on=None, rhythm=rhythm) for days in silences
    ] == [False, False, True]


def test_a_runner_that_ended_sleeps_and_one_never_walked_does_not() -> None:
    assert sleeps(DAY, last_on=None, until_on=DAY, rhythm="")
    assert not sleeps(DAY, last_on=DAY, until_on=DAY + ONE, rhythm="")
    assert not sleeps(DAY, last_on=None, until_on=None, rhythm="daily")


def test_until_the_person_places_it_a_tie_stands_where_its_kind_usually_does() -> None:
    assert usual_ring(role="other", kind="blood", what="person") == "close"
    assert usual_ring(role="other", kind="place", what="person") == "neighbourhood"
    assert usual_ring(role="other", kind="work", what="office") == "society"
    assert usual_ring(role="other", kind="fourth", what="person") == "community"


def test_only_a_second_key_person_asks_why() -> None:
    assert asks_why("key_person", ["friend", "key_person"])
    assert not asks_why("key_person", ["friend"])
    assert not asks_why("friend", ["key_person"])


def test_what_stands_twice_is_found_once() -> None:
    assert doubles([("a", 1), ("b", 1), ("a", 1), ("a", 1)]) == {("a", 1)}


def test_arrows_and_offices_follow_the_role() -> None:
    assert party_of("caseworker") == "welfare"
    assert party_of("other") == "community"


def test_a_role_that_has_its_circle_stands_there_whatever_its_kind() -> None:
    assert usual_ring(role="friend", kind="work", what="office") == "close"
    assert usual_ring(role="landlord", kind="fourth", what="person") == "neighbourhood"


def test_twice_is_enough_to_be_a_double() -> None:
    assert doubles([("a",), ("a",), ("b",)]) == {("a",)}
