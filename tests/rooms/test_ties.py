"""
Ties: kept with the person's word, ended and resumed, hidden, handed over, given; the wall before
one's own record; counted as by hand.
"""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from banso.access.models import Member
from banso.access.queries import viewer_of
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen
from banso.people.actions import (
    NewEntry,
    NewPerson,
    enter_person,
    merge_people,
    open_entry,
    part_people,
)
from banso.people.models import Person, TimelineEntry
from banso.people.queries import find_in_memory, people_seen_by
from banso.ties.actions import (
    BothMustAgree,
    BothSidesMissing,
    EndsBeforeItBegan,
    LeadsTo,
    NameMissing,
    NewGiving,
    NotAgreedYet,
    WhySecond,
    WordsMissing,
    agree_hand_over,
    end_tie,
    hide_tie,
    keep_family,
    keep_giving,
    keep_tie,
    keep_visit,
    place_tie,
    plan_hand_over,
    resume_tie,
    root_tie,
    show_tie,
)
from banso.ties.models import Tie, TiePlace
from banso.ties.picture import draw, moved, stepped, titles
from banso.ties.queries import (
    around,
    figures_of_agency,
    hidden_of,
    people_behind,
    ties_from_others,
    ties_seen_by,
)
from banso.ties.rules import Party, Ring, Role, asks_why, party_of, sleeps, stands_on, usual_ring
from banso.ties.view import View
from banso.ties.web.pictures import back_months, month_before
from tests.conftest import Cast
from tests.rooms.test_doors import queries_of


@pytest.fixture
def haru(cast: Cast) -> Person:
    return enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)


def tie(person: Person, cast: Cast, **more: Any) -> Tie:
    ends = {one.name: more.pop(one.name) for one in fields(LeadsTo) if one.name in more}
    return keep_tie(
        **{
            "person_id": person.pk,
            "leads_to": LeadsTo(**ends),
            "name": "マスター",
            "what": "person",
            "role": "friend",
            "kind": "fourth",
            "by": cast.outreach,
        }
        | more
    )


def view(person: Person, cast: Cast, day: date | None = None, amount: str = "whole") -> View:
    return View(
        person, around(person, cast.outreach), day or cast.today, cast.today, "見本", amount
    )


def test_a_second_key_person_says_why(haru: Person, cast: Cast) -> None:
    first = tie(haru, cast, role="key_person")
    with pytest.raises(WhySecond):
        tie(haru, cast, name="親方", role="key_person")
    second = tie(
        haru,
        cast,
        name="親方",
        role="key_person",
        why_second="離れて暮らす二人とも、本人が頼りにしている。",
    )
    assert second.why_second
    end_tie(tie_id=first.pk, on=cast.today, ending="moved", by=cast.outreach)
    end_tie(tie_id=second.pk, on=cast.today, ending="moved", by=cast.outreach)
    tie(haru, cast, name="三人目", role="key_person")
    with pytest.raises(WhySecond):
        resume_tie(tie_id=first.pk, by=cast.outreach)


def test_a_tie_between_two_people_needs_the_word_of_both(haru: Person, cast: Cast) -> None:
    tetsu = enter_person(person=NewPerson(called_name="テツさん"), by=cast.outreach)
    with pytest.raises(BothMustAgree):
        tie(haru, cast, name="", other_id=tetsu.pk)
    made = tie(haru, cast, name="", other_id=tetsu.pk, both_agreed_on=cast.today)
    assert made.name == "テツさん"
    with pytest.raises(NotSeen):
        tie(haru, cast, other_id=haru.pk, both_agreed_on=cast.today)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tie.objects.filter(pk=made.pk).update(both_agreed_on=None)
    with pytest.raises(NameMissing):
        tie(haru, cast, name=" ")


def test_nothing_of_another_agency_can_be_tied_to(haru: Person, cast: Cast) -> None:
    stranger = enter_person(person=NewPerson(called_name="よその人"), by=cast.neighbour)
    for more in (
        {"other_id": stranger.pk, "both_agreed_on": cast.today},
        {"member_id": cast.neighbour.member_id},
        {"service_id": stranger.pk},
    ):
        with pytest.raises(NotSeen):
            tie(haru, cast, **more)
    made = tie(haru, cast)
    for act in (
        lambda: hide_tie(tie_id=made.pk, by=cast.neighbour),
        lambda: place_tie(tie_id=made.pk, on=cast.today, bearing=1, by=cast.neighbour),
    ):
        with pytest.raises(NotSeen):
            act()


def test_an_ended_tie_says_how_and_a_return_is_welcome(haru: Person, cast: Cast) -> None:
    made = tie(haru, cast, from_on=cast.today - timedelta(days=100))
    with pytest.raises(EndsBeforeItBegan):
        end_tie(
            tie_id=made.pk, on=cast.today - timedelta(days=200), ending="moved", by=cast.outreach
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Tie.objects.filter(pk=made.pk).update(until_on=cast.today)
    end_tie(tie_id=made.pk, on=cast.today, ending="stepped_down", by=cast.outreach)
    assert resume_tie(tie_id=made.pk, by=cast.outreach).until_on is None
    with pytest.raises(StaleEdit):
        keep_tie(tie_id=made.pk, version=1, name="x", by=cast.outreach)


def test_a_base_is_one_by_the_person_s_word_only(haru: Person, cast: Cast) -> None:
    made = tie(haru, cast, what="place", name="公園の東屋")
    with pytest.raises(WordsMissing):
        root_tie(tie_id=made.pk, on=cast.today, base_words=" ", by=cast.outreach)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tie.objects.filter(pk=made.pk).update(base_on=cast.today)
    for _ in range(12):
        keep_visit(tie_id=made.pk, on=cast.today, by=cast.outreach)
    assert [one.is_base for one in view(haru, cast).nodes()] == [False], (
        "no number of visits makes a base"
    )
    root_tie(tie_id=made.pk, on=cast.today, base_words="ここがわしの家や。", by=cast.outreach)
    assert [one.is_base for one in view(haru, cast).nodes()] == [True]
    assert [one.is_base for one in view(haru, cast, cast.today - timedelta(days=1)).nodes()] == [
        False
    ]


def test_what_the_person_hid_is_nowhere_and_no_name_stands_in_the_memory(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    made = tie(haru, cast, name="ひみつの喫茶", phone="093-000-0001")
    other = tie(haru, cast, name="床屋")
    keep_visit(tie_id=made.pk, on=cast.today, words="コーヒーがうまい。", by=cast.outreach)
    hide_tie(tie_id=made.pk, by=cast.outreach)
    browser = signed_in("outreach")
    pages = [f"/people/{haru.pk}/sphere/?view={kind}" for kind in titles()] + [
        f"/people/{haru.pk}/ties/",
        f"/people/{haru.pk}/",
        f"/people/{haru.pk}/timeline/",
    ]
    pages += [
        f"/people/{haru.pk}/sphere.{kind}?amount={amount}"
        for kind in ("html", "xlsx")
        for amount in ("whole", "emergency")
    ]
    for page in pages:
        answer = browser.get(page)
        assert (answer.status_code, "ひみつの喫茶".encode() in answer.content) == (200, False), page
    assert browser.get(f"/ties/{made.pk}/").status_code == 404
    assert ties_seen_by(cast.manager).count() == 1
    assert not TimelineEntry.objects.filter(title__contains="喫茶").exists()
    assert find_in_memory(cast.outreach, "ひみつの喫茶").rows == []
    assert "床屋" not in "".join(TimelineEntry.objects.values_list("title", flat=True))

    assert [one.pk for one in hidden_of(haru, cast.outreach)] == [made.pk]
    show_tie(tie_id=made.pk, by=cast.outreach)
    assert ties_seen_by(cast.outreach).count() == 2
    assert other.pk


def test_the_number_for_an_emergency_is_for_those_trusted_with_names(
    haru: Person, cast: Cast
) -> None:
    from banso.ties.sheets import facts_of

    made = tie(haru, cast, phone="093-000-0001")
    assert [words for _label, words in facts_of(made, phone=True) if "093" in words] == [
        "093-000-0001"
    ]
    assert not any("093" in words for _label, words in facts_of(made, phone=False))


def test_a_hand_over_is_agreed_by_both_sides_and_ends_the_earlier_tie(
    haru: Person, cast: Cast
) -> None:
    first, second = (
        tie(haru, cast, name="巡さん", role="supporter"),
        tie(haru, cast, name="泉さん", role="supporter"),
    )
    made = plan_hand_over(
        from_tie_id=first.pk,
        to_tie_id=second.pk,
        planned_on=cast.today + timedelta(days=9),
        by=cast.outreach,
    )
    sides = {"from_side": "巡", "to_side": "泉"}
    with pytest.raises(BothSidesMissing):
        agree_hand_over(
            hand_over_id=made.pk, on=cast.today, from_side="巡", to_side=" ", by=cast.outreach
        )
    with pytest.raises(NotAgreedYet):
        agree_hand_over(
            hand_over_id=made.pk,
            on=cast.today,
            done_on=cast.today - timedelta(days=1),
            by=cast.outreach,
            **sides,
        )
    agree_hand_over(hand_over_id=made.pk, on=cast.today, by=cast.outreach, **sides)
    assert Tie.objects.get(pk=first.pk).until_on is None
    agree_hand_over(
        hand_over_id=made.pk, on=cast.today, done_on=cast.today, by=cast.outreach, **sides
    )
    assert (Tie.objects.get(pk=first.pk).ending, Tie.objects.get(pk=second.pk).until_on) == (
        "handed_over",
        None,
    )
    with pytest.raises(NotAgreedYet):
        agree_hand_over(
            hand_over_id=made.pk, on=cast.today, done_on=cast.today, by=cast.outreach, **sides
        )


def test_whoever_was_supported_and_works_here_cannot_open_their_own_record(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    assert browser.get(f"/people/{haru.pk}/").status_code == 200
    keep_giving(
        person_id=haru.pk,
        giving=NewGiving(gift="staff", from_on=cast.today, member_id=cast.outreach.member_id),
        by=cast.manager,
    )
    for page in ("", "card/", "timeline/", "sphere/", "journey/"):
        assert browser.get(f"/people/{haru.pk}/{page}").status_code == 404
    walled = viewer_of(Member.objects.get(pk=cast.outreach.member_id), today=cast.today)
    assert not people_seen_by(walled).filter(pk=haru.pk).exists()
    assert people_seen_by(cast.manager).filter(pk=haru.pk).exists()

    into = enter_person(person=NewPerson(called_name="ハルさん(二度目)"), by=cast.manager)
    merge = merge_people(kept_id=into.pk, gone_id=haru.pk, reason="", by=cast.manager)
    assert not people_seen_by(walled).exists(), (
        "the wall goes along when entries are brought together"
    )
    part_people(merge_id=merge.pk, by=cast.manager)
    assert [one.pk for one in people_seen_by(walled)] == [into.pk]


def test_the_picture_of_a_day_shows_what_stood_then(haru: Person, cast: Cast) -> None:
    early = tie(haru, cast, name="東屋", what="place", from_on=cast.today - timedelta(days=900))
    late = tie(haru, cast, name="喫茶店", what="place", from_on=cast.today - timedelta(days=100))
    keep_visit(tie_id=early.pk, on=cast.today - timedelta(days=800), by=cast.outreach)
    keep_visit(tie_id=early.pk, on=cast.today - timedelta(days=20), by=cast.outreach)
    place_tie(
        tie_id=early.pk,
        on=cast.today - timedelta(days=900),
        bearing=10,
        reach=2,
        ring="close",
        by=cast.outreach,
    )
    place_tie(tie_id=early.pk, on=cast.today, bearing=200, by=cast.outreach)
    end_tie(tie_id=early.pk, on=cast.today - timedelta(days=10), ending="moved", by=cast.outreach)
    assert TiePlace.objects.count() == 2

    then = {one.name: one for one in view(haru, cast, cast.today - timedelta(days=700)).nodes()}
    now = {one.name: one for one in view(haru, cast).nodes()}
    assert set(then) == {"東屋"}
    assert (
        then["東屋"].visits,
        then["東屋"].bearing,
        then["東屋"].sleeps,
        then["東屋"].until_on,
    ) == (1, 10, False, None)
    assert (
        now["東屋"].visits,
        now["東屋"].bearing,
        now["東屋"].reach,
        now["東屋"].ring,
        now["東屋"].sleeps,
    ) == (2, 200, 2, "close", True)
    assert late.pk
    assert now["喫茶店"].order == 1, "a seat keeps its order over the years"


def test_four_templates_show_different_amounts(haru: Person, cast: Cast) -> None:
    tie(haru, cast, name="花屋のユミさん", role="friend", stress=True)
    tie(haru, cast, name="区のケースワーカー", role="caseworker", what="office", is_formal=True)
    tie(haru, cast, name="弟の太郎", role="family", kind="blood", no_contact=True)
    hidden = tie(haru, cast, name="見せない床屋", no_show=True)
    ended = tie(
        haru, cast, name="前の親方", role="light_key", from_on=cast.today - timedelta(days=99)
    )
    end_tie(tie_id=ended.pk, on=cast.today - timedelta(days=3), ending="moved", by=cast.outreach)

    names = {
        amount: {one.name for one in view(haru, cast, amount=amount).nodes()}
        for amount in ("whole", "conference", "emergency", "hand_over")
    }
    assert names["whole"] == {"花屋のユミさん", "区のケースワーカー", "弟の太郎", "前の親方"}
    assert {"花屋のユミさん", "弟の太郎", "前の親方"} & names["conference"] == set()
    assert "区のケースワーカー" in names["conference"]
    assert names["emergency"] == {"弟の太郎"}
    assert names["hand_over"] == {"花屋のユミさん", "区のケースワーカー", "弟の太郎"}
    assert not any(one.stress for one in view(haru, cast, amount="conference").nodes())
    assert hidden.pk


def test_every_view_is_drawn_on_screen_and_on_paper(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    for number in range(12):
        tie(haru, cast, name=f"見本{number}さん", from_on=cast.today - timedelta(days=100 * number))
    mother = tie(haru, cast, name="母", role="family", kind="blood")
    keep_family(tie_id=mother.pk, kin="mother", born_year=1930, is_dead=True, by=cast.outreach)
    keep_giving(
        person_id=haru.pk,
        giving=NewGiving(
            gift="meals", from_on=cast.today - timedelta(days=9), words="今度はわしが配る番や。"
        ),
        by=cast.outreach,
    )
    browser = signed_in("outreach")
    for kind in titles():
        page = browser.get(
            f"/people/{haru.pk}/sphere/?view={kind}&back=-6&beside=0"
        ).content.decode()
        assert page.partition("<main")[2].count("<svg") == 2
        assert "ハルさんの生活圏" in page
        for amount in ("whole", "conference", "emergency", "hand_over"):
            sheet = browser.get(f"/people/{haru.pk}/sphere.html?view={kind}&amount={amount}")
            assert "<svg" in sheet.content.decode()
        assert browser.get(f"/people/{haru.pk}/sphere.pdf?view={kind}").content.startswith(b"%PDF")
    part = browser.get(
        f"/people/{haru.pk}/sphere/?view=rings&back=3",
        headers={"HX-Request": "true", "HX-Target": "below"},
    ).content.decode()
    assert "<html" not in part
    assert "今度はわしが配る番や。" in part
    assert browser.get(f"/people/{haru.pk}/sphere.html?amount=all").status_code == 404
    assert (
        browser.get(f"/people/{haru.pk}/sphere/?view=xx&back=zz&beside=99999999999").status_code
        == 200
    )


def test_moving_by_button_and_by_dragging_lands_where_it_was_put(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    made = tie(haru, cast, what="place", name="銭湯", role="shop")
    place_tie(tie_id=made.pk, on=cast.today, bearing=90, reach=3, by=cast.outreach)
    key, browser = str(made.pk), signed_in("outreach")

    assert stepped("plant", view(haru, cast), key, "out") == {"bearing": 90, "reach": 4}
    assert stepped("plant", view(haru, cast), key, "right") == {"bearing": 110, "reach": 3}
    assert stepped("rings", view(haru, cast), key, "out") == {"bearing": 90, "ring": Ring.COMMUNITY}
    assert moved("plant", view(haru, cast), key, (0, 0)) == {"bearing": 90, "reach": 3}
    assert moved("bonds", view(haru, cast), key, (50, 0)) == {}

    for kind, by in (("plant", (-700, 0)), ("rings", (0, 200)), ("ecomap", (-600, 40))):
        asked = moved(kind, view(haru, cast), key, by)
        assert (
            browser.post(
                f"/ties/{key}/place/",
                {"view": kind, "back": "0", "dx": str(by[0]), "dy": str(by[1])},
            ).status_code
            == 204
        )
        (node,) = view(haru, cast).nodes()
        assert {name: getattr(node, name) for name in asked} == asked
    assert 180 < node.bearing < 360
    answer = browser.post(f"/ties/{key}/place/", {"view": "plant", "back": "0", "step": "in"})
    assert answer["Location"].endswith(f"#tie-{key}")
    for poison in (
        {"dx": "nan", "dy": "x"},
        {"step": "sideways"},
        {"dx": "1e999", "dy": "-1e999", "view": "zz"},
        {"back": "-99999999"},
    ):
        assert browser.post(f"/ties/{key}/place/", {"view": "rings", **poison}).status_code in (
            204,
            302,
        )


def counted(figures: list[Any]) -> dict[str, tuple[int, int]]:
    return {one.code: (one.count, one.of) for one in figures}


def test_figures_are_as_counted_by_hand_and_open_their_people(cast: Cast) -> None:
    since, day = cast.today - timedelta(days=365), cast.today
    long_ago, lately = cast.today - timedelta(days=700), cast.today - timedelta(days=30)
    stepped_down, only_formal, _alone = (
        enter_person(person=NewPerson(called_name=name), by=cast.outreach)
        for name in ("ハルさん", "テツさん", "ひとりさん")
    )
    for one, on in ((stepped_down, long_ago), (only_formal, long_ago), (_alone, lately)):
        open_entry(
            person=one,
            entry=NewEntry(
                ledger="outreach", office_id=cast.outreach_office.pk, worker_id=None, on=on
            ),
            by=cast.outreach,
        )
    for role, until in (("caseworker", lately), ("hello_work", lately), ("supporter", None)):
        made = tie(stepped_down, cast, role=role, is_formal=True, from_on=long_ago, kind="work")
        if until:
            end_tie(tie_id=made.pk, on=until, ending="stepped_down", by=cast.outreach)
    tie(stepped_down, cast, role="employer", from_on=long_ago, kind="work")
    tie(stepped_down, cast, role="key_person", from_on=long_ago)
    hide_tie(
        tie_id=tie(stepped_down, cast, role="light_key", from_on=long_ago).pk, by=cast.outreach
    )
    tie(only_formal, cast, role="caseworker", is_formal=True, from_on=long_ago, kind="work")
    keep_giving(
        person_id=stepped_down.pk, giving=NewGiving(gift="meals", from_on=lately), by=cast.outreach
    )

    people, ties = (
        counted(found) for found in figures_of_agency(cast.manager, since=since, day=day)
    )
    assert people == {
        "tied": (2, 3),
        "key": (1, 3),
        "light": (0, 3),
        "stepped": (1, 2),
        "gives": (1, 3),
    }
    assert ties == {
        "formal": (2, 4),
        "informal": (2, 4),
        "kind:blood": (0, 4),
        "kind:place": (0, 4),
        "kind:work": (3, 4),
        "kind:fourth": (1, 4),
    }
    before, _ties = figures_of_agency(cast.manager, since=since, day=since)
    assert counted(before)["stepped"] == (0, 2)
    for code, (count, _of) in {
        **people,
        "formal": (2, 0),
        "kind:fourth": (1, 0),
        "kind:blood": (0, 0),
    }.items():
        assert len(people_behind(code, cast.manager, since=since, day=day).rows) == count, code
    assert people_behind("zz", cast.manager, since=since, day=day).rows == []
    assert counted(figures_of_agency(cast.neighbour, since=since, day=day)[0])["tied"] == (0, 0)


def test_ties_of_both_entries_come_together_and_part_again(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    twin = enter_person(person=NewPerson(called_name="ハル"), by=cast.outreach)
    tie(haru, cast, name="マスター")
    tie(twin, cast, name="マスター")
    merge = merge_people(kept_id=haru.pk, gone_id=twin.pk, reason="", by=cast.outreach)
    assert len(around(haru, cast.outreach).ties) == 2
    draw("plant", view(haru, cast))
    assert (
        signed_in("outreach")
        .get(f"/people/{haru.pk}/sphere/")
        .content.decode()
        .count("同じつながりかもしれません")
        == 2
    )
    part_people(merge_id=merge.pk, by=cast.outreach)
    assert (len(around(haru, cast.outreach).ties), len(around(twin, cast.outreach).ties)) == (1, 1)


def test_a_tie_between_two_entries_rests_while_they_are_one(haru: Person, cast: Cast) -> None:
    twin = enter_person(person=NewPerson(called_name="ハル"), by=cast.outreach)
    day = cast.today
    open_entry(
        person=twin,
        entry=NewEntry(
            ledger="outreach", office_id=cast.outreach_office.pk, worker_id=None, on=day
        ),
        by=cast.outreach,
    )
    tie(twin, cast, name="ハルさん", other_id=haru.pk, both_agreed_on=day)

    def tied() -> int:
        return counted(figures_of_agency(cast.manager, since=day, day=day)[0])["tied"][0]

    assert tied() == 1
    assert len(ties_from_others(haru, cast.outreach)) == 1

    merge = merge_people(kept_id=haru.pk, gone_id=twin.pk, reason="", by=cast.outreach)
    assert around(haru, cast.outreach).ties == []
    assert ties_from_others(haru, cast.outreach) == []
    assert tied() == 0
    assert people_behind("tied", cast.manager, since=day, day=day).rows == []
    draw("plant", view(haru, cast))

    part_people(merge_id=merge.pk, by=cast.outreach)
    assert [one.other_id for one in around(twin, cast.outreach).ties] == [haru.pk]
    assert tied() == 1


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.none() | st.dates(), st.none() | st.dates())
def test_a_tie_stands_from_its_first_day_to_the_day_before_its_end(
    day: date, from_on: date | None, until_on: date | None
) -> None:
    stands = stands_on(day, from_on=from_on, until_on=until_on)
    assert stands == (not (from_on and from_on > day) and not (until_on and until_on <= day))
    if until_on and until_on <= day:
        assert sleeps(day, last_on=day, until_on=until_on, rhythm="")


def test_rules_of_ties() -> None:
    assert {party_of(role) for role in Role} == set(Party)
    assert [
        asks_why("key_person", ["friend"]),
        asks_why("key_person", ["key_person"]),
        asks_why("friend", ["key_person"]),
    ] == [False, True, False]
    assert usual_ring(role="other", kind="blood", what="person") is Ring.CLOSE
    assert usual_ring(role="hello_work", kind="work", what="office") is Ring.SOCIETY
    day = date(2026, 11, 25)
    assert [
        sleeps(day, last_on=day - timedelta(days=61), until_on=None, rhythm=rhythm)
        for rhythm in ("weekly", "monthly", "")
    ] == [True, False, False]
    assert not sleeps(day, last_on=None, until_on=None, rhythm="weekly"), (
        "what was never visited is no runner that sleeps"
    )


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 1200))
def test_months_before_are_ends_of_months(today: date, months: int) -> None:
    day = month_before(today, months)
    if months:
        assert (day + timedelta(days=1)).day == 1
        assert (today.year * 12 + today.month) - (day.year * 12 + day.month) == months
    else:
        assert day == today
    assert back_months(f"-{months}") == months


def test_drawings_carry_no_markup_that_somebody_typed(haru: Person, cast: Cast) -> None:
    tie(haru, cast, name="<script>\"&'</script>", from_on=cast.today)
    for kind in titles():
        ElementTree.fromstring(draw(kind, view(haru, cast)))


def test_the_sphere_asks_the_same_number_of_questions_however_many_ties_there_are(
    haru: Person, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    asked = []
    for count in (2, 20):
        for number in range(count):
            made = tie(
                haru, cast, name=f"見本{number}", from_on=cast.today - timedelta(days=number)
            )
            keep_visit(tie_id=made.pk, on=cast.today, by=cast.outreach)
            place_tie(tie_id=made.pk, on=cast.today, bearing=number, by=cast.outreach)
        keep_giving(
            person_id=haru.pk, giving=NewGiving(gift="meals", from_on=cast.today), by=cast.outreach
        )
        asked.append(
            [
                queries_of(browser, f"/people/{haru.pk}/{path}")
                for path in ("sphere/", "sphere/?view=bonds", "ties/", "sphere.html")
            ]
        )
    assert asked[0] == asked[1]
    assert max(asked[1]) <= 22, asked
