"""What went wrong, or nearly: known to whoever may know of everybody there, closed by a second."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen
from banso.kit.sheets.pdf import pdf_of
from banso.mishaps.actions import (
    Account,
    BySomebodyElse,
    ClosedAlready,
    ClosedToYou,
    NothingLearnt,
    close_mishap,
    go_on_writing,
    pass_mishaps,
    was_there,
    write_mishap,
)
from banso.mishaps.models import Mishap, Present
from banso.mishaps.queries import by_month, mishaps_of, mishaps_seen_by, there, waiting
from banso.mishaps.rules import counted, is_learnt, month_of, months_before
from banso.mishaps.sheets import blank_sheet, mishap_sheet, month_sheet
from banso.people.actions import (
    NewPerson,
    edit_person,
    enter_person,
    merge_people,
    part_people,
)
from banso.people.models import Person, TimelineEntry
from tests.conftest import Cast
from tests.rooms.test_sheets_on_paper import LONG, NAME

SignIn = Callable[[str], Client]


def somebody(cast: Cast, name: str = "ハルさん") -> Person:
    """Enter somebody whom the outreach counsellor met."""
    return enter_person(
        person=NewPerson(called_name=name), office_id=cast.outreach_office.pk, by=cast.outreach
    )


@pytest.fixture
def person(cast: Cast) -> Person:
    """Somebody."""
    return somebody(cast)


def account(cast: Cast, **said: object) -> Account:
    """What happened today."""
    told: dict[str, object] = {
        "kind": "near",
        "place": "house",
        "on": cast.today,
        "happened": "鍋が煙を出した。",
        "answerable_id": cast.outreach.member_id,
    }
    return Account(**told | said)  # type: ignore[arg-type]


def written(cast: Cast, person: Person | None = None, **said: object) -> Mishap:
    """Write it down."""
    return write_mishap(
        office_id=cast.outreach_office.pk,
        account=account(cast, **said),
        person_id=person.pk if person else None,
        by=cast.outreach,
    )


def test_months_are_counted_by_kind(cast: Cast) -> None:
    days = [(date(2026, 12, 31), "near"), (date(2026, 12, 1), "near"), (date(2027, 1, 1), "fire")]

    assert counted(days) == {(2026, 11): {"near": 2}, (2027, 0): {"fire": 1}}
    assert months_before(date(2027, 1, 5), 3) == [(2027, 0), (2026, 11), (2026, 10)]
    assert month_of((2026, 11)) == date(2026, 12, 1)
    assert not is_learnt(learnt=" ", change="")
    assert is_learnt(learnt="", change="鍵")


def test_a_second_member_closes_it_once_something_was_learnt(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    one = written(cast, person)

    with pytest.raises(BySomebodyElse):
        close_mishap(mishap_id=one.pk, words="", by=cast.outreach)
    with pytest.raises(NothingLearnt):
        close_mishap(mishap_id=one.pk, words="", by=cast.coordinator)
    go_on_writing(
        mishap_id=one.pk,
        account=account(cast, learnt="火を消す声かけ"),
        version=1,
        by=cast.outreach,
    )
    own = signed_in("outreach").post(f"/mishaps/{one.pk}/close/", {"words": "", "submission": ""})
    assert own.status_code == 422
    for status in (302, 422):
        done = signed_in("coordinator").post(
            f"/mishaps/{one.pk}/close/", {"words": "読みました", "submission": ""}
        )
        assert done.status_code == status
    one.refresh_from_db()
    assert (one.closed_by_id, one.closed_words) == (cast.coordinator.member_id, "読みました")
    with pytest.raises(ClosedAlready):
        go_on_writing(mishap_id=one.pk, account=account(cast), version=None, by=cast.outreach)
    with pytest.raises(ClosedAlready):
        was_there(mishap_id=one.pk, person_id=person.pk, by=cast.outreach)


def test_whoever_may_not_know_of_one_who_was_there_knows_of_nothing(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    hidden = somebody(cast, "隠れた方")
    one = written(cast, person, learnt="あ")
    assert mishaps_seen_by(cast.employment).get() == one

    was_there(mishap_id=one.pk, person_id=hidden.pk, by=cast.outreach)
    edit_person(person_id=hidden.pk, version=None, restricted=True, by=cast.outreach)

    for who in (cast.employment, cast.neighbour, cast.centre, cast.volunteer, cast.observer):
        assert not mishaps_seen_by(who).exists()
    assert mishaps_seen_by(cast.manager).get() == one
    browser = signed_in("employment")
    for page in ("/mishaps/", "/", f"/people/{person.pk}/mishaps/", "/mishaps/months/"):
        text = browser.get(page).content.decode()
        assert "隠れた方" not in text
        assert f"/mishaps/{one.pk}/" not in text
    assert browser.get(f"/mishaps/{one.pk}/").status_code == 404
    assert browser.post(f"/mishaps/{one.pk}/there/{person.pk}/").status_code == 404
    with pytest.raises(NotSeen):
        close_mishap(mishap_id=one.pk, words="", by=cast.employment)
    titles = TimelineEntry.objects.filter(kind="mishap").values_list("title", flat=True)
    assert set(titles) == {"その場にいた：ヒヤリハット"}


def test_what_speaks_of_health_or_crime_is_read_by_those_who_may(
    person: Person, cast: Cast
) -> None:
    one = written(cast, person, about="health")

    assert mishaps_seen_by(cast.centre).count() == 0
    assert mishaps_seen_by(cast.employment).count() == 0
    assert mishaps_of(person, cast.outreach).get() == one
    with pytest.raises(ClosedToYou):
        write_mishap(
            office_id=cast.outreach_office.pk,
            account=account(cast, about="crime"),
            by=cast.outreach,
        )


def test_what_waits_stands_on_the_desk_what_should_have_changed_first(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    later = written(cast, person, change="鍵", change_until=cast.today + timedelta(days=9))
    undated = written(cast)
    late = written(cast, change="手すり", change_until=cast.today - timedelta(days=1))

    assert waiting(cast.outreach) == [late, later, undated]
    desk = signed_in("outreach").get("/desk/mishaps/").content.decode()
    assert "日が過ぎています" in desk
    assert "ハルさん" in desk
    part = signed_in("outreach").get(f"/people/{person.pk}/mishaps/").content.decode()
    assert part.count("この人もその場にいた") == 3  # the two others, and their heading


def test_it_is_typed_in_the_order_of_the_sheet_and_what_is_missing_is_said(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    browser = signed_in("outreach")
    address = f"/people/{person.pk}/mishaps/write/"
    names = re.findall(r'name="(\w+)"', browser.get(address).content.decode())
    order = ("kind", "on", "place", "place_words", "happened", "done", "told", "learnt", "change")
    assert [names.index(one) for one in order] == sorted(names.index(one) for one in order)
    typed = {
        "kind": "medicine",
        "on": str(cast.today),
        "at_time": "7:30",
        "place": "house",
        "happened": "朝の薬が夕方の袋にあった。",
        "told": ["lead", "doctor"],
        "about": "health",
        "office": str(cast.outreach_office.pk),
        "submission": "",
    }

    wrong = (
        {"happened": ""},
        {"on": "あした"},
        {"told": "gold"},
        {"office": "x"},
        {"at_time": "25"},
    )
    for more in wrong:
        assert browser.post(address, typed | more).status_code == 422, more
    assert browser.post(address, typed).status_code == 302
    one = Mishap.objects.get()
    assert (one.told, one.at_time and one.at_time.hour) == (["lead", "doctor"], 7)
    assert there([one.pk])[one.pk] == [person]
    page = browser.get(f"/mishaps/{one.pk}/").content.decode()
    assert "上司・責任者、医療・救急" in page


def test_two_who_write_on_do_not_overwrite_one_another(person: Person, cast: Cast) -> None:
    one = written(cast, person)
    go_on_writing(mishap_id=one.pk, account=account(cast, done="一"), version=1, by=cast.outreach)

    with pytest.raises(StaleEdit):
        go_on_writing(
            mishap_id=one.pk, account=account(cast, done="二"), version=1, by=cast.manager
        )


def test_who_was_there_moves_when_two_entries_become_one_and_back(
    person: Person, cast: Cast
) -> None:
    other = somebody(cast, "春さん")
    one = written(cast, person)
    for _twice in range(2):
        was_there(mishap_id=one.pk, person_id=other.pk, by=cast.outreach)

    merge = merge_people(kept_id=person.pk, gone_id=other.pk, reason="", by=cast.outreach)
    assert there([one.pk])[one.pk] == [person]
    part_people(merge_id=merge.pk, by=cast.outreach)

    assert {row.person_id for row in Present.objects.all()} == {person.pk, other.pk}


def test_months_name_nobody_and_cost_the_same(
    person: Person, cast: Cast, signed_in: SignIn
) -> None:
    browser = signed_in("outreach")
    costs = []
    for count in (1, 5):
        for _ in range(count):
            written(cast, person)
        with CaptureQueriesContext(connection) as asked:
            browser.get("/mishaps/")
        costs.append(len(asked))

    assert costs[0] == costs[1]
    assert by_month(cast.outreach, cast.today) == {
        (cast.today.year, cast.today.month - 1): {"near": 6}
    }
    for page in ("/mishaps/months/", f"/mishaps/months/{cast.today:%Y-%m}/sheet.html"):
        text = browser.get(page).content.decode()
        assert "ハルさん" not in text.split("<main")[1]
    assert browser.get("/mishaps/months/9999-99/sheet.html").status_code == 200
    assert browser.get("/mishaps/?kind=gold&after=x").status_code == 404


def test_what_somebody_answers_for_passes_to_another(person: Person, cast: Cast) -> None:
    one = written(cast, person)

    pass_mishaps(
        [one.pk],
        from_id=cast.outreach.member_id,
        to_id=cast.coordinator.member_id,
        on=cast.today,
        by=cast.manager,
    )

    assert Mishap.objects.get().answerable_id == cast.coordinator.member_id


@pytest.mark.once
def test_the_sheets_hold_the_longest_and_nothing_in_letters_that_can_be_read(
    cast: Cast,
) -> None:
    long = somebody(cast, NAME[:60])
    said = dict.fromkeys(("happened", "done", "learnt", "change"), LONG)
    one = written(cast, long, told=("family", "city"), others=NAME[:80], **said)
    sheets = (
        mishap_sheet(one, [long] * 3, cast.outreach),
        month_sheet([one] * 3, cast.outreach, first=cast.today.replace(day=1), most=2),
        month_sheet([], cast.outreach, first=cast.today.replace(day=1), most=2),
        blank_sheet(cast.outreach),
    )
    texts = []
    for sheet in sheets:
        sizes: set[float] = set()

        def look(text: str, _page: object, matrix: list[float], _font: object, size: float) -> None:
            if text.strip():
                sizes.add(round(abs(size * matrix[3]), 1))  # noqa: B023

        pages = PdfReader(BytesIO(pdf_of(sheet))).pages
        texts.append("".join(page.extract_text(visitor_text=look) for page in pages))
        assert min(sizes) >= 8

    assert re.sub(r"\s", "", texts[0]).count("おわり。") == 4
    assert "ここには初めの2行だけを載せています。" in re.sub(r"\s", "", texts[1])
    assert len(PdfReader(BytesIO(pdf_of(sheets[3]))).pages) == 1
