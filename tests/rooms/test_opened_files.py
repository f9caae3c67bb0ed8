"""Files laid open: sheets, title rows, two rows of headings, and what each heading is taken for."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banso.interop.actions import import_hmis
from banso.interop.csv_files import UnreadableFile
from banso.interop.ledger_headings import LEDGER_WORDS
from banso.interop.opened_files import open_file
from banso.interop.receiver_headings import RECEIVER_WORDS
from banso.people.models import LedgerEntry, Person, PersonName, TimelineEntry
from banso.resources.models import Service
from tests.commands import banso, ran
from tests.conftest import Cast
from tests.workbooks import workbook

COVER = [["相談受付台帳"], ["令和7年度"]]
ROWS = [
    ["令和7年度 相談台帳"],
    ["番号", "氏名", "", "連絡先", "", "備考"],
    ["", "姓", "名", "電話", "寝場所", ""],
    ["1", "見本", "渚", "093-000-0001", "駅の北", "膝が痛い"],
    ["2", "見本", "香織", "", "", ""],
]


def test_the_sheet_whose_headings_are_understood_is_read_and_every_other_is_named() -> None:
    content = workbook(
        {"マスタ": [["番号", "氏名", "性別", "備考"]], "表紙": COVER, "台帳": ROWS}, hidden="マスタ"
    )
    opened = open_file(content, LEDGER_WORDS)

    assert opened.sheet.name == "台帳"
    assert [(one.name, one.hidden, one.rows) for one in opened.held] == [
        ("マスタ", True, 1),
        ("表紙", False, 2),
        ("台帳", False, 5),
    ]
    assert "マスタ(1行)、表紙(2行)" in opened.said({})[0]
    assert open_file(content, LEDGER_WORDS, sheet="表紙").sheet.name == "表紙"
    assert open_file(content, LEDGER_WORDS, sheet="1").sheet.name == "マスタ"
    with pytest.raises(UnreadableFile, match="台帳"):
        open_file(content, LEDGER_WORDS, sheet="ない")


def test_two_rows_of_headings_are_read_as_one() -> None:
    opened = open_file(workbook({"台帳": ROWS}), LEDGER_WORDS)

    assert opened.headings.row == 2
    assert opened.headings.names == [
        "番号",
        "氏名 姓",
        "氏名 名",
        "連絡先 電話",
        "連絡先 寝場所",
        "備考",
    ]
    columns = LEDGER_WORDS.guess(opened.headings.names)
    assert [columns[number] for number in range(6)] == [
        "number",
        "family_name",
        "given_name",
        "contact",
        "sleeps_at",
        "note",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["番号", "氏名", "備考"], ["1", "見本 渚", ""], ["", "", "続き"]],
        [["番号", "氏名", ""], ["1", "見本 渚", "駅"]],
        [["番号"], ["1"]],
        [[]],
        [],
    ],
)
def test_rows_below_one_row_of_headings_stay_rows(rows: list[list[str]]) -> None:
    assert LEDGER_WORDS.headings(rows).row == 0


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("本人生年月日", "birth"),
        ("初回相談日", "opened_on"),
        ("支援終了日", "closed_on"),
        ("電話番号（携帯）", "contact"),
        ("電話２", "contact"),
        ("Phone No.", "contact"),
        ("生活保護の有無", "benefits"),
        ("note", "note"),
        ("担当者氏名", None),
        ("緊急連絡先氏名", None),
        ("収入証明の提出先", None),
        ("notebook", None),
        ("identity", None),
        ("residentsAssociation", None),
    ],
)
def test_a_heading_is_taken_for_what_it_is_or_ends_with_never_for_a_part_of_a_word(
    heading: str, field: str | None
) -> None:
    assert LEDGER_WORDS.guess([heading]).get(0) == field


def test_no_id_inside_a_word_becomes_the_number_of_a_receiver() -> None:
    header = ["note", "availableDateNote", "residentsAssociation", "NO", "name"]

    assert RECEIVER_WORDS.guess(header) == {0: "remarks", 3: "outside_id", 4: "name"}


def written(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "台帳.xlsx"
    path.write_bytes(content)
    return str(path)


def test_by_command_sheet_headings_and_columns_are_chosen_and_everything_is_told(
    cast: Cast, tmp_path: Path
) -> None:
    path = written(tmp_path, workbook({"表紙": COVER, "台帳": ROWS}))
    told = json.loads(
        banso(
            "import",
            "ledger",
            path,
            "--sheet",
            "台帳",
            "--header-row",
            "3",
            "--column",
            "寝場所=place",
            "--json",
        )
    )

    assert told["sheet"]["name"] == "台帳"
    assert told["sheet"]["header_row"] == 3
    assert told["sheet"]["columns"]["寝場所"] == "place"
    assert told["sheet"]["others"] == ["表紙"]
    assert any("表紙" in note for note in told["notes"])
    assert told["dry_run"] is False
    assert set(PersonName.objects.values_list("text", flat=True)) >= {"見本 渚", "見本 香織"}
    refused = ran("import", "ledger", path, "--column", "ない=note")
    assert (refused.exit_code, "no such heading" in refused.output) == (1, True)
    assert ran("import", "ledger", path, "--sheet", "ない").exit_code == 1


def test_strict_fails_where_a_row_is_refused(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "台帳.csv"
    path.write_text("番号,氏名\n1,見本 渚\n2,\n")

    assert ran("import", "ledger", str(path), "--strict", "--dry-run").exit_code == 1
    assert ran("import", "ledger", str(path)).exit_code == 0
    path.write_text("番号,氏名\n1,見本 渚\n")
    assert ran("import", "ledger", str(path), "--strict").exit_code == 0


def test_headings_of_other_kinds_of_import_are_corrected_too(cast: Cast, tmp_path: Path) -> None:
    facilities = tmp_path / "施設.csv"
    facilities.write_text("窓口,本部の電話,電話番号\n見本窓口,03-000,093-000\n")
    banso(
        "import",
        "receivers",
        str(facilities),
        "--column",
        "窓口=name",
        "--column",
        "本部の電話=",
        "--source",
        "見本市",
    )
    assert Service.objects.get().phone == "093-000"

    counters = tmp_path / "counters.csv"
    counters.write_text("key,name\na,市役所\n")
    banso("import", "offices", str(counters), "--column", "key=id")
    assert Service.objects.filter(name="市役所").exists()

    (tmp_path / "Client.csv").write_text(
        "PersonalID,Called,LastName,DOB,DOBDataQuality\n1,Ann,Sample,1980-01-02,1\n"
    )
    (tmp_path / "Project.csv").write_text("ProjectID,ProjectType\na,4\n")
    (tmp_path / "Enrollment.csv").write_text("EnrollmentID,PersonalID,ProjectID,EntryDate\n")
    with pytest.raises(UnreadableFile):
        import_hmis(tmp_path, by=cast.manager)
    banso("import", "hmis", str(tmp_path), "--column", "Called=FirstName")
    assert Person.objects.filter(called_name="Ann").exists()
    assert ran("import", "hmis", str(tmp_path), "--column", "Called").exit_code == 1


def test_a_bad_cell_never_costs_the_person(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "台帳.csv"
    path.write_text(
        "番号,氏名,生年月日,登録日,終結日,終結理由,希望,記号\n"
        f"1,見本 渚,S99.9.9,いつか,R7.5.1,見本の理由,{'長' * 400},△\n"
        "2,見本 香織,S30.4.1,R7.4.1,R7.5.1,ご本人の死亡,,\n"
        "3,見本 一,S30.4.1,R7.4.1,R7.5.1,妻の死亡により転居,,\n"
    )
    told = json.loads(
        banso(
            "import",
            "ledger",
            str(path),
            "--column",
            "記号=keep",
            "--column",
            "希望=wish_words",
            "--json",
        )
    )

    assert told["people"]["refused"] == []
    assert [(one["row"], one["field"]) for one in told["remarks"]] == [
        (2, "birth"),
        (2, "opened_on"),
        (2, "closing_reason"),
        (2, "wish_words"),
    ]
    fact = TimelineEntry.objects.get(kind="note").fact
    for words in ("S99.9.9", "いつか", "見本の理由", "長" * 400, "記号: △"):
        assert words in fact
    reasons = LedgerEntry.objects.order_by("number").values_list("closing_reason", flat=True)
    assert sorted(reasons) == ["died", "moved", "other"]


def test_on_screen_sheets_are_chosen_and_the_columns_of_both_kinds_corrected(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")
    content = workbook({"表紙": COVER, "別": [["番号", "氏名"], ["9", "見本 別"]], "台帳": ROWS})
    found = browser.post(
        "/bring-in/", {"file": SimpleUploadedFile("台帳.xlsx", content), "ledger": "outreach"}
    )["Location"]
    page = browser.get(found).content.decode()
    assert all(name in page for name in ("表紙", "別", "台帳", "氏名 姓"))
    other = browser.get(found, {"sheet": "2"}).content.decode()
    assert ("氏名 姓" in other, "見本 別" in other) == (False, True)
    for wrong in ({"sheet": "99"}, {"row": "99999"}, {"row": "x"}, {"row": "0"}, {"row": "4"}):
        assert browser.get(found, wrong).status_code == 200
    chosen = {"column-0": "number", "column-1": "called_name"}
    tried = browser.post(f"{found}?sheet=2", chosen | {"try": "1"}, follow=True).content.decode()
    assert "表紙(2行)" in tried
    browser.post(f"{found}?sheet=2", chosen | {"take-in": "1"})
    assert Person.objects.get().called_name == "見本 別"
    again = browser.get(f"/bring-in/{found.split('/')[2]}/nowhere/")
    assert again["Location"].startswith("/bring-in/imports/"), "it was taken in already"

    listed = "事業所,本部,電話番号\n見本の家,093-0,093-1\n"
    where = browser.post(
        "/bring-in/receivers/",
        {"file": SimpleUploadedFile("list.csv", listed.encode()), "source": "見本市"},
    )["Location"]
    refused = browser.post(
        where, {"column-1": "phone", "take-in": "1"}, follow=True
    ).content.decode()
    assert "受け皿の名" in refused
    browser.post(where, {"column-0": "name", "column-1": "phone", "take-in": "1"})
    assert Service.objects.get().phone == "093-0"
