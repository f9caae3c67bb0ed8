"""Lists of receivers as cities and the state publish them; refuges, which never leave."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banso.interop.actions import export_file, import_hsds, import_receivers
from banso.interop.csv_files import csv_cells
from banso.kit.refusals import NotSeen
from banso.resources.actions import ReceiverDetails, keep_service
from banso.resources.models import Location, Organization, Service
from banso.resources.queries import Asked, find_services, service_seen
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
STATE = [
    "都道府県コード又は市区町村コード,NO(※連番),法人の名称,法人の名称_かな,法人番号,法人住所(市区町村),"
    "法人住所(番地以降),法人電話番号,法人URL,サービス種別,事業所の名称,事業所の名称_かな,"
    "事業所住所(市区町村),事業所住所(番地以降),事業所電話番号,事業所FAX番号,事業所URL,"
    "事業所緯度,事業所経度,利用可能な時間帯(平日),利用可能な時間帯(土曜),定休日,"
    "利用可能曜日特記事項(留意事項)",
    "401005,A7,社会福祉法人見本,みほん,,福岡県見本市,9-9,093-999-9999,https://h.example/,生活介護,"
    "見本の家,みほんのいえ,福岡県見本市見本町,1-2,093-000-0001,093-000-0002,https://j.example/,"
    "33.88,130.87,9:00～16:00,10:00～12:00,日曜,要予約",
]
TURTLE = [
    "#LINK,,,,",
    "#lang,ja,,,",
    "#property,name,address,note,location",
    "#object_type,string,string,string,string",
    '1,見本館,見本町1,昼休みあり,"34.2962,134.1138"',
    "2,見本館,見本町1,昼休みあり,",
    ",,,,",
    "4,別の館,見本町2,,北の方",
]


def taken(lines: list[str], source: str = "見本市") -> Any:
    cells = csv_cells("\n".join(lines).encode())
    return import_receivers(cells, file="list.csv", source=source)


def test_the_list_of_the_state_tells_of_the_office_and_not_of_its_corporation() -> None:
    report = taken(STATE)

    assert report.of("services").refused == []
    one = Service.objects.select_related("location", "organization").get()
    assert (one.name, one.kana, one.outside_id, one.category) == (
        "見本の家",
        "みほんのいえ",
        "A7",
        "生活介護",
    )
    assert (one.phone, one.fax, one.url) == (
        "093-000-0001",
        "093-000-0002",
        "https://j.example/",
    )
    assert (one.hours, one.closed_days) == ("平日 9:00～16:00、土曜 10:00～12:00", "日曜")
    assert one.description == "要予約"
    assert one.organization.name == "社会福祉法人見本"
    assert one.location is not None
    assert (one.location.address, one.location.latitude, one.location.prefecture_code) == (
        "福岡県見本市見本町1-2",
        33.88,
        "40",
    )


def test_every_row_is_taken_once_and_marks_of_the_format_are_told() -> None:
    first, again = taken(TURTLE), taken(TURTLE)

    assert (first.of("services").read, first.of("services").new) == (3, 3)
    assert (again.of("services").unchanged, again.of("services").refused) == (3, [])
    assert "#" in first.notes[0]
    assert [(one.row, one.field) for one in first.remarks] == [(8, "latitude")]
    rows = {one.outside_id: one for one in Service.objects.select_related("location")}
    assert set(rows) == {"1", "2", "4"}
    assert rows["1"].location is not None
    assert (rows["1"].location.latitude, rows["1"].location.longitude) == (34.2962, 134.1138)
    assert rows["1"].description == "昼休みあり"


def test_rows_without_a_number_are_told_apart_also_where_name_and_place_repeat() -> None:
    lines = ["name,address,note,telephoneNumber", "館,町1,昼,1", "館,町1,昼,2", "館,町2,昼,3"]

    assert (taken(lines).of("services").new, taken(lines).of("services").unchanged) == (3, 3)


def test_full_width_digits_are_digits_and_parts_of_an_address_one_address() -> None:
    report = taken(
        [
            "施設名,電話番号,緯度,経度,都道府県名,市区町村名,町字,番地以下,建物名等(方書),説明,備考",
            "館,０９３−０００−０１０１,３３．８８,１３０．８７,福岡県,見本市,見本町,１,ビル,相談,昼休み",
        ]
    )

    assert report.remarks == []
    one = Service.objects.select_related("location").get()
    assert (one.phone, one.description) == ("093-000-0101", "相談\n昼休み")
    assert one.location is not None
    assert (one.location.latitude, one.location.address) == (33.88, "福岡県見本市見本町１ ビル")
    assert one.location.prefecture_code == "40"


def refuge(cast: Cast) -> Service:
    return keep_service(
        name="見本シェルター",
        phone="093-000-0009",
        confidential=True,
        receiver=ReceiverDetails(organization="NPO 見本", address="福岡県見本市秘町1"),
        by=cast.outreach,
    )


def written(cast: Cast, kind: str) -> bytes:
    file = BytesIO()
    export_file(kind, file, by=cast.manager)
    return file.getvalue()


def test_a_refuge_never_leaves_and_no_other_agency_finds_it(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    one = refuge(cast)

    for kind in ("hsds.json", "hsds.zip", "list.csv"):
        assert "見本シェルター".encode() not in written(cast, kind)
    assert [each.pk for each in find_services(cast.outreach, Asked(text="シェルター"))] == [one.pk]
    assert not find_services(cast.neighbour, Asked(text="シェルター")).exists()
    with pytest.raises(NotSeen):
        service_seen(cast.neighbour, one.pk)
    with pytest.raises(NotSeen):
        service_seen(cast.observer, one.pk)
    assert signed_in("observer").get(f"/receivers/{one.pk}/").status_code in (403, 404)
    page = signed_in("outreach").get(f"/receivers/{one.pk}/").content.decode()
    assert ('class="narrow noprint"' in page, "秘町" in page) == (True, True)


def test_a_list_that_keeps_an_address_back_is_kept_so(cast: Cast) -> None:
    report = taken(["名称,住所,緯度,経度", "母子の家,非公開,33.8,130.8", "館,見本町1,33.8,130.8"])

    assert [(one.row, one.field) for one in report.remarks] == [(2, "address")]
    kept = Service.objects.select_related("location").get(name="母子の家")
    assert kept.confidential
    assert kept.location is not None
    assert kept.location.latitude is None
    assert "母子の家".encode() not in written(cast, "list.csv")
    assert "館".encode() in written(cast, "list.csv")


def test_a_coordinate_off_the_earth_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(
        '{"id": "s", "name": "相談", "status": "active", "organization": {"id": "o", "name": "市"},'
        ' "service_at_locations": [{"id": "a", "location": {"id": "l", "name": "北の館",'
        ' "latitude": 100, "longitude": 100, "addresses": [{"address_1": "見本町1-1",'
        ' "city": "見本市", "state_province": "福岡県"}]}}]}'
    )

    report = import_hsds(path, source="x")

    assert (report.of("services").new, report.of("locations").new) == (1, 1)
    assert [(one.row, one.field) for one in report.remarks] == [(1, "latitude")]
    place = Location.objects.get()
    assert (place.name, place.address, place.latitude) == ("北の館", "福岡県見本市見本町1-1", None)
    assert place.prefecture_code == "40"


OLDER = {
    "organizations.csv": "id,name,tax_id\no1,見本会,7\no2,何もしない会,\n",
    "services.csv": "id,organization_id,name,fees\ns1,o1,相談,無料\ns2,o1,食事,\n",
    "locations.csv": "id,organization_id,name,transportation,latitude,longitude\n"
    "l1,o1,北の館,バス,33.8,130.8\nl2,o1,南の館,,,\nl3,o1,使われない館,,,\n",
    "services_at_location.csv": "id,service_id,location_id\na1,s1,l1\na2,s1,l2\na3,s2,l2\n",
    "physical_addresses.csv": "id,location_id,address_1,city,state_province\n"
    "p1,l1,町1,見本市,福岡県\n",
    "phones.csv": "id,location_id,service_id,organization_id,contact_id,service_at_location_id,"
    "number,type\n"
    "1,l1,,,,,093-000-0001,voice\n2,,s1,,,,093-000-0002,voice\n3,,,o1,,,093-000-0003,fax\n"
    "4,,,,c1,,093-000-0004,voice\n5,,,,,a3,093-000-0005,voice\n",
    "contacts.csv": "id,service_id,name\nc1,s1,例さん\n",
    "regular_schedules.csv": "id,service_id,weekday,opens_at,closes_at\nr1,s1,1,09:00,12:00\n",
    "eligibility.csv": "id,service_id,eligibility\ne1,s1,どなたでも\n",
    "metadata.csv": "id,resource_id\nm1,s1\nm2,s2\n",
}


def test_tables_of_an_older_hsds_come_in_with_places_phones_and_hours(tmp_path: Path) -> None:
    for name, text in OLDER.items():
        (tmp_path / name).write_text(text)

    report = import_hsds(tmp_path, source="x")

    assert (report.of("services").new, report.of("services").refused) == (3, [])
    assert set(Location.objects.values_list("name", flat=True)) == {"北の館", "南の館"}
    rows = {one.outside_id: one for one in Service.objects.select_related("location")}
    north, south, meal = rows["s1:l1"], rows["s1:l2"], rows["s2"]
    numbers = {
        key: {phone["number"][-1] for phone in one.lists["phones"]} for key, one in rows.items()
    }
    assert numbers == {"s1:l1": set("1234"), "s1:l2": set("234"), "s2": set("35")}
    assert north.location is not None
    assert (north.location.address, north.location.latitude) == ("福岡県見本市町1", 33.8)
    assert (north.hours, north.cost, north.eligibility) == (
        "月 09:00–12:00",
        "無料",
        "どなたでも",
    )
    assert (south.location_id == meal.location_id, Organization.objects.count()) == (False, 1)
    aside = report.notes[0]
    for named in (
        "metadata.csv (2)",
        "organizations.csv tax_id (1)",
        "locations.csv transportation",
    ):
        assert named in aside
    assert "organizations.csv (サービスのないもの) (1)" in aside
    assert import_hsds(tmp_path, source="x").of("services").unchanged == 3


LINES = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" ＝=+-@'0"), max_size=12
).map(str.strip)
TEXTS = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" \n＝=+-@'"), max_size=20
).map(str.strip)
RECEIVERS = st.fixed_dictionaries(
    {
        "name": LINES.filter(bool),
        "organization": LINES.filter(bool),
        "kana": LINES,
        "phone": st.from_regex(r"(0[0-9]{9,10}|0[0-9]{1,3}-[0-9]{2,4}-[0-9]{4})?", fullmatch=True),
        "fax": st.from_regex(r"(0[0-9]{9})?", fullmatch=True),
        "description": TEXTS,
        "documents": LINES,
        "cost": TEXTS,
        "eligibility": TEXTS,
        "address": LINES,
        "accessibility": LINES,
        "closed_days": LINES,
        "legal_basis": LINES,
        "hours": LINES,
        "area": LINES,
        "email": st.sampled_from(["", "madoguchi@city.example"]),
        "url": st.sampled_from(["", "https://city.example/a?b=1"]),
        "place": st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    }
)


@given(receiver=RECEIVERS)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_is_written_of_a_receiver_is_read_without_one_change(
    cast: Cast, tmp_path: Path, receiver: dict[str, Any]
) -> None:
    latitude, longitude = receiver["place"] or (None, None)
    of_the_office = ("organization", "kana", "address", "accessibility")
    details = {name: receiver[name] for name in of_the_office}
    own = {name: receiver[name] for name in receiver if name not in (*of_the_office, "place")}
    with transaction.atomic():
        first = keep_service(
            receiver=ReceiverDetails(latitude=latitude, longitude=longitude, **details),
            by=cast.outreach,
            **own,
        )
        files = {kind: tmp_path / f"x.{kind}" for kind in ("list.csv", "hsds.json", "hsds.zip")}
        for kind, path in files.items():
            with path.open("wb") as file:
                export_file(kind, file, by=cast.outreach)
        cells = csv_cells(files["list.csv"].read_bytes())
        again = [import_receivers(cells, file="x", source="list") for _time in range(2)]
        again += [import_hsds(files[f"hsds.{kind}"], source=kind) for kind in ("json", "zip")]

        assert [report.of("services").refused for report in again] == [[], [], [], []]
        assert again[1].of("services").unchanged == again[1].of("services").read
        for source in ("list", "json", "zip"):
            back = Service.objects.select_related("location", "organization").get(
                source=source,
                name=first.name,
                kana=first.kana,
                organization__name=details["organization"],
            )
            assert {name: getattr(back, name) for name in own} == own, source
            assert back.location is None or (
                back.location.address,
                back.location.latitude,
                back.location.longitude,
                back.location.accessibility,
            ) == (details["address"], latitude, longitude, details["accessibility"]), source
        transaction.set_rollback(True)
