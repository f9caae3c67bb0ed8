"""Whoever is hidden for safety stays hidden, and nobody's word that two are two is forgotten."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from banso.kit.readers.dates import parse_date
from banso.people.actions import (
    Memory,
    NewPerson,
    edit_person,
    enter_person,
    merge_people,
    part_people,
    remember,
    say_never_same,
)
from banso.people.models import Person
from banso.people.queries import find_people, merging_preview, said_apart, similar_people
from tests.conftest import ROLES, Cast

SignIn = Callable[[str], Client]


def somebody(cast: Cast, name: str, *, birth: str = "", restricted: bool = False) -> Person:
    return enter_person(
        person=NewPerson(
            called_name=name,
            names=[("legal", f"見本 {name}", "")],
            birth=parse_date(birth),
            restricted=restricted,
        ),
        by=cast.manager,
    )


def merged(cast: Cast, kept: Person, gone: Person) -> object:
    return merge_people(kept_id=kept.pk, gone_id=gone.pk, reason="", by=cast.manager).pk


def hide(cast: Cast, person: Person) -> None:
    fresh = Person.objects.get(pk=person.pk)
    fresh.restricted = True
    fresh.version += 1
    fresh.save()


def hidden(*people: Person) -> list[bool]:
    return [Person.objects.get(pk=person.pk).restricted for person in people]


@pytest.mark.parametrize("role", ROLES)
def test_a_search_with_somebody_hidden_among_the_hits_answers_for_every_role(
    cast: Cast, signed_in: SignIn, role: str
) -> None:
    seen = somebody(cast, "同名", birth="S30.4.1")
    somebody(cast, "同名", restricted=True)
    Person.objects.filter(pk=seen.pk).update(last_met_on=cast.today)

    answer = signed_in(role).post("/find/", {"q": "同名"}, follow=True)

    assert answer.status_code == 200


def test_a_hit_knows_when_somebody_was_last_met_and_whether_they_are_hidden(cast: Cast) -> None:
    met, away = somebody(cast, "会った"), somebody(cast, "隠れた", restricted=True)
    Person.objects.filter(pk=met.pk).update(last_met_on=cast.today)

    (first,), (second,) = find_people(cast.manager, "会った"), find_people(cast.manager, "隠れた")

    assert (first.person.last_met_on, first.person.restricted) == (cast.today, False)
    assert (second.person.pk, second.person.restricted) == (away.pk, True)


def test_whoever_was_hidden_after_a_merge_stays_hidden_under_both_entries(cast: Cast) -> None:
    kept, gone = somebody(cast, "甲"), somebody(cast, "乙")
    merge = merged(cast, kept, gone)
    hide(cast, kept)

    part_people(merge_id=merge, by=cast.manager)  # type: ignore[arg-type]

    assert hidden(kept, gone) == [True, True]


def test_only_the_one_who_was_hidden_before_is_hidden_after_parting(cast: Cast) -> None:
    kept, gone = somebody(cast, "甲"), somebody(cast, "乙", restricted=True)
    merge = merged(cast, kept, gone)
    assert hidden(kept) == [True]

    part_people(merge_id=merge, by=cast.manager)  # type: ignore[arg-type]

    assert hidden(kept, gone) == [False, True]


def test_hidden_in_a_chain_of_merges_stays_hidden_whoever_is_parted_first(cast: Cast) -> None:
    one, two, three = (somebody(cast, name) for name in "甲乙丙")
    first = merged(cast, one, two)
    merged(cast, three, one)
    hide(cast, three)

    part_people(merge_id=first, by=cast.manager)  # type: ignore[arg-type]

    assert hidden(two, three) == [True, True]


def test_hidden_before_a_chain_was_made_hides_nobody_else_when_parted(cast: Cast) -> None:
    one, two = somebody(cast, "甲"), somebody(cast, "乙")
    three, four = somebody(cast, "丙", restricted=True), somebody(cast, "丁")
    first = merged(cast, one, two)
    merged(cast, three, one)
    merged(cast, four, three)
    assert hidden(four) == [True]

    part_people(merge_id=first, by=cast.manager)  # type: ignore[arg-type]

    assert hidden(two) == [False]


def test_hidden_two_merges_further_up_stays_hidden(cast: Cast) -> None:
    one, two, three, four = (somebody(cast, name) for name in "甲乙丙丁")
    first = merged(cast, one, two)
    merged(cast, three, one)
    merged(cast, four, three)
    hide(cast, four)

    part_people(merge_id=first, by=cast.manager)  # type: ignore[arg-type]

    assert hidden(two, four) == [True, True]


def test_parting_in_a_chain_leaves_nobody_elses_birth_year(cast: Cast) -> None:
    one, two, three = (
        somebody(cast, "甲"),
        somebody(cast, "乙", birth="S30.4.1"),
        somebody(cast, "丙"),
    )
    first = merged(cast, one, two)
    merged(cast, three, one)
    assert Person.objects.get(pk=three.pk).birth_year == 1955

    part_people(merge_id=first, by=cast.manager)  # type: ignore[arg-type]

    births = Person.objects.in_bulk([one.pk, two.pk, three.pk])
    assert [births[one_.pk].birth_year for one_ in (one, two, three)] == [None, 1955, None]


def test_a_birth_corrected_after_a_merge_stays_whole_when_parted(cast: Cast) -> None:
    kept, gone = somebody(cast, "甲"), somebody(cast, "乙", birth="S30.4.1")
    merge = merged(cast, kept, gone)
    edit_person(
        person_id=kept.pk,
        version=Person.objects.get(pk=kept.pk).version,
        by=cast.manager,
        birth=parse_date("S30.5.2"),
    )

    part_people(merge_id=merge, by=cast.manager)  # type: ignore[arg-type]

    assert Person.objects.get(pk=kept.pk).birth == parse_date("S30.5.2")


def test_that_two_are_two_survives_merging_and_parting_and_is_said_before(
    cast: Cast, signed_in: SignIn
) -> None:
    kept, gone, third = somebody(cast, "渡辺"), somebody(cast, "渡邉"), somebody(cast, "渡部")
    say_never_same(one_id=gone.pk, other_id=kept.pk, reason="兄弟です", by=cast.outreach)
    say_never_same(one_id=gone.pk, other_id=third.pk, reason="", by=cast.outreach)

    page = signed_in("manager").get(f"/people/{kept.pk}/merge/{gone.pk}/").content.decode()
    assert "兄弟です" in page
    merge = merged(cast, kept, gone)

    names = [("見本 渡部", "")]
    alike = similar_people(
        cast.manager, names=names, birth=parse_date(""), apart_from=kept.pk, least=0
    )
    assert third.pk not in [hit.person.pk for hit in alike]
    part_people(merge_id=merge, by=cast.manager)  # type: ignore[arg-type]
    assert said_apart(kept.pk, gone.pk) is not None


def test_the_preview_of_a_merge_tells_no_text_that_is_closed_to_whoever_looks(cast: Cast) -> None:
    kept, gone = somebody(cast, "甲"), somebody(cast, "乙")
    for sensitivity in ("plain", "health", "money"):
        remember(
            person=gone,
            memory=Memory(
                at=timezone.now(), kind="note", title=f"題-{sensitivity}", sensitivity=sensitivity
            ),
            by=cast.manager,
        )

    preview = merging_preview(kept, gone, cast.employment)

    (memories,) = [one for one in preview.moving if one.label == "people.TimelineEntry"]
    assert [line.split()[-1] for line in memories.lines if "題-" in line] == ["題-plain"]
    assert memories.closed == 2
