"""Who is who in what comes in: nobody is fused on a number, nobody doubled, doubt is a question."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banso.access.rules import Duty
from banso.audit.models import Event
from banso.companionship.models import ContactNote
from banso.consent.actions import NewNo, keep_no
from banso.interop.actions import (
    LedgerSheet,
    decide_difference,
    import_hmis,
    import_ledger,
    take_back,
)
from banso.interop.csv_files import csv_cells
from banso.interop.ledger_headings import LEDGER_WORDS
from banso.interop.models import ImportDifference
from banso.interop.queries import open_differences
from banso.interop.rules import Report
from banso.kit.refusals import NotSeen
from banso.people.actions import (
    NewPerson,
    add_contact,
    correct_memory,
    edit_person,
    enter_person,
    merge_people,
    part_people,
)
from banso.people.models import LedgerEntry, Merge, NeverSame, Person, PersonName, TimelineEntry
from banso.people.queries import find_in_memory, find_people, person_seen
from tests.conftest import Cast


def bring(
    cast: Cast, text: str, answers: dict[int, str] | None = None, *, dry_run: bool = False
) -> Report:
    cells = csv_cells(text.encode())
    headings = LEDGER_WORDS.headings(cells)
    sheet = LedgerSheet(cells, headings.row, LEDGER_WORDS.guess(headings.names), "台帳.csv")
    return import_ledger(
        sheet, ledger="outreach", by=cast.manager, answers=answers, dry_run=dry_run
    )


def became(report: Report) -> list[str]:
    return [one.became for one in report.rows]


FIRST = "No.,氏名,生年月日,受付日\n1,見本 一郎,S30.4.1,R5.4.1\n2,見本 花子,S40.5.5,R5.4.2\n"
NEXT_YEAR = "No.,氏名,生年月日,受付日\n1,例 次郎,S50.1.1,R6.4.1\n2,例 三郎,S22.5.5,R6.4.2\n"


def test_a_number_that_belongs_to_another_name_is_asked_about_never_fused(cast: Cast) -> None:
    bring(cast, FIRST)
    asked = bring(cast, NEXT_YEAR)

    assert (became(asked), Person.objects.count()) == (["asked", "asked"], 2)
    assert "別の名前" in asked.rows[0].why
    assert asked.rows[0].alike[0].name == "見本 一郎"
    assert [one.row for one in asked.of("people").refused] == [2, 3]

    taken = bring(cast, NEXT_YEAR, {2: "new", 3: "new"})
    assert (became(taken), Person.objects.count()) == (["new", "new"], 4)
    for one in Person.objects.all():
        assert PersonName.objects.filter(person=one).count() == 1
    assert NeverSame.objects.count() == 2
    assert became(bring(cast, NEXT_YEAR)) == ["unchanged", "unchanged"]
    assert became(bring(cast, FIRST)) == ["unchanged", "unchanged"]


def test_keys_are_made_of_what_was_read(cast: Cast) -> None:
    bring(cast, "氏名,生年月日,電話\n見本 太郎,S30.4.1,090-3333-0001\n")
    again = bring(cast, "氏名,生年月日,電話\n見本　太郎,1955/4/1,090-3333-0001\n")

    assert (became(again), Person.objects.count()) == (["unchanged"], 1)


def test_one_person_twice_in_a_file_is_one_with_two_dates(cast: Cast) -> None:
    text = (
        "氏名,生年月日,登録日,備考\n"
        "見本 太郎,S30.4.1,R5.4.1,1回目\n"
        "見本 太郎,昭和30年4月1日,R5.6.1,2回目\n"
    )
    bring(cast, text)

    assert LedgerEntry.objects.get().opened_on == date(2023, 4, 1)
    assert sorted(ContactNote.objects.values_list("on", flat=True)) == [
        date(2023, 4, 1),
        date(2023, 6, 1),
    ]
    assert became(bring(cast, text)) == ["unchanged", "unchanged"]
    later = "氏名,生年月日,登録日,備考\n見本 太郎,S30.4.1,R6.6.1,3回目\n"
    bring(cast, later)
    assert LedgerEntry.objects.get().opened_on == date(2023, 4, 1)
    assert ContactNote.objects.count() == 3


def test_somebody_who_came_back_after_the_end_has_two_entries(cast: Cast) -> None:
    bring(
        cast,
        "氏名,生年月日,登録日,終結日,終結理由\n"
        "見本 太郎,S30.4.1,R5.4.1,R5.6.1,転居\n"
        "見本 太郎,S30.4.1,R6.4.1,,\n",
    )

    assert list(
        LedgerEntry.objects.order_by("opened_on").values_list("closing_reason", flat=True)
    ) == ["moved", ""]
    assert Person.objects.count() == 1


def test_the_same_name_without_a_birth_is_a_question(cast: Cast) -> None:
    text = "氏名,登録日\n見本 太郎,R5.4.1\n見本 太郎,R5.6.1\n"
    report = bring(cast, text)

    assert became(report) == ["new", "asked"]
    assert report.rows[1].alike[0].answer == "row:2"
    bring(cast, text, {3: "row:2"})
    assert Person.objects.count() == 1
    bring(cast, text, {3: "new"})
    assert Person.objects.count() == 2


def test_recognition_is_asked_for_every_row(cast: Cast) -> None:
    known = enter_person(
        person=NewPerson(called_name="なべさん", names=[("legal", "渡邉 例治", "ワタナベ レイジ")]),
        by=cast.outreach,
    )
    text = "番号,氏名,寝場所\n7,渡辺 例治,駅の北\n8,見本 花子,\n"
    report = bring(cast, text)

    assert became(report) == ["asked", "new"]
    assert report.rows[0].alike[0].person_id == known.pk
    same = bring(cast, text, {2: f"same:{known.pk}"})
    assert (became(same), Person.objects.count()) == (["changed", "unchanged"], 2)
    assert LedgerEntry.objects.get(person=known).values == {"sleeps_at": "駅の北"}
    assert became(bring(cast, text)) == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    "answer",
    ["same:nonsense", "same:", "row:99", "row:x", "row:" + "9" * 5000, "x", "same:" + "0" * 32],
)
def test_an_answer_that_means_nobody_stays_a_question(cast: Cast, answer: str) -> None:
    bring(cast, FIRST)

    assert became(bring(cast, NEXT_YEAR, {2: answer, 3: "skip"})) == ["asked", "left"]


def test_a_consultation_log_is_one_person_with_contacts_on_their_days(cast: Cast) -> None:
    text = (
        "相談日,相談者氏名,本人との続柄,本人氏名,本人生年月日,相談内容,対応,担当者\n"
        "R5.4.1,例 花子,妻,見本 太郎,S30.4.1,家賃滞納,面談,例 一\n"
        "R5.4.8,例 花子,妻,見本 太郎,S30.4.1,家賃滞納,電話,例 一\n"
    )
    bring(cast, text)

    assert Person.objects.get().called_name == "見本 太郎"
    assert LedgerEntry.objects.get().opened_on == date(2023, 4, 1)
    notes = TimelineEntry.objects.filter(kind="note").order_by("at")
    assert [one.at.date() for one in notes] == [date(2023, 4, 1), date(2023, 4, 8)]
    for words in ("家賃滞納", "電話", "例 花子（妻）", "例 一"):
        assert words in notes[1].fact
    assert became(bring(cast, text)) == ["unchanged", "unchanged"]


def test_somebody_hidden_from_whoever_brings_in_is_not_written_and_not_told(cast: Cast) -> None:
    bring(cast, FIRST)
    Person.objects.filter(called_name="見本 一郎").update(restricted=True)
    lesser = replace(cast.manager, duties=cast.manager.duties - {Duty.SEE_RESTRICTED})
    cells = csv_cells(FIRST.replace("S30.4.1", "S31.4.1").encode())
    sheet = LedgerSheet(cells, 0, LEDGER_WORDS.guess(cells[0]), "台帳.csv")
    report = import_ledger(sheet, ledger="outreach", by=lesser)

    assert became(report) == ["closed", "unchanged"]
    assert (report.rows[0].alike, report.rows[0].lines) == ([], [])
    assert Person.objects.get(called_name="見本 一郎").birth_year == 1955


def test_rows_for_somebody_merged_away_go_to_the_person_who_stayed_and_home_again(
    cast: Cast,
) -> None:
    stayed = enter_person(
        person=NewPerson(called_name="のこる人", names=[], birth=None), by=cast.manager
    )
    edit_person(
        person_id=stayed.pk,
        version=None,
        by=cast.manager,
        birth=Person(birth_year=1956, birth_precision="year").birth,
    )
    text = "番号,氏名,生年月日,備考\n1,見本 一郎,S30.4.1,\n"
    bring(cast, text)
    gone = Person.objects.get(called_name="見本 一郎")
    merge_people(kept_id=stayed.pk, gone_id=gone.pk, reason="同じ", by=cast.manager)
    report = bring(cast, "番号,氏名,生年月日,備考\n1,見本 一郎,S31.4.1,入院した\n")

    assert became(report) == ["changed"]
    assert TimelineEntry.objects.get(fact="入院した").person_id == stayed.pk
    assert Person.objects.get(pk=stayed.pk).birth_year == 1956
    assert ImportDifference.objects.get().field == "birth"
    assert report.differences == 1
    part_people(merge_id=Merge.objects.get().pk, by=cast.manager)
    bring(cast, "番号,氏名,生年月日,備考,寝場所\n1,見本 一郎,S31.4.1,入院した,橋の下\n")
    entry = LedgerEntry.objects.get(values__sleeps_at="橋の下")
    assert entry.person_id == gone.pk
    assert person_seen(cast.manager, gone.pk).pk == gone.pk


def test_what_a_worker_wrote_wins_and_the_difference_is_told(cast: Cast) -> None:
    text = "番号,氏名,生年月日,寝場所\n1,見本 一郎,S30.4.1,駅の北\n"
    bring(cast, text)
    entry = LedgerEntry.objects.get()
    LedgerEntry.objects.filter(pk=entry.pk).update(values={"sleeps_at": "橋の下"})

    told = bring(cast, text, dry_run=True)
    kept = bring(cast, text)
    assert (became(told), told.rows[0].lines) == (became(kept), kept.rows[0].lines)
    assert "橋の下" in kept.rows[0].lines[0]
    assert LedgerEntry.objects.get().values == {"sleeps_at": "橋の下"}
    assert ImportDifference.objects.get().here == "橋の下"
    bring(cast, text)
    assert ImportDifference.objects.count() == 1

    corrected = text.replace("S30.4.1", "S30.4.2")
    assert became(bring(cast, corrected)) == ["changed"]
    assert Person.objects.get().birth_day == 2


def test_closed_stays_closed(cast: Cast) -> None:
    text = "番号,氏名,登録日,終結日,終結理由\n1,見本 一郎,R5.4.1,R5.6.1,死亡\n"
    bring(cast, text)
    assert LedgerEntry.objects.get().closing_reason == "died"
    report = bring(cast, "番号,氏名,登録日,終結日,終結理由\n1,見本 一郎,R5.4.1,,\n")

    assert LedgerEntry.objects.get().closing_reason == "died"
    assert report.differences == 1


def test_the_wizard_asks_row_by_row_and_mistakes_are_mended_there(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    bring(cast, FIRST)
    browser = signed_in("manager")
    text = NEXT_YEAR + "3,見本 四郎,S99.9.9,いつか\n4,,,\n"
    found = browser.post(
        "/bring-in/", {"file": SimpleUploadedFile("台帳.csv", text.encode()), "ledger": "outreach"}
    )["Location"]
    page = browser.post(found, {"try": "1"}, follow=True).content.decode()
    assert "別の名前" in page
    assert all(
        text in page
        for text in ('name="who-2"', 'name="mend-4-birth"', 'name="mend-5-called_name"')
    )
    assert Person.objects.count() == 2

    browser.post(
        found,
        {
            "take-in": "1",
            "who-2": "new",
            "who-3": "skip",
            "mend-4-birth": "S30.9.9",
            "mend-4-opened_on": "R6.5.1",
            "mend-5-called_name": "見本さん",
        },
    )
    assert set(Person.objects.values_list("called_name", flat=True)) == {
        "見本 一郎",
        "見本 花子",
        "例 次郎",
        "見本 四郎",
        "見本さん",
    }
    assert Person.objects.get(called_name="見本 四郎").birth_year == 1955


def test_back_to_what_was_taken_in_names_nobody_who_is_hidden_since(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")
    file = SimpleUploadedFile("台帳.csv", "番号,氏名\n1,見本 一郎\n2,見本 花子\n".encode())
    found = browser.post("/bring-in/", {"file": file, "ledger": "outreach"})["Location"]
    assert "見本 花子" in browser.post(found, {"take-in": "1"}, follow=True).content.decode()
    hanako = Person.objects.get(called_name="見本 花子")
    no = NewNo(member_id=cast.manager.member_id, said_on=cast.manager.today, way="written")
    keep_no(person_id=hanako.pk, no=no, by=cast.coordinator)

    page = browser.get(found).content.decode()
    assert ("見本 一郎" in page, "見本 花子" in page, str(hanako.pk) in page) == (
        True,
        False,
        False,
    )
    assert signed_in("centre").get(found).status_code in (403, 404), "the file was put by another"


def test_a_difference_is_taken_left_or_both_kept_on_its_page(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    text = "番号,氏名,生年月日,寝場所,収入\n1,見本 一郎,S30.4.1,駅の北,100\n"
    bring(cast, text)
    Person.objects.update(birth_year=1960)
    LedgerEntry.objects.update(values={"sleeps_at": "橋の下", "income": 200})
    bring(cast, text)
    browser = signed_in("manager")
    page = browser.get("/bring-in/differences/").content.decode()
    assert all(words in page for words in ("橋の下", "駅の北", "見本 一郎"))
    waiting = {one.field: one for one in ImportDifference.objects.all()}
    assert set(waiting) == {"birth", "values.sleeps_at", "values.income"}

    def decide(field: str, how: str) -> int:
        return browser.post(f"/bring-in/differences/{waiting[field].pk}/", {how: "1"}).status_code

    assert decide("birth", "taken") == 302
    assert decide("values.sleeps_at", "left") == 302
    assert decide("values.income", "both") == 302
    assert decide("birth", "nonsense") == 302
    assert Person.objects.get().birth_year == 1955
    assert LedgerEntry.objects.get().values == {"sleeps_at": "橋の下", "income": 200}
    kept = TimelineEntry.objects.get(kind="from_file")
    assert (kept.fact, kept.sensitivity) == ("100", "money")
    assert bring(cast, text).differences == 0
    assert signed_in("outreach").get("/bring-in/differences/").status_code == 403
    assert signed_in("neighbour").post(
        f"/bring-in/differences/{waiting['birth'].pk}/", {"taken": "1"}
    ).status_code in (302, 403, 404)


def test_a_difference_of_somebody_hidden_is_not_shown(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    text = "番号,氏名,寝場所\n1,見本 一郎,駅の北\n"
    bring(cast, text)
    LedgerEntry.objects.update(values={"sleeps_at": "橋の下"})
    bring(cast, text)
    lesser = replace(cast.manager, duties=cast.manager.duties - {Duty.SEE_RESTRICTED})
    assert open_differences(lesser)[1] == 1
    Person.objects.update(restricted=True)
    assert open_differences(lesser) == ([], 0)
    one = ImportDifference.objects.get()
    with pytest.raises(NotSeen):
        decide_difference(difference_id=one.pk, decided="taken", by=lesser)


def test_a_closing_that_is_taken_back_opens_the_entry_again(cast: Cast) -> None:
    bring(cast, "番号,氏名,登録日\n1,見本 一郎,R5.4.1\n")
    report = bring(
        cast,
        "番号,氏名,登録日,寝場所,終結日,終結理由\n1,見本 一郎,R5.4.1,駅の北,R5.6.1,転居\n",
    )
    entry = LedgerEntry.objects.get()
    assert (entry.closing_reason, entry.values) == ("moved", {"sleeps_at": "駅の北"})

    assert report.run_id is not None
    take_back(run_id=report.run_id, by=cast.manager)

    entry.refresh_from_db()
    assert (entry.closed_on, entry.closing_reason, entry.values) == (None, "", {})


def test_a_closing_that_comes_in_is_protected_as_one_by_hand(cast: Cast) -> None:
    bring(cast, "番号,氏名,登録日\n1,見本 一郎,R5.4.1\n")
    bring(cast, "番号,氏名,登録日,終結日,終結理由\n1,見本 一郎,R5.4.1,R5.6.1,長期入院\n")

    assert LedgerEntry.objects.get().closing_reason == "hospital"
    told = TimelineEntry.objects.get(at__date=date(2023, 6, 1))
    assert told.sensitivity == "health"


def test_a_whole_import_is_taken_back_but_for_what_was_changed_since(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    first = "番号,氏名,生年月日,備考\n1,見本 一郎,S30.4.1,膝が痛い\n"
    bring(cast, first)
    report = bring(
        cast,
        "番号,氏名,生年月日,備考\n"
        "1,見本 一郎,S30.4.2,膝が痛い\n"
        "2,見本 花子,S40.5.5,花子の話\n"
        "3,見本 三郎,S50.5.5,三郎の話\n",
    )
    assert report.run_id is not None
    third = Person.objects.get(called_name="見本 三郎")
    add_contact(person_id=third.pk, value="093-000-0009", note="", by=cast.manager)
    browser = signed_in("manager")
    assert "台帳.csv" in browser.get("/bring-in/imports/").content.decode()
    page = browser.post(f"/bring-in/imports/{report.run_id}/", follow=True).content.decode()

    assert "見本 三郎" in page
    assert set(Person.objects.values_list("called_name", flat=True)) == {"見本 一郎", "見本 三郎"}
    assert Person.objects.get(called_name="見本 一郎").birth_day == 1
    assert [hit.person.called_name for hit in find_people(cast.manager, "見本 花子")] != [
        "見本 花子"
    ]
    assert find_in_memory(cast.manager, "花子の話").rows == []
    assert len(find_in_memory(cast.manager, "三郎の話").rows) == 1
    again = browser.post(f"/bring-in/imports/{report.run_id}/", follow=True).content.decode()
    assert "もう取り消してあります" in again
    assert Event.objects.filter(action="import_taken_back").count() == 1
    assert became(bring(cast, first)) == ["unchanged"]
    assert signed_in("neighbour").get(f"/bring-in/imports/{report.run_id}/").status_code == 404


def hmis(folder: Path, **tables: str) -> Path:
    given = {
        "Client": "PersonalID,FirstName,LastName,DOB,DOBDataQuality,DateDeleted\n"
        "m1,Ann,Sample,1980-01-02,1,\nm2,Beth,Example,1981-01-02,1,\n",
        "Project": "ProjectID,ProjectType\na,4\nb,1\n",
        "Enrollment": "EnrollmentID,PersonalID,ProjectID,EntryDate,DateDeleted\n"
        "e1,m1,a,2024-01-05,\ne2,m2,b,2024-02-05,\n",
        "Services": "ServicesID,PersonalID,EnrollmentID,DateProvided,RecordType,TypeProvided,"
        "DateDeleted\ns1,m2,e2,2024-02-06,200,200,\n",
        "CurrentLivingSituation": "CurrentLivingSitID,PersonalID,InformationDate,"
        "CurrentLivingSituation,LocationDetails,DateDeleted\nc1,m2,2024-02-10,116,bridge,\n",
    } | tables
    for name, text in given.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def test_corrections_at_the_source_of_an_hmis_export_arrive(cast: Cast, tmp_path: Path) -> None:
    import_hmis(hmis(tmp_path), by=cast.manager)
    ann, beth = (Person.objects.get(called_name=name) for name in ("Ann", "Beth"))
    hmis(
        tmp_path,
        Enrollment="EnrollmentID,PersonalID,ProjectID,EntryDate,DateDeleted\n"
        "e1,m2,a,2024-01-05,\ne2,m2,a,2024-03-05,\n",
        Services="ServicesID,PersonalID,EnrollmentID,DateProvided,RecordType,TypeProvided,"
        "DateDeleted\ns1,m1,e2,2024-02-06,200,200,\n",
    )
    told = import_hmis(tmp_path, by=cast.manager, dry_run=True)
    report = import_hmis(tmp_path, by=cast.manager)

    assert told.as_json() | {"dry_run": 0, "run": 0} == report.as_json() | {"dry_run": 0, "run": 0}
    assert report.of("ledger_entries").changed == 2
    entries = LedgerEntry.objects.order_by("opened_on")
    assert [(one.person_id, one.ledger, f"{one.opened_on}") for one in entries] == [
        (beth.pk, "outreach", "2024-01-05"),
        (beth.pk, "outreach", "2024-03-05"),
    ]
    assert entries[1].number.startswith("巡")
    assert ContactNote.objects.get().person_id == ann.pk
    assert TimelineEntry.objects.get(kind="note").person_id == ann.pk
    assert import_hmis(tmp_path, by=cast.manager).of("ledger_entries").changed == 0


def test_what_is_deleted_at_the_source_is_closed_with_the_reason(
    cast: Cast, tmp_path: Path
) -> None:
    import_hmis(hmis(tmp_path), by=cast.manager)
    hmis(
        tmp_path,
        Client="PersonalID,FirstName,LastName,DOB,DOBDataQuality,DateDeleted\n"
        "m1,Ann,Sample,1980-01-02,1,2024-05-01\nm2,Beth,Example,1981-01-02,1,\n",
        Enrollment="EnrollmentID,PersonalID,ProjectID,EntryDate,DateDeleted\n"
        "e1,m1,a,2024-01-05,\ne2,m2,b,2024-02-05,2024-04-01\ne9,m2,b,2024-02-05,2024-04-01\n",
        Services="ServicesID,PersonalID,EnrollmentID,DateProvided,RecordType,TypeProvided,"
        "DateDeleted\ns1,m2,e2,2024-02-06,200,200,2024-04-01\n",
    )
    report = import_hmis(tmp_path, by=cast.manager)

    assert [f"{one.closed_on}" for one in LedgerEntry.objects.order_by("opened_on")] == [
        "2024-05-01",
        "2024-04-01",
    ]
    assert [(one.row, one.field) for one in report.of("ledger_entries").refused] == [
        (4, "DateDeleted")
    ]
    current = TimelineEntry.objects.get(kind="note", is_current=True)
    assert ("元のデータで削除" in current.title, current.doing) == (True, False)
    again = import_hmis(tmp_path, by=cast.manager)
    assert again.of("ledger_entries").changed == again.of("contacts").changed == 0


def test_hmis_rows_for_somebody_merged_away_stand_with_who_stayed(
    cast: Cast, tmp_path: Path
) -> None:
    import_hmis(hmis(tmp_path), by=cast.manager)
    ann, beth = (Person.objects.get(called_name=name) for name in ("Ann", "Beth"))
    merge_people(kept_id=ann.pk, gone_id=beth.pk, reason="同じ", by=cast.manager)
    rows = (
        "EnrollmentID,PersonalID,ProjectID,EntryDate,DateDeleted\n"
        "e1,m1,a,2024-01-05,\ne2,m2,b,2024-02-05,\ne3,m2,b,2024-06-05,\n"
    )
    import_hmis(hmis(tmp_path, Enrollment=rows), by=cast.manager)
    assert set(LedgerEntry.objects.values_list("person_id", flat=True)) == {ann.pk}

    part_people(merge_id=Merge.objects.get().pk, by=cast.manager)
    import_hmis(hmis(tmp_path, Enrollment=f"{rows}e4,m2,b,2024-07-05,\n"), by=cast.manager)
    assert LedgerEntry.objects.get(opened_on="2024-07-05").person_id == beth.pk


def test_a_note_corrected_here_stays_when_its_file_comes_again(cast: Cast) -> None:
    text = "番号,氏名,登録日,備考\n1,見本 一郎,R5.4.1,膝が痛い\n"
    bring(cast, text)
    memory = TimelineEntry.objects.get(kind="note")
    correct_memory(entry_id=memory.pk, reason="聞き違い", by=cast.manager, fact="肘が痛い")
    report = bring(cast, text)

    assert TimelineEntry.objects.get(kind="note", is_current=True).fact == "肘が痛い"
    assert (became(report), report.differences) == (["unchanged"], 1)
    one = ImportDifference.objects.get()
    decide_difference(difference_id=one.pk, decided="taken", by=cast.manager)
    assert TimelineEntry.objects.get(kind="note", is_current=True).fact == "膝が痛い"
