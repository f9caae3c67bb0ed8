"""Bringing in: small tables of our own; the real data where it lies beside the project."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banso.interop.actions import (
    LedgerSheet,
    import_hmis,
    import_ledger,
    import_offices,
    keep_mapping,
)
from banso.interop.ledger_headings import guess, header_row
from banso.interop.models import ImportRun
from banso.interop.queries import mapping_for
from banso.interop.rules import Report
from banso.interop.table_files import OpenQuote, UnreadableFile, cells_of
from banso.people.models import LedgerEntry, Person, PersonName, TimelineEntry
from banso.people.queries import find_in_memory, find_people
from banso.resources.models import Service
from banso.resources.queries import Asked, find_services
from tests.commands import banso
from tests.conftest import Cast

REAL = Path(__file__).parents[3] / "shared/data"
OFFICES = "id,municipalityId,categoryId,name,phone,address,lastVerifiedAt,prefectureCode\n"
MY_NUMBER = "123456789018"


def counts(report: Report) -> dict[str, tuple[int, int, int, int, int]]:
    return {
        kind: (one.read, one.new, one.changed, one.unchanged, len(one.refused))
        for kind, one in report.kinds.items()
    }


def refusals(report: Report, kind: str) -> list[tuple[int, str]]:
    return [(one.row, one.field) for one in report.of(kind).refused]


def offices(tmp_path: Path, rows: str) -> Path:
    path = tmp_path / "offices.csv"
    path.write_text(OFFICES + rows, encoding="utf-8")
    return path


def test_counters_come_in_once_and_are_brought_up_to_date(
    db: None, tmp_path: Path, cast: Cast
) -> None:
    path = offices(
        tmp_path, "a,m1,food,市役所,052-000-0000,見本町1,2026-07-01,23\nb,m1,rent,福祉課,,,,\n"
    )

    assert counts(import_offices(path)) == {
        "services": (2, 2, 0, 0, 0),
        "organizations": (1, 1, 0, 0, 0),
        "locations": (1, 1, 0, 0, 0),
    }
    assert counts(import_offices(path))["services"] == (2, 0, 0, 2, 0)
    path = offices(
        tmp_path, "a,m1,food,市役所,052-000-0001,見本町1,2026-08-01,23\nb,m1,rent,福祉課,,,,\n"
    )
    assert counts(import_offices(path))["services"] == (2, 0, 1, 1, 0)
    assert [one.phone for one in find_services(cast.outreach, Asked(text="見本町"))] == [
        "052-000-0001"
    ]


def test_a_bad_row_never_stops_the_rest(db: None, tmp_path: Path) -> None:
    rows = (
        ",m1,,名なし,,,,\na,m1,,良い,,,,\na,m1,,二度,,,,\nb,m1,,日付,,,きのう,\nc,m1,,番号 "
        f"{MY_NUMBER},,,,\nd,m1,,余り,,,,,x\ne,m1,,{'長' * 301},,,,\n"
    )
    report = import_offices(offices(tmp_path, rows))

    assert counts(report)["services"] == (7, 2, 0, 0, 5)
    assert [(one.row, one.field) for one in report.remarks] == [(6, "name")]
    assert refusals(report, "services") == [
        (2, "id"),
        (4, "id"),
        (5, "lastVerifiedAt"),
        (7, ""),
        (8, "name"),
    ]


def test_a_dry_run_keeps_nothing(db: None, tmp_path: Path) -> None:
    assert counts(import_offices(offices(tmp_path, "a,m1,,市役所,,,,\n"), dry_run=True))[
        "services"
    ] == (1, 1, 0, 0, 0)
    assert not Service.objects.exists()


@pytest.mark.parametrize(
    "coding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc-jp", "iso2022-jp"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("title", ["", "相談台帳 令和5年度\n"])
def test_a_table_is_read_in_any_usual_coding_with_any_separator_below_a_title(
    coding: str, separator: str, ending: str, title: str
) -> None:
    rows = [["番号", "氏名", "備考"], ["1", "見本 渚", "駅前、夜"], ["2", "見本 香織", ""]]
    text = title + "".join(separator.join(row) + "\n" for row in rows)

    cells = cells_of(text.replace("\n", ending).encode(coding))

    assert cells[-3:] == rows


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line() -> None:
    text = '氏名,備考\n見本 一,"閉じた\n二行目"\n見本 二,"閉じない\n見本 三,x\n'

    with pytest.raises(OpenQuote, match="4"):
        cells_of(text.encode())


def test_a_workbook_with_broken_xml_inside_is_refused() -> None:
    book = openpyxl.Workbook()
    book.active.append(["氏名"])
    whole = io.BytesIO()
    book.save(whole)
    broken = io.BytesIO()
    with ZipFile(whole) as old, ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[: -20 if "sheet1" in name else None])

    with pytest.raises(UnreadableFile):
        cells_of(broken.getvalue())


def test_a_cell_far_out_costs_neither_time_nor_memory() -> None:
    book = openpyxl.Workbook()
    book.active.append(["氏名", "備考"])
    book.active.cell(row=1_048_576, column=16_384, value="x")
    file = io.BytesIO()
    book.save(file)

    assert cells_of(file.getvalue()) == [["氏名", "備考"]]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", b"\xff\xfe\x00", b"PK\x03\x04broken", "a,b\n1,2".encode("utf-16")[:-1]],
)
def test_files_that_are_no_table_are_refused(content: bytes) -> None:
    try:
        cells_of(content)
    except UnreadableFile:
        return
    assert content == b""


def test_the_command_reports_one_json_object(cast: Cast, tmp_path: Path) -> None:
    file = offices(tmp_path, ",m,,x,,,,\na,m,,y,,,,\n")
    told = json.loads(banso("import", "offices", str(file), "--json"))

    assert told["services"] == {
        "read": 2,
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "refused": [{"file": "offices.csv", "row": 2, "field": "id", "reason": "空欄です"}],
    }


def hmis(folder: Path, **tables: str) -> Path:
    given = {
        "Client": (
            "PersonalID,FirstName,LastName,SSN,DOB,DOBDataQuality,Female,Male\n"
            "1,Curly,Sample,999999999,1980-07-23,1,1,0\n"
            "2,,,,,99,0,0\n"
            "3,Bad,Birth,,1980-99-99,1,0,1\n"
        ),
        "Project": "ProjectID,ProjectType\n10,4\n11,1\n12,3\n13,14\n",
        "Enrollment": (
            "EnrollmentID,PersonalID,ProjectID,EntryDate,LivingSituation\n"
            "100,1,10,2021-01-01,16\n"
            "101,1,11,2021-02-01,16\n"
            "102,1,12,2021-06-01,\n"
            "103,1,13,2021-01-01,\n"
            "104,9,10,2021-01-01,\n"
            "105,2,10,soon,\n"
        ),
        "Exit": "EnrollmentID,ExitDate,Destination\n101,2021-06-01,10\n100,2021-02-01,18\n",
        "CurrentLivingSituation": (
            "CurrentLivingSitID,PersonalID,InformationDate,CurrentLivingSituation\n"
            "x1,1,2021-01-05,16\n"
            "x2,1,2021-01-06,777\n"
        ),
        "Services": (
            "ServicesID,EnrollmentID,PersonalID,DateProvided,RecordType,TypeProvided\n"
            "s1,100,1,2021-01-07,141,7\n"
            "s2,100,7,2021-01-07,141,7\n"
        ),
    } | tables
    for name, text in given.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def test_an_hmis_export_becomes_people_entries_encounters_and_contacts(
    cast: Cast, tmp_path: Path
) -> None:
    report = import_hmis(hmis(tmp_path), by=cast.manager)

    assert counts(report) == {
        "people": (3, 3, 0, 0, 0),
        "ledger_entries": (6, 3, 0, 0, 3),
        "encounters": (2, 1, 0, 0, 1),
        "contacts": (2, 1, 0, 0, 1),
    }
    assert refusals(report, "ledger_entries") == [
        (5, "ProjectID"),
        (6, "PersonalID"),
        (7, "EntryDate"),
    ]
    person = Person.objects.get(called_name="Curly")
    entries = LedgerEntry.objects.filter(person=person).order_by("opened_on")
    assert [(one.ledger, one.closing_reason) for one in entries] == [
        ("outreach", "other"),
        ("centre", "moved"),
        ("aftercare", ""),
    ]
    assert [hit.person for hit in find_people(cast.manager, "curly sample")] == [person]
    assert [hit.person for hit in find_in_memory(cast.manager, "PATH").rows] == [person]
    assert "999999999" not in str(list(PersonName.objects.values())) + str(
        list(TimelineEntry.objects.values())
    )


def test_an_hmis_export_comes_in_once(cast: Cast, tmp_path: Path) -> None:
    import_hmis(hmis(tmp_path), by=cast.manager)
    before = (Person.objects.count(), TimelineEntry.objects.count())
    again = counts(import_hmis(tmp_path, by=cast.manager))

    assert {kind: one[1:3] for kind, one in again.items()} == dict.fromkeys(again, (0, 0))
    assert (Person.objects.count(), TimelineEntry.objects.count()) == before


def test_what_changed_outside_becomes_a_new_revision(cast: Cast, tmp_path: Path) -> None:
    import_hmis(hmis(tmp_path), by=cast.manager)
    hmis(
        tmp_path,
        Services="ServicesID,EnrollmentID,PersonalID,DateProvided,RecordType,TypeProvided\ns1,100,1,2021-01-08,141,8\n",
        Exit="EnrollmentID,ExitDate,Destination\n102,2022-01-01,24\n",
    )
    report = counts(import_hmis(tmp_path, by=cast.manager))

    assert (report["contacts"], report["ledger_entries"][2]) == ((1, 0, 1, 0, 0), 1)
    assert LedgerEntry.objects.get(outside_id="hmis:101").closing_reason == "moved"
    assert TimelineEntry.objects.filter(source="companionship.ContactNote").count() == 2
    assert LedgerEntry.objects.get(outside_id="hmis:102").closing_reason == "died"


def test_another_fiscal_year_is_read_by_its_headers_and_what_is_missing_is_named(
    cast: Cast, tmp_path: Path
) -> None:
    hmis(
        tmp_path,
        Client="DOB,PersonalID,LastName,FirstName,DOBDataQuality,Woman,Man\n1980-07-23,1,Sample,Curly,1,1,0\n",
    )
    import_hmis(tmp_path, by=cast.manager)
    assert Person.objects.get().sex == "female"

    (tmp_path / "Client.csv").write_text("PersonalID,FirstName\n1,x\n")
    with pytest.raises(UnreadableFile) as refused:
        import_hmis(tmp_path, by=cast.manager)
    assert "DOBDataQuality" in str(refused.value.sentence)


SHEET = [
    ["令和8年度 ホームレス自立支援台帳", None, None, None, None, None],
    [None] * 6,
    ["Ｎｏ", "氏　名", "フリガナ", "生年月日", "寝場所", "特記事項"],
    ["１", "渡邉　例治", "ワタナベ レイジ", "昭和30年4月1日", "中央公園", "膝が痛い"],
    ["２", "", "", "", "", ""],
    ["３", "髙﨑 例敏", "ﾀｶｻｷ ﾚｲﾄｼ", "S28頃", "駅南", "=HYPERLINK(1)"],
    ["４", "悪い日付", "", "S99.9.9", "", ""],
    ["３", "二度目", "", "", "", ""],
]


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in SHEET:
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def shift_jis() -> bytes:
    return "\r\n".join(",".join(cell or "" for cell in row) for row in SHEET).encode("cp932")


@pytest.mark.parametrize(
    "content", [workbook, shift_jis, lambda: shift_jis().decode("cp932").encode("utf-8-sig")]
)
def test_a_ledger_as_organisations_have_it_comes_in(
    cast: Cast, content: Callable[[], bytes]
) -> None:
    cells = cells_of(content())
    top, columns, _ledger = mapping_for(cells, cast.manager)

    assert (top, [columns[number] for number in range(6)]) == (
        2,
        ["number", "full_name", "kana", "birth", "sleeps_at", "note"],
    )
    sheet = LedgerSheet(cells, top, columns, "台帳.xlsx")
    report = import_ledger(sheet, ledger="outreach", by=cast.manager)
    assert counts(report)["people"] == (5, 3, 0, 0, 2)
    assert refusals(report, "people") == [(5, "called_name"), (8, "number")]
    assert [hit.person.birth.year for hit in find_people(cast.manager, "渡辺")] == [1955]
    assert [hit.person.called_name for hit in find_people(cast.manager, "たかさき")] == [
        "髙﨑 例敏"
    ]
    assert LedgerEntry.objects.get(person__called_name="渡邉　例治").values == {
        "sleeps_at": "中央公園"
    }
    assert [hit.entry.fact for hit in find_in_memory(cast.manager, "膝が痛い").rows] == ["膝が痛い"]
    assert counts(import_ledger(sheet, ledger="outreach", by=cast.manager))["people"] == (
        5,
        0,
        0,
        3,
        2,
    )


def test_a_correction_of_the_guess_is_kept_for_the_next_time(cast: Cast) -> None:
    header = ["番号", "お名前", "あだ名など"]
    assert guess(header) == {0: "number", 1: "full_name", 2: "called_name"}
    keep_mapping(
        header=header, columns={0: "number", 2: "called_name"}, ledger="centre", by=cast.manager
    )

    assert mapping_for([header, ["1", "x", "y"]], cast.manager) == (
        0,
        {0: "number", 2: "called_name"},
        "centre",
    )
    assert header_row([["題"], ["番号", "氏名"]]) == 1


def test_the_wizard_on_screen(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    browser = signed_in("manager")
    answer = browser.post(
        "/bring-in/", {"file": SimpleUploadedFile("台帳.xlsx", workbook()), "ledger": "outreach"}
    )
    page = browser.get(answer["Location"]).content.decode()
    assert "氏　名" in page

    chosen = {"column-0": "number", "column-1": "full_name", "column-3": "birth"}
    assert (
        "まだ何も残していません"
        in browser.post(answer["Location"], {**chosen, "try": "1"}, follow=True).content.decode()
    )
    assert not Person.objects.exists()
    done = browser.post(
        answer["Location"], {**chosen, "take-in": "1"}, follow=True
    ).content.decode()
    assert "取り込みました" in done
    assert Person.objects.count() == 3
    run = ImportRun.objects.get()
    assert f"/bring-in/imports/{run.pk}/" in browser.get(answer["Location"]).content.decode()
    assert signed_in("neighbour").get(answer["Location"]).status_code == 404
    refused = browser.post(
        "/bring-in/", {"file": SimpleUploadedFile("x.xlsx", b"PK broken"), "ledger": "outreach"}
    )
    assert (refused.status_code, "表として読み取れません" in refused.content.decode()) == (
        422,
        True,
    )


@pytest.mark.either
@pytest.mark.skipif(not REAL.exists(), reason="the real data does not lie beside this checkout")
def test_the_real_counters_come_in_all_of_them(db: None, cast: Cast) -> None:
    report = import_offices(REAL / "japan-welfare-offices/offices.csv")

    assert counts(report)["services"] == (7540, 7540, 0, 0, 0)
    assert find_services(cast.outreach, Asked(text="北九州")).count() >= 4


@pytest.mark.either
@pytest.mark.skipif(not REAL.exists(), reason="the real data does not lie beside this checkout")
def test_the_real_hmis_sample_comes_in_once(db: None, cast: Cast) -> None:
    first = counts(import_hmis(REAL / "hud-hmis-fy2022", by=cast.manager))
    again = counts(import_hmis(REAL / "hud-hmis-fy2022", by=cast.manager))

    assert first == {
        "people": (799, 799, 0, 0, 0),
        "ledger_entries": (819, 710, 0, 0, 109),
        "encounters": (653, 653, 0, 0, 0),
        "contacts": (5182, 5182, 0, 0, 0),
    }
    assert {kind: one[1:3] for kind, one in again.items()} == dict.fromkeys(again, (0, 0))
