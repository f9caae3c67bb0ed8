"""Lists of facilities as municipalities publish them, and our own list that comes back the same."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banso.interop.actions import columns_of, export_receivers, import_receivers
from banso.interop.table_files import UnreadableFile, cells_of
from banso.resources.actions import ReceiverDetails, keep_service
from banso.resources.models import Service
from tests.commands import banso
from tests.conftest import Cast

CITY = (
    "見本市 相談窓口一覧(架空)\n"
    "都道府県コード又は市区町村コード,NO,名称,名称_カナ,住所,方書,緯度,経度,電話番号,法人番号,団体名,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,URL,備考\n"
    "401005,1,見本相談室,ミホンソウダンシツ,見本市見本町1,2階,33.88,130.87,093-000-0001,,見本市,月火水木金,09:00,17:00,祝日を除く,https://example.jp/,予約なしで\n"
)


def test_a_municipal_list_is_understood_by_its_headings_in_shift_jis_too(db: None) -> None:
    for content in (CITY.encode("cp932"), CITY.encode("utf-8-sig")):
        report = import_receivers(
            cells_of(content), file="list.csv", source="見本市", licence="CC BY 4.0"
        )
        assert (report.of("services").read, report.of("services").refused) == (1, [])
    one = Service.objects.select_related("organization", "location").get()
    assert (one.name, one.kana, one.phone, one.licence, one.source) == (
        "見本相談室",
        "ミホンソウダンシツ",
        "093-000-0001",
        "CC BY 4.0",
        "見本市",
    )
    assert (one.hours, one.description) == ("月火水木金 09:00–17:00 祝日を除く", "予約なしで")
    assert (one.organization.name, one.organization.municipal_code) == ("見本市", "401005")
    assert one.location is not None
    assert (one.location.address, one.location.latitude, one.location.prefecture_code) == (
        "見本市見本町1 2階",
        33.88,
        "40",
    )


def test_rows_that_do_not_fit_are_told_with_their_line(db: None) -> None:
    rows = [
        ["番号", "施設名", "緯度", "経度", "法人番号", "備考"],
        ["1", "", "", "", "", "名なし"],
        ["2", "見本", "北", "130", "", ""],
        ["3", "見本", "33", "", "", ""],
        ["4", "見本", "nan", "130", "", ""],
        ["5", "見本", "", "", "1234567890123", ""],
        ["6", "見本", "", "", "", "123456789018 昼"],
        ["7", "長" * 301, "", "", "", ""],
        ["8", "よい窓口", "", "", "", ""],
        ["8", "二度目", "", "", "", ""],
        ["", "", "", "", "", ""],
    ]
    report = import_receivers(rows, file="list.csv", source="見本市")
    tally = report.of("services")
    assert [(one.row, one.field) for one in report.remarks] == [
        (3, "latitude"),
        (4, "latitude"),
        (5, "latitude"),
        (7, "remarks"),
    ]
    assert (tally.read, tally.new) == (9, 5)
    assert [(one.row, one.field) for one in tally.refused] == [
        (2, "name"),
        (6, "corporate_number"),
        (8, "name"),
        (10, "outside_id"),
    ]


@pytest.mark.parametrize("cells", [[], [[]], [["電話番号", "住所"], ["093", "見本町"]]])
def test_a_list_without_names_is_refused(db: None, cells: list[list[str]]) -> None:
    with pytest.raises(UnreadableFile):
        columns_of(cells)


def test_our_own_list_comes_back_the_same(cast: Cast, tmp_path: Path) -> None:
    first = keep_service(
        name="ひだまり農園",
        phone="093-000-0107",
        hours="平日 9時から16時",
        documents="なにもいりません",
        cost="無料",
        description="=1+1 とは計算しない",
        receiver=ReceiverDetails(
            organization="NPO法人 ひだまり(架空)",
            kana="ひだまりのうえん",
            address="川岸3丁目",
            latitude=33.86,
            longitude=130.9,
            accessibility="段差なし",
        ),
        by=cast.outreach,
    )
    path = tmp_path / "receivers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        assert export_receivers(file, by=cast.outreach) == 1
    assert ",'=1+1" in path.read_text("utf-8")

    assert (
        import_receivers(cells_of(path.read_bytes()), file=path.name, source="見本市", dry_run=True)
        .of("services")
        .new
        == 1
    )
    assert Service.objects.count() == 1
    banso("import", "receivers", str(path), "--source", "見本市")
    back = Service.objects.select_related("organization", "location").get(source="見本市")
    names = ("name", "kana", "phone", "hours", "documents", "cost")
    assert {name: getattr(back, name) for name in names} == {
        name: getattr(first, name) for name in names
    }
    assert back.location is not None
    assert (back.location.latitude, back.location.accessibility, back.organization.name) == (
        33.86,
        "段差なし",
        "NPO法人 ひだまり(架空)",
    )


def test_receivers_come_in_by_screen_and_go_out_as_files(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")
    asked = {"source": "見本市", "licence": "CC BY 4.0"}
    found = browser.post(
        "/bring-in/receivers/",
        {"file": SimpleUploadedFile("list.csv", CITY.encode("cp932")), **asked},
    )
    page = browser.get(found["Location"]).content.decode()
    assert (
        "まだ何も残していません"
        in browser.post(found["Location"], {"try": "1"}, follow=True).content.decode()
    )
    assert "全国地方公共団体コード" in page
    assert not Service.objects.exists()
    assert signed_in("neighbour").get(found["Location"]).status_code == 404

    assert (
        "取り込みました"
        in browser.post(found["Location"], {"take-in": "1"}, follow=True).content.decode()
    )
    assert (Service.objects.get().source, Service.objects.get().licence) == ("見本市", "CC BY 4.0")
    assert "取り込みました" in browser.get(found["Location"]).content.decode()

    for kind in ("hsds.json", "hsds.zip"):
        content = b"".join(cast_stream(browser.get(f"/receivers/file/{kind}/")))
        again = browser.post(
            "/bring-in/receivers/",
            {"file": SimpleUploadedFile(f"x-{kind}", content), "source": kind},
        )
        browser.post(again["Location"], {"take-in": "1"})
        assert set(Service.objects.filter(source=kind).values_list("kana", flat=True)) == {
            "ミホンソウダンシツ"
        }
    assert "見本相談室" in b"".join(cast_stream(browser.get("/receivers/file/list.csv/"))).decode()
    assert browser.get("/receivers/file/checks.csv/").status_code == 404


def cast_stream(answer: Any) -> Iterator[bytes]:
    """Return what a download carries."""
    assert "attachment" in answer["Content-Disposition"]
    return iter(answer.streaming_content)


@pytest.mark.parametrize(
    "content", [b"PK broken", b"{", b'[{"id": "x"', b"\x00\x01\x02", b"PK\x05\x06" + b"\x00" * 18]
)
def test_a_file_that_is_no_list_is_refused_beside_the_field(
    cast: Cast, signed_in: Callable[[str], Client], content: bytes
) -> None:
    answer = signed_in("manager").post(
        "/bring-in/receivers/", {"file": SimpleUploadedFile("x", content), "source": "見本市"}
    )

    assert (answer.status_code, "error" in answer.content.decode()) == (422, True)
