"""Sheets about one person: each prints, says nothing a role may not read, and ticks nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone, translation
from pypdf import PdfReader

from banso.access.models import Agency
from banso.access.rules import Duty
from banso.assessment.actions import begin_assessment, write_part
from banso.audit.models import Event
from banso.companionship.actions import NewNote, end_walk, walk_with, write_note
from banso.companionship.queries import companions_of
from banso.consent.models import Consent
from banso.consent.queries import Holder
from banso.consent.sheets.who_knows import who_knows
from banso.decisions.queries import stamps_of
from banso.desk.sheets import PAPERS
from banso.documents.actions import Term, keep_document
from banso.intake.actions import NewIntake, NewMeeting, begin_round, meet, take_intake
from banso.intake.instrument import sheet_on
from banso.kit.sheets import Sentence, Sheet, Table
from banso.kit.sheets.pdf import pdf_of
from banso.people.actions import NewEntry, NewPerson, add_caution, enter_person, open_entry
from banso.people.models import Person
from banso.planning.actions import NewEvaluation, begin_plan, evaluate
from banso.ties.actions import keep_tie
from tests.conftest import Cast

pytestmark = pytest.mark.once


@pytest.fixture
def person(cast: Cast) -> Person:
    made = enter_person(person=NewPerson(called_name="渡邉󠄂さん"), by=cast.outreach)
    add_caution(
        person_id=made.pk, kind="do_not", text="大声で呼ばない", until_on=None, by=cast.outreach
    )
    walk_with(person_id=made.pk, member_id=cast.outreach.member_id, on=cast.today, by=cast.outreach)
    for name, phone, more in (
        ("例 大家", "090-0000-0001", {"role": "key_person"}),
        ("例 弟", "090-0000-0002", {"role": "family", "no_contact": True}),
    ):
        keep_tie(
            person_id=made.pk,
            name=name,
            what="person",
            kind="fourth",
            phone=phone,
            by=cast.outreach,
            **more,
        )
    return made


def said(sheet: Sheet) -> str:
    return str(sheet.blocks)


def test_every_paper_prints_with_little_known_and_ticks_nothing(cast: Cast) -> None:
    nobody = enter_person(person=NewPerson(called_name="公園の人"), by=cast.outreach)
    for code, one in PAPERS.items():
        sheet = one.build(nobody, cast.outreach)
        pages = PdfReader(BytesIO(pdf_of(sheet))).pages
        assert len(pages) <= 2, code
        text = "".join(page.extract_text() for page in pages)
        assert sheet.subtitle == "公園の人"
        assert "公園の" in text, code  # kanji stand apart where readings stand above them
        assert "☑" not in said(sheet), code
        assert (sheet.care == "") is (code in ("consent", "withdrawal")), code


def test_the_emergency_card_is_one_page_with_telephones_first(cast: Cast, person: Person) -> None:
    sheet = PAPERS["emergency"].build(person, cast.outreach)
    (page,) = PdfReader(BytesIO(pdf_of(sheet))).pages
    text = page.extract_text()

    assert text.index("090-0000-0001") < text.index("大声で呼ばない")
    assert "090-0000-0002" not in text, "whom not to call has no number here"
    less = replace(cast.outreach, duties=cast.outreach.duties - {Duty.SEE_NAMES, Duty.SEE_PLACES})
    assert "090-" not in said(PAPERS["emergency"].build(person, less))


def test_whoever_walks_along_until_a_day_to_come_stands_on_the_sheets(
    cast: Cast, person: Person
) -> None:
    (walk,) = companions_of(person.pk)
    end_walk(walk_id=walk.pk, on=cast.today + timedelta(days=9), by=cast.coordinator)

    for code in ("emergency", "face"):
        sheet = PAPERS[code].build(person, cast.outreach)
        rows = [one for block in sheet.blocks if isinstance(block, Table) for one in block.rows]
        (walks,) = [one.cells[1] for one in rows if one.cells[0] == "伴走している人"]
        assert walk.member.name in walks


def test_the_consultation_asks_in_the_order_in_which_it_is_typed_in(
    cast: Cast, person: Person
) -> None:
    sheet = PAPERS["consultation"].build(person, cast.outreach)
    paper, asked = said(sheet), [str(one.label) for one in sheet_on(cast.today).items]
    rows = [row.cells[0] for one in sheet.blocks if isinstance(one, Table) for row in one.rows]

    assert [one for one in rows if one in asked] == asked
    assert "食べるものがない" in paper
    assert "署名" in paper
    open_one = said(PAPERS["consultation-open"].build(person, cast.outreach))
    assert "だれにも渡しません" in open_one
    assert "支援を申し込みます" not in open_one


def test_the_course_has_a_line_for_each_thing_and_only_what_a_role_reads(
    cast: Cast, person: Person
) -> None:
    write_note(
        person_id=person.pk,
        note=NewNote(at=timezone.now(), method="visit", being=True, minutes=30, words="また来てや"),
        by=cast.outreach,
    )
    assert "「また来てや」" in said(PAPERS["course"].build(person, cast.outreach))
    blind = replace(cast.outreach, duties=cast.outreach.duties - {Duty.SEE_MEMORY})
    assert "また来てや" not in said(PAPERS["course"].build(person, blind))


def test_contacts_are_printed_as_they_were_written_down(cast: Cast, person: Person) -> None:
    write_note(
        person_id=person.pk,
        note=NewNote(
            at=timezone.now(),
            method="accompany",
            doing=True,
            minutes=30,
            place="区役所",
            words="また来てや",
            fact="窓口で待った",
            view="疲れた様子",
            sensitivity="health",
        ),
        by=cast.outreach,
    )
    paper = said(PAPERS["course-last"].build(person, cast.outreach))
    assert "30分" in paper
    ticks = ("同行", "処遇の支援", "健康・障害")
    assert [one for one in ticks if f"☑\\xa0{one}" in paper] == list(ticks)
    assert paper.count("☑") == len(ticks)
    assert [
        one for one in ("区役所", "また来てや", "窓口で待った", "疲れた様子") if one not in paper
    ] == []
    blind = replace(cast.outreach, duties=cast.outreach.duties - {Duty.SEE_HEALTH})
    assert "窓口で待った" not in said(PAPERS["course-last"].build(person, blind))


def test_one_person_on_the_rounds_is_one_sheet(cast: Cast, person: Person) -> None:
    night = begin_round(
        office_id=cast.outreach_office.pk,
        on=cast.today,
        course="駅の北",
        weather="rain",
        member_ids=[cast.outreach.member_id],
        others=["例 学生"],
        by=cast.outreach,
    )
    meeting = NewMeeting(at=timezone.now(), outcome="talked", place="公園", handed=["meal"])
    meet(round_id=night.pk, person_id=person.pk, meeting=meeting, by=cast.outreach)
    sheet = PAPERS["street"].build(person, cast.outreach)

    assert [
        one for one in ("公園", "話した", "食事", "大声で呼ばない") if one not in said(sheet)
    ] == []
    assert len(PdfReader(BytesIO(pdf_of(sheet))).pages) == 1
    less = replace(cast.outreach, duties=cast.outreach.duties - {Duty.SEE_PLACES})
    assert "公園" not in said(PAPERS["street"].build(person, less))
    blind = replace(cast.outreach, duties=cast.outreach.duties - {Duty.SEE_MEMORY})
    assert "話した" not in said(PAPERS["street"].build(person, blind))


def test_the_face_sheet_says_work_dwelling_and_insurance_as_they_were_told_last(
    cast: Cast, person: Person
) -> None:
    answers = {"work": "day", "dwelling": "street", "insurance": "none", "registered": "none"}
    intake = NewIntake(
        office_id=cast.outreach_office.pk,
        on=cast.today,
        channel="walk_in",
        answers=answers,
        form=sheet_on(cast.today),
    )
    take_intake(person=person.pk, intake=intake, by=cast.outreach)
    face = said(PAPERS["face"].build(person, cast.outreach))
    assert [one for one in ("日雇い", "野宿", "無保険", "消えている") if one not in face] == []
    begun = begin_assessment(person_id=person.pk, taken_on=cast.today, by=cast.outreach)
    write_part(
        assessment_id=begun.pk,
        section="dwelling",
        changes={"dwelling": {"value": "rented"}},
        version=None,
        by=cast.outreach,
    )
    face = said(PAPERS["face"].build(person, cast.outreach))
    assert "民間借家" in face
    assert "野宿" not in face
    blind = replace(cast.outreach, duties=cast.outreach.duties - {Duty.SEE_HEALTH})
    assert "無保険" not in said(PAPERS["face"].build(person, blind))


def test_papers_are_found_on_the_person_s_page_and_leave_a_trace(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    browser, where = signed_in("outreach"), f"/people/{person.pk}/sheets/"
    assert where in browser.get(f"/people/{person.pk}/").content.decode()
    page = browser.get(where).content.decode()
    for code in PAPERS:
        assert f"{where}{code}.html" in page
    assert browser.get(f"{where}emergency.pdf").status_code == 200
    assert browser.get(f"{where}emergency.xlsx").status_code == 200
    assert Event.objects.filter(detail__sheet="emergency").count() == 2
    assert browser.get(f"{where}nothing.html").status_code == 404
    assert signed_in("volunteer").get(f"{where}emergency.html").status_code in (403, 404)


def test_a_night_is_one_sheet_with_lines_to_write_on(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    night = begin_round(
        office_id=cast.outreach_office.pk,
        on=cast.today,
        course="駅の北",
        weather="rain",
        member_ids=[cast.outreach.member_id],
        others=["例 学生"],
        by=cast.outreach,
    )
    meet(
        round_id=night.pk,
        person_id=person.pk,
        meeting=NewMeeting(at=timezone.now(), outcome="talked", place="公園"),
        by=cast.outreach,
    )
    where = f"/rounds/{night.pk}/"
    browser = signed_in("outreach")
    assert f"{where}sheet.html" in browser.get(where).content.decode()
    (page,) = PdfReader(BytesIO(browser.get(f"{where}sheet.pdf").content)).pages
    text = page.extract_text()
    assert "渡邉" in text
    assert "公園" in text
    assert "例 学生" in text or "例学生" in text
    assert signed_in("volunteer").get(f"{where}sheet.pdf").status_code in (403, 404)


def test_who_knows_says_one_sentence_for_each_receiver(cast: Cast) -> None:
    words = [
        Consent(recipient=to, part=part, purpose=what_for, answer="yes", from_on=cast.today)
        for to in ("例 花屋", "例 病院")
        for what_for, parts in (("会議", ("contact", "work")), ("会議のあと", ("plan",)))
        for part in parts
    ]
    sheet = who_knows(
        name="ハルさん",
        agency="見本",
        consents=words,
        held=[],
        readers=[],
        opened=[],
        author="見本",
        day=cast.today,
    )
    told = [one.text for one in sheet.blocks if isinstance(one, Sentence) and "会議" in one.text]
    assert len(told) == 2
    assert "例 花屋" in told[0]
    assert told[0].count("、") >= 2


def test_who_knows_stands_by_receiver_with_what_each_knows_already(cast: Cast) -> None:
    words = [
        Consent(recipient=to, part="contact", purpose="会議", answer="yes", from_on=cast.today)
        for to in ("例 花屋", "例 病院")
    ]
    sheet = who_knows(
        name="ハルさん",
        agency="見本",
        consents=words,
        held=[
            Holder("例 花屋", "contact", cast.today),
            Holder("例 病院", "health", cast.today),
            Holder("例 区役所", "money", cast.today),
        ],
        readers=[],
        opened=[],
        author="見本",
        day=cast.today,
    )
    told = [one.text for one in sheet.blocks if isinstance(one, Sentence)]

    assert told[2] == "もう、知っています。"
    assert "健康" in told[4]
    assert [one for one in told if "お金" in one] == [one for one in told if "区役所" in one]


def test_a_body_s_sheet_has_the_boxes_of_a_body_until_it_settles_its_own() -> None:
    with translation.override("ja"):
        assert stamps_of(Agency()) == ("委員長", "委員", "事務局")
        assert stamps_of(Agency(approval_boxes="座長、書記")) == ("座長", "書記")


def test_moving_in_and_out_say_what_the_ledger_says_and_leave_room_for_the_rest(
    cast: Cast, person: Person
) -> None:
    empty = PAPERS["moving-out"].build(person, cast.outreach)
    open_entry(
        person=person,
        entry=NewEntry(
            ledger="centre",
            office_id=cast.centre_office.pk,
            worker_id=cast.centre.member_id,
            on=cast.today,
            values={"room": "二〇三", "exit_reason": "assistance", "exit_to": "見本荘"},
        ),
        by=cast.centre,
    )
    keep_document(
        person_id=person.pk,
        kind="disability",
        term=Term(name="精神2級", until_on=cast.today),
        by=cast.centre,
    )

    coming, going = (PAPERS[one].build(person, cast.centre) for one in ("moving-in", "moving-out"))

    assert "二〇三" in said(coming)
    assert "☑" not in said(coming)
    assert said(going).count("☑") == 1
    assert "☑\\xa0居宅(生活保護を利用)" in said(going)
    assert "見本荘" in said(going)
    assert "精神2級" in said(going)
    assert "いつでも戻ってきてください" in said(empty)
    assert "☑" not in said(empty)
    fewer = cast.centre.duties - {Duty.SEE_NAMES, Duty.SEE_HEALTH, Duty.SEE_PLACES, Duty.SEE_MONEY}
    less = said(PAPERS["moving-out"].build(person, replace(cast.centre, duties=fewer)))
    assert not any(one in less for one in ("二〇三", "見本荘", "精神2級", "☑"))


def test_an_ending_says_the_persons_words_who_stays_and_when_somebody_asks_again(
    cast: Cast, person: Person
) -> None:
    plan = begin_plan(
        person_id=person.pk,
        made_on=cast.today,
        periods=[{"code": "now", "label": "いま"}],
        by=cast.outreach,
    )
    evaluate(
        plan_id=plan.pk,
        evaluation=NewEvaluation(
            on=cast.today,
            outcome="end",
            reason="in_sight",
            words="鍵のある部屋で眠れる。",
            sensitivity="health",
            follow_ups=[(cast.today + timedelta(days=90), "花見に誘う")],
        ),
        by=cast.outreach,
    )

    sheet = said(PAPERS["ending"].build(person, cast.outreach))
    less = said(PAPERS["ending"].build(person, cast.employment))

    assert "鍵のある部屋で眠れる。" in sheet
    assert sheet.count("花見に誘う") == 1  # it became a promise
    assert sheet.index("例 大家") < sheet.rindex("伴走している人")
    assert sheet.count("☑") == 2  # it ends, and why
    assert "いつでも戻ってきてください" in sheet
    assert "キーパーソン" in sheet
    assert "key_person" not in sheet
    assert "鍵のある" not in less
    assert "☑" not in less


def test_a_visit_is_written_down_by_hand_and_being_there_counts(cast: Cast, person: Person) -> None:
    sheet = PAPERS["visit"].build(person, cast.aftercare)

    assert len(PdfReader(BytesIO(pdf_of(sheet))).pages) == 1
    assert "それだけで一回の支援です" in said(sheet)
