"""What stands in the cells of the sheets, and what is typed into those that are small tables."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from banso.assessment.actions import begin_assessment, write_part
from banso.assessment.models import Assessment, AssessmentPart
from banso.assessment.queries import assessment_seen
from banso.assessment.sheet import sheet_of
from banso.conferences.actions import NewConference, add_item, call_conference
from banso.kit.row_fields import MOST_ROWS, RowsField, rows_said
from banso.kit.sheets import Link, Picture, Sheet, Table
from banso.kit.sheets.pdf import pdf_of
from banso.kit.sheets.squares import square_of
from banso.kit.sheets.xlsx import xlsx_of
from banso.people.actions import NewPerson, enter_person
from banso.people.models import Person
from banso.referrals.actions import (
    LinkNotUsable,
    NewReferral,
    answer_by_link,
    begin_referral,
    make_link,
)
from banso.resources.actions import NewCheck, ReceiverDetails, check_service, keep_service
from banso.resources.models import ServiceCheck
from banso.training.queries import Told
from banso.training.sheets import handover_sheet
from tests.conftest import Cast

HOUSEHOLD = [
    ["妻", "例 花", "58", "パート", "同居"],
    ["", "", "", "", ""],
    ["弟", "", "", "", "別居"],
]
COLUMNS = (("relation", "続柄"), ("age", "年齢"))


@pytest.fixture
def person(cast: Cast) -> Person:
    return enter_person(person=NewPerson(called_name="ハルさん", place="北公園"), by=cast.outreach)


def rows(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for one in sheet.blocks if isinstance(one, Table) for row in one.rows]


def pages(sheet: Sheet) -> list[str]:
    found = PdfReader(BytesIO(pdf_of(sheet))).pages
    return ["".join(page.extract_text().split()) for page in found]


# small tables: the household, jobs


@pytest.fixture
def assessment(cast: Cast, person: Person) -> Assessment:
    return begin_assessment(person_id=person.pk, taken_on=cast.today, by=cast.outreach)


def printed(assessment: Assessment, cast: Cast) -> Sheet:
    found = assessment_seen(cast.outreach, assessment.pk)
    return sheet_of(found, cast.outreach, name="ハルさん", author="例 巡", stamps=())


def test_a_household_is_typed_row_by_row_kept_as_rows_and_printed_as_a_table(
    cast: Cast, assessment: Assessment, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    where = reverse("assessment:part", args=[assessment.pk, "household"])
    page = browser.get(where).content.decode()
    assert 'name="household__value-0-relation"' in page
    typed = dict(re.findall(r'name="([^"]+__base|version)" value="([^"]*)"', page))
    for place, row in enumerate(HOUSEHOLD):
        names = ("relation", "name", "age", "work", "together")
        typed |= {
            f"household__value-{place}-{name}": cell for name, cell in zip(names, row, strict=True)
        }
    assert browser.post(where, typed).status_code == 302

    kept = AssessmentPart.objects.get(assessment=assessment, section="household").answers
    assert kept["household"]["value"] == [HOUSEHOLD[0], HOUSEHOLD[2]]
    assert "例 花" in browser.get(where).content.decode()
    assert tuple(HOUSEHOLD[0]) in rows(printed(assessment, cast))
    assert "続柄 妻" in browser.get(f"/people/{assessment.person_id}/timeline/").content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"household__value-0-relation": "い" * 101},
        {"household__value-0-relation": "123456789018"},
        {f"household__value-{place}-age": "5" for place in range(MOST_ROWS + 1)},
    ],
)
def test_what_can_t_be_a_row_is_told_and_nothing_is_kept(
    typed: dict[str, str], assessment: Assessment, signed_in: Callable[[str], Client]
) -> None:
    where = reverse("assessment:part", args=[assessment.pk, "household"])
    assert signed_in("outreach").post(where, typed).status_code == 422
    part = AssessmentPart.objects.get(assessment=assessment, section="household")
    assert not part.answers.get("household", {}).get("value")


@pytest.mark.parametrize(
    ("value", "kept", "said"),
    [
        (None, [], ""),
        ("妻", [], ""),
        ([["妻"], [" ", ""]], [["妻", ""]], "続柄 妻"),
        ([["妻", "58", "more"], "x"], [["妻", "58"]], "続柄 妻、年齢 58"),
    ],
)
def test_rows_are_read_whatever_they_were_kept_as(
    value: Any, kept: list[list[str]], said: str
) -> None:
    assert RowsField(columns=COLUMNS, required=False).clean(value) == kept
    assert rows_said(COLUMNS, value) == said


def test_the_assessment_has_its_head_a_genogram_and_tables_to_write_in(
    cast: Cast, assessment: Assessment
) -> None:
    sheet = printed(assessment, cast)
    labels = {cell for row in rows(sheet) for cell in row}

    assert {"受付日・受付者", "来談者"} <= labels or {"受付日", "来談者"} <= labels, labels
    assert any("北公園" in cell for cell in labels)
    assert any(isinstance(one, Picture) and "ジェノグラム" in one.alt for one in sheet.blocks)
    empty = [one for one in sheet.blocks if isinstance(one, Table) and "続柄" in one.head]
    assert [row.room for row in empty[0].rows] == [1, 1]
    write_part(
        assessment_id=assessment.pk,
        section="work",
        changes={"jobs": {"value": [["H3–H20", "例田左官店", "左官", "腰"]]}},
        version=None,
        by=cast.outreach,
    )
    assert ("H3–H20", "例田左官店", "左官", "腰") in rows(printed(assessment, cast))


# slips


def test_a_slip_has_a_short_address_a_square_of_it_and_it_serves_in_capitals_too(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    cast.agency.contact = "電話 00-0000-0000"
    cast.agency.save()
    referral = begin_referral(
        person_id=person.pk,
        referral=NewReferral(
            purpose="受診",
            system="medical",
            on=cast.today,
            answerable_id=cast.outreach.member_id,
            receiver="例 クリニック",
            next_look_on=cast.today + timedelta(days=7),
        ),
        by=cast.outreach,
    )
    made = signed_in("outreach").post(f"/referrals/{referral.pk}/slip.html").context["sheet"]
    (link,) = (one for one in made.blocks if isinstance(one, Link))
    token = urlsplit(link.address).path.split("/")[2]

    assert re.fullmatch(r"([2-9a-z]{4}-){3}[2-9a-z]{4}", token)
    assert link.svg == square_of(link.address)
    assert Client().get(f"/answer/{token.upper()}/").status_code == 200
    assert Client().get(f"/answer/{token[:-1]}/").status_code == 404
    text = str(made.blocks)
    assert "おわった" in text or "終わった" in text
    assert text.count("電話 00-0000-0000") == 2
    (page,) = pages(made)
    assert token in page
    assert xlsx_of(made)
    make_link(referral_id=referral.pk, by=cast.outreach)
    with pytest.raises(LinkNotUsable):
        answer_by_link(token=token, to="accepted", on=cast.today)


# a check of a receiver


def test_a_check_prints_what_was_seen_and_by_hand_there_is_room(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    service = keep_service(
        name="見本荘 宿泊", receiver=ReceiverDetails(organization="見本荘"), by=cast.manager
    )
    check_service(
        service_id=service.pk,
        check=NewCheck(
            visited_on=cast.today,
            trust="watched",
            visitors="例 巡・例 伴",
            points={"room": ["yes", "四畳半"], "money": ["no", "通帳を預かる"]},
            voices="鍵はある、と。",
            facts="明細なし",
            reason="明細を見せない",
        ),
        by=cast.manager,
    )
    check, browser = ServiceCheck.objects.get(), signed_in("manager")
    kept = browser.get(f"/checks/{check.pk}/sheet.html").context["sheet"]
    cells = "\n".join(cell for row in rows(kept) for cell in row)
    assert re.findall("☑\u00a0([^\u3000\n]+)", cells) == ["いいえ", "はい", "注意"]
    assert "通帳を預かる" in str(kept.blocks)
    assert "例 巡・例 伴" in str(kept.blocks)
    by_hand = browser.get(f"/receivers/{service.pk}/check-sheet.html").context["sheet"]
    assert "☑" not in str(by_hand.blocks)
    assert len(pages(kept)) == 1
    assert len(pages(by_hand)) <= 2, "with room to write in"
    assert signed_in("volunteer").get(f"/checks/{check.pk}/sheet.pdf").status_code in (403, 404)
    assert signed_in("neighbour").get(f"/checks/{check.pk}/sheet.pdf").status_code in (403, 404)


# the agenda of a meeting


def test_the_agenda_lists_the_matters_with_room_for_what_comes_out(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    meeting = call_conference(
        conference=NewConference(kind="coordination", on=cast.today), by=cast.coordinator
    )
    browser, where = signed_in("coordinator"), f"/conferences/{meeting.pk}/agenda-sheet"
    empty = browser.get(f"{where}.html").context["sheet"]
    assert "☑" in str(empty.blocks), "held regularly"
    for number in range(30):
        one = enter_person(person=NewPerson(called_name=f"{number}さん" * 6), by=cast.outreach)
        add_item(conference_id=meeting.pk, person_id=one.pk, by=cast.coordinator)
    full = browser.get(f"{where}.html").context["sheet"]
    text = "".join(pages(full))
    assert all(f"{number}さん{number}さん" in text for number in range(30))
    assert browser.get(f"{where}.xlsx").status_code == 200
    assert signed_in("volunteer").get(f"{where}.html").status_code in (403, 404)


# handing over


def told(number: int, **more: Any) -> Told:
    return Told(SimpleNamespace(), f"人{number}さん", **{"since": None, **more})


def test_twenty_people_are_handed_over_on_two_pages_and_nobody_unknown_takes_more_than_a_line(
    cast: Cast,
) -> None:
    full = {
        "since": cast.today,
        "ledgers": [SimpleNamespace(ledger="aftercare", number="2026-012")],
        "do_not": ["大声で呼ばない", "弟の名前を出さない"],
        "promise": SimpleNamespace(due_on=cast.today, text="来週いっしょに受診する"),
        "plan": SimpleNamespace(aim="花を売って、部屋で暮らす", review_on=cast.today),
        "referrals": [SimpleNamespace(receiver="見本クリニック", next_look_on=cast.today)],
        "keys": ["ともしびのマスター"],
        "last": [
            SimpleNamespace(at=cast.today, kind="note", title="アンケート：頼れる人・役に立つ感じ")
            for _ in range(3)
        ],
        "words": SimpleNamespace(text="朝が早い人です。"),
    }

    def sheet(people: list[Told]) -> Sheet:
        return handover_sheet(member="例 伴", people=people, day=cast.today, author="例 長")

    made = pages(sheet([told(number, **full) for number in range(20)]))
    assert len(made) == 2
    assert all(f"人{number}さん" in "".join(made) for number in range(20))
    (row,) = rows(sheet([told(1, since=cast.today)]))
    assert "\n" not in row[0]
    assert row[1:] == ("",) * 5
