"""Several lists of one publisher, each numbered from 1, and lists that are numbered anew."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banso.interop.actions import import_hsds, import_receivers
from banso.interop.receiver_lists import HowRead, WhichList
from banso.interop.rules import Report
from banso.resources.models import Service
from tests.commands import banso, ran
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
HALLS = ["北会館,北町1", "南会館,南町2", "東会館,東町3", "西会館,西町4"]
SCHOOLS = ["北園,北町9", "南園,南町9", "東園,東町9", "西園,西町9"]
NUMBERS = (1, 2, 3, 4)


def lines(rows: Iterable[str], numbers: Iterable[int] = NUMBERS) -> str:
    numbered = [f"{number},{row}" for number, row in zip(numbers, rows, strict=False)]
    return "\n".join(["番号,名称,住所", *numbered]) + "\n"


def taken(rows: str, file: str, **said: Any) -> Report:
    cells = [line.split(",") for line in rows.splitlines()]
    return import_receivers(cells, file=file, source="見本市", how=HowRead(**said))


def named() -> set[tuple[str, str]]:
    return set(Service.objects.values_list("source_title", "name"))


BOTH = {("会館", row.split(",")[0]) for row in HALLS} | {
    ("園", row.split(",")[0]) for row in SCHOOLS
}


def test_another_list_with_the_same_numbers_writes_over_nothing(cast: Cast, tmp_path: Path) -> None:
    for name, rows in (("会館", HALLS), ("園", SCHOOLS)):
        (tmp_path / f"{name}.csv").write_text(lines(rows))
    told = [
        json.loads(
            banso("import", "receivers", str(tmp_path / f"{name}.csv"), "--json", "--source", "市")
        )
        for name in ("会館", "園", "会館", "園")
    ]

    assert [one["services"]["new"] for one in told] == [4, 4, 0, 0]
    assert [one["services"]["unchanged"] for one in told] == [0, 0, 4, 4]
    assert named() == BOTH
    assert "「園」" in told[1]["notes"][-1]


def test_by_screen_the_list_is_told_and_can_be_chosen(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")

    def found(name: str, rows: str) -> str:
        file = SimpleUploadedFile(name, rows.encode())
        answer = browser.post("/bring-in/receivers/", {"file": file, "source": "見本市"})
        return str(answer["Location"])

    browser.post(found("会館.csv", lines(HALLS)), {"take-in": "1"})
    browser.post(found("園.csv", lines(SCHOOLS)), {"take-in": "1"})
    assert named() == BOTH

    half = found("次.csv", lines([HALLS[0], "新館,新町1", "新々館,新町2", "旧館,旧町3"]))
    refused = browser.post(half, {"take-in": "1"}, follow=True)
    assert refused.status_code == 422
    assert "どの一覧か、はっきりしません" in refused.content.decode()
    tried = browser.post(half, {"list": "is:会館", "try": "1"}, follow=True).content.decode()
    assert tried.count("ここでは別の受け皿のものです") == 3 * 2
    done = browser.post(
        half, {"list": "is:会館", "who-0": "new", "who-4": "same", "who-5": "skip", "take-in": "1"}
    )
    assert "取り込みました" in browser.get(done["Location"]).content.decode()
    assert named() == BOTH - {("会館", "東会館")} | {("会館", "新館"), ("会館", "新々館")}

    browser.post(found("x.csv", lines(["別館,別町1"])), {"list": "new", "list-title": " 別\n"})
    assert named() >= BOTH - {("会館", "東会館")}
    browser.post(
        found("x.csv", lines(["別館,別町1"])),
        {"list": "new", "list-title": " 別\n", "take-in": "1"},
    )
    assert ("別", "別館") in named()


def test_a_receiver_that_stands_in_two_lists_stands_here_twice() -> None:
    taken(lines(HALLS), "会館.csv")
    both = taken(lines([*SCHOOLS[:3], HALLS[0]]), "園.csv")

    assert (both.of("services").new, both.of("services").refused) == (4, [])
    assert Service.objects.filter(name="北会館").count() == 2


def test_a_list_numbered_anew_is_known_by_names_and_places() -> None:
    taken(lines(HALLS), "会館.csv")
    anew = lines([HALLS[0], "新館,新町1", *HALLS[1:]], (1, 2, 3, 4, 5))

    first, again = (taken(anew, "会館.csv").of("services") for _time in range(2))

    assert (first.new, first.unchanged, first.refused) == (1, 4, [])
    assert (again.new, again.unchanged) == (0, 5)


def test_a_number_that_belongs_to_another_name_waits_until_it_is_answered(cast: Cast) -> None:
    taken(lines(HALLS), "会館.csv")
    other = lines([*HALLS[:3], "喫茶店,山町7"])

    waits = taken(other, "会館.csv")
    assert [(one.row, one.field) for one in waits.of("services").refused] == [(5, "outside_id")]
    assert [(one.became, one.alike[0].name) for one in waits.rows] == [("asked", "西会館")]
    assert taken(other, "会館.csv", answers={5: "skip"}).of("services").rows_refused == 1
    assert Service.objects.filter(name="喫茶店").count() == 0
    assert taken(other, "会館.csv", answers={0: "new"}).of("services").new == 1
    assert taken(other, "会館.csv").of("services").unchanged == 4
    taken(lines([*HALLS[:3], "本屋,川町8"]), "会館.csv", answers={5: "same"})
    assert set(Service.objects.values_list("name", flat=True)) == {
        "北会館",
        "南会館",
        "東会館",
        "西会館",
        "本屋",
    }


def test_a_new_name_at_the_same_place_is_brought_up_to_date_and_told() -> None:
    taken(lines(HALLS), "会館.csv")
    report = taken(lines([*HALLS[:3], "西市民館,西町4"]), "会館.csv")

    assert (report.of("services").changed, report.of("services").new) == (1, 0)
    assert [(one.row, one.field) for one in report.remarks] == [(5, "name")]
    assert "西会館" in report.remarks[0].text


def test_a_list_of_before_lists_had_titles_is_known_by_its_receivers() -> None:
    taken(lines(HALLS), "会館.csv")
    Service.objects.update(source_title="")

    assert taken(lines(HALLS), "今年.csv").of("services").unchanged == 4
    assert taken(lines(SCHOOLS), "園.csv").of("services").new == 4


def test_without_numbers_another_file_that_names_the_same_is_asked_about(tmp_path: Path) -> None:
    rows = "名称,住所\n" + "\n".join(HALLS)
    assert taken(rows, "会館.csv").of("services").new == 4
    assert taken(rows, "会館.csv").of("services").unchanged == 4
    with pytest.raises(WhichList):
        taken(rows, "AED.csv")
    assert taken(rows, "AED.csv", title="AED").of("services").new == 4
    assert Service.objects.count() == 8


def test_by_command_the_list_and_the_rows_are_answered(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "会館.csv"
    path.write_text(lines(HALLS))
    banso("import", "receivers", str(path), "--source", "見本市")
    path.write_text(lines(SCHOOLS))
    unclear = ran("import", "receivers", str(path), "--source", "見本市")
    assert (unclear.exit_code, "会館" in unclear.output) == (1, True)
    banso("import", "receivers", str(path), "--source", "見本市", "--list", "園")
    assert named() == BOTH
    path.write_text(lines([*HALLS[:2], *SCHOOLS[2:]]))
    asked = ("import", "receivers", str(path), "--source", "見本市", "--strict", "--list", "会館")
    assert ran(*asked).exit_code == 1
    assert ran(*asked, "--answer", "all=same").exit_code == 0
    assert ran(*asked, "--answer", "every=same").exit_code == 1


def test_short_ids_of_hsds_write_over_no_receiver_of_a_list(tmp_path: Path) -> None:
    taken(lines(HALLS), "会館.csv")
    path = tmp_path / "x.json"
    office = {"id": "o", "name": "見本"}
    services = [
        {"id": "1", "name": "別の窓口", "status": "active", "organization": office},
        {"id": "77", "name": "よい窓口", "status": "active", "organization": office},
    ]
    path.write_text(json.dumps(services))
    report = import_hsds(path, source="見本市")

    assert [(one.row, one.field) for one in report.of("services").refused] == [(1, "id")]
    assert Service.objects.count() == 5


def test_a_my_number_in_a_list_costs_its_cell(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "会館.csv"
    path.write_text(
        "番号,名称,備考,説明\n1,北会館 123456789018,ようこそ,番号は 1234-5678-9018\n2,南会館,,\n"
    )
    told = json.loads(banso("import", "receivers", str(path), "--json", "--source", "市"))

    assert (told["services"]["new"], told["services"]["refused"]) == (2, [])
    assert [(one["row"], one["field"]) for one in told["remarks"]] == [
        (2, "name"),
        (2, "description"),
    ]
    north = Service.objects.get(name="北会館")
    assert north.description == "ようこそ"
    assert "123456789018" not in json.dumps(told)


@pytest.mark.parametrize("source", ["agency:1", " agency:x"])
def test_nobody_publishes_under_the_name_of_an_agency(
    cast: Cast, signed_in: Callable[[str], Client], source: str
) -> None:
    file = SimpleUploadedFile("x.csv", lines(HALLS).encode())
    answer = signed_in("manager").post("/bring-in/receivers/", {"file": file, "source": source})

    assert (answer.status_code, Service.objects.count()) == (422, 0)
