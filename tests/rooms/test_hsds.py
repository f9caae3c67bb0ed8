"""
The directory in Open Referral's words: in, out, and back again; against the published schemas where
they lie beside the project.
"""

import csv
import io
import json
import tracemalloc
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from banso.interop.actions import export_hsds, import_hsds
from banso.interop.table_files import UnreadableFile
from banso.resources.actions import (
    NewCheck,
    ReceiverDetails,
    check_service,
    confirm_service,
    keep_service,
)
from banso.resources.models import Service
from banso.resources.queries import Asked, find_services
from tests.commands import banso
from tests.conftest import Cast

HSDS = Path(__file__).parents[3] / "shared/data/hsds-3.0"
OFFICE = {
    "id": "11111111-1111-4111-8111-111111111111",
    "name": "医療法人 見本会(架空)",
    "description": "見本",
}


def service(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"22222222-2222-4222-8222-{number:012}",
        "name": f"見本相談室 {number}",
        "status": "active",
        "organization": OFFICE,
    } | more


def written(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "services.json"
    path.write_bytes(
        content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    )
    return path


def own_receiver(cast: Cast) -> Service:
    return keep_service(
        name="ひだまり農園",
        plain_name="畑の仕事をためす所",
        system="training",
        domains=["work", "purpose"],
        hardships=["relational"],
        ease=["no_id", "free"],
        phone="093-000-0107",
        fax="093-000-0199",
        email="hatake@example.jp",
        url="https://example.jp/hatake",
        hours="平日 9時から16時",
        closed_days="雨の日",
        eligibility="どなたでも",
        documents="なにもいりません",
        cost="無料",
        area="見本区",
        languages="日本語、やさしい日本語",
        contact="見本 畑子",
        legal_basis="生活困窮者自立支援法 第16条",
        description="週に一度から。",
        receiver=ReceiverDetails(
            organization="NPO法人 ひだまり(架空)",
            kana="ひだまりのうえん",
            address="川岸3丁目",
            latitude=33.86,
            longitude=130.9,
            accessibility="段差なし",
            corporate_number="",
        ),
        by=cast.outreach,
    )


def exported(cast: Cast) -> dict[str, Any]:
    file = io.StringIO()
    export_hsds(file, by=cast.outreach)
    return json.loads(file.getvalue())


def test_what_goes_out_comes_back_the_same(cast: Cast, tmp_path: Path) -> None:
    first = own_receiver(cast)
    page = exported(cast)
    report = import_hsds(written(tmp_path, page), source="見本市")

    assert (report.of("services").new, report.of("services").refused) == (1, [])
    back = Service.objects.select_related("organization", "location").get(source="見本市")
    kept = (
        "name",
        "kana",
        "plain_name",
        "system",
        "domains",
        "hardships",
        "ease",
        "phone",
        "fax",
        "email",
        "url",
        "hours",
        "closed_days",
        "eligibility",
        "documents",
        "cost",
        "area",
        "languages",
        "contact",
        "legal_basis",
        "description",
        "assured_on",
    )
    assert {name: getattr(back, name) for name in kept} == {
        name: getattr(first, name) for name in kept
    }
    assert back.organization.name == "NPO法人 ひだまり(架空)"
    assert back.location is not None
    assert (
        back.location.address,
        back.location.latitude,
        back.location.longitude,
        back.location.accessibility,
    ) == ("川岸3丁目", 33.86, 130.9, "段差なし")
    assert import_hsds(written(tmp_path, page), source="見本市").of("services").unchanged == 1
    assert back in find_services(cast.outreach, Asked(text="ひだまりのうえん", ease=("no_id",)))


def test_nothing_of_checks_and_nothing_of_another_agency_goes_out(cast: Cast) -> None:
    first = own_receiver(cast)
    check_service(
        service_id=first.pk,
        check=NewCheck(
            visited_on=cast.today,
            visitors="見本",
            points={},
            voices="鍵を返してもらえない",
            facts="通帳を預かる",
            origin="",
            trust="suspended",
            reason="契約書がない",
            next_on=None,
        ),
        by=cast.manager,
    )
    Service.objects.create(
        organization=first.organization,
        name="よその受け皿",
        source="agency:00000000-0000-4000-8000-000000000000",
        outside_id="x",
    )

    text = json.dumps(exported(cast), ensure_ascii=False)
    assert [
        word
        for word in ("鍵を返して", "通帳", "契約書", "suspended", "よその受け皿", "見本 巡")
        if word in text
    ] == []


def test_a_service_that_does_not_fit_is_told_and_the_rest_goes_on(
    cast: Cast, tmp_path: Path
) -> None:
    bad: list[tuple[Any, str]] = [
        ("text", ""),
        (service(2, name=""), "name"),
        (service(3, status="open"), "status"),
        (
            {key: value for key, value in service(4).items() if key != "organization"},
            "organization_id",
        ),
        (
            service(5, organization=None, organization_id="33333333-3333-4333-8333-333333333333"),
            "organization_id",
        ),
        (service(6, name="長" * 301), "name"),
        (service(7, assured_date="きのう"), "assured_date"),
        (service(10, phones="093-000-0000"), "phones"),
        (
            service(12, attributes=[{"link_type": "banso:domains", "value": "magic"}]),
            "attributes domains",
        ),
        (service(13, phones=[{"type": "voice"}]), "phones number"),
        (service(14, schedules=[{"freq": "DAILY"}]), "schedules freq"),
        (service(15, cost_options=[{"amount": "500"}]), "cost_options amount"),
        (service(16, contacts=[{"name": "長" * 2001}]), "contacts name"),
        (service(17, languages=[{"name": str(number)} for number in range(61)]), "languages"),
        (
            service(
                19, service_at_locations=[{"location_id": "33333333-3333-4333-8333-333333333333"}]
            ),
            "location_id",
        ),
        (
            {"id": "44444444-4444-4444-8444-444444444444", "name": "団体だけ", "tax_status": "npo"},
            "",
        ),
        (service(1), "id"),
    ]
    good = [
        service(1, organization_id=OFFICE["id"], opinion="x"),
        service(20, organization=None, organization_id=OFFICE["id"]),
        service(8, service_at_locations=[{"location": {"latitude": 99, "longitude": 1}}]),
        service(9, service_at_locations=[{"location": {"latitude": 33}}]),
        service(11, description="番号は 123456789018 です"),
        service(18, contacts=[{"name": "番号は 123456789018"}, {"name": "受付"}]),
    ]
    report = import_hsds(written(tmp_path, [good[0], *(row for row, _field in bad), *good[1:]]))

    tally = report.of("services")
    assert (tally.read, tally.new) == (23, 6)
    assert [one.field for one in report.remarks] == [
        "latitude",
        "latitude",
        "description",
        "contact",
        "contacts",
    ]
    spared = Service.objects.order_by("-pk")[:2]
    assert {one.description for one in spared} == {""}
    assert [part["name"] for one in spared for part in one.parts.get("contacts", ())] == ["受付"]
    assert [(one.row, one.field) for one in tally.refused] == [
        (number, field) for number, (_row, field) in enumerate(bad, start=2)
    ]
    assert all(one.reason for one in tally.refused)
    assert "opinion (1)" in report.notes[0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01",
        b"id,name\n1,x",
        json.dumps([service(1)]).encode("utf-16"),
        json.dumps([service(1)], ensure_ascii=False).encode("cp932"),
        json.dumps([service(1), service(2)]).encode()[:-40],
        b"[" * 200_000,
        b'{"contents": [NaN]}',
    ],
)
def test_a_file_that_breaks_off_or_is_no_json_leaves_nothing(
    db: None, tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(UnreadableFile):
        import_hsds(written(tmp_path, content))
    assert not Service.objects.exists()


def test_one_service_at_three_places_is_three_rows_and_a_dry_run_keeps_none(
    db: None, tmp_path: Path
) -> None:
    places = [
        {
            "id": "x",
            "location": {
                "id": "y",
                "location_type": "physical",
                "addresses": [{"address_1": f"見本町{number}"}],
            },
        }
        for number in range(3)
    ]
    path = written(
        tmp_path, b"\xef\xbb\xbf" + json.dumps(service(1, service_at_locations=places)).encode()
    )

    assert import_hsds(path, dry_run=True).of("services").new == 3
    assert not Service.objects.exists()
    import_hsds(path)
    assert sorted(
        one.location.address for one in Service.objects.select_related("location") if one.location
    ) == ["見本町0", "見本町1", "見本町2"]


def at_two_places() -> dict[str, Any]:
    """
    A service with several of everything, offered at two places, one of which has a number and hours
    of its own.
    """
    first = {
        "id": "a",
        "location": {
            "id": "place-a",
            "location_type": "physical",
            "addresses": [{"address_1": "見本町1"}],
            "latitude": 33.8,
            "longitude": 130.8,
        },
    }
    second = {
        "id": "b",
        "location": {
            "id": "place-b",
            "location_type": "physical",
            "addresses": [{"address_1": "見本町2"}],
        },
        "phones": [{"id": "p", "number": "093-000-0022", "description": "夜の窓口"}],
        "schedules": [
            {
                "id": "s",
                "freq": "WEEKLY",
                "byday": "SA,SU",
                "opens_at": "18:00",
                "closes_at": "21:00",
            }
        ],
    }
    return service(
        1,
        service_at_locations=[first, second],
        fees_description="初回は無料",
        phones=[
            {"id": "1", "number": "093-000-0001", "type": "voice", "extension": 12},
            {"id": "2", "number": "093-000-0002", "type": "fax"},
            {"id": "3", "number": "090-0000-0003", "type": "cell"},
        ],
        schedules=[
            {
                "id": "4",
                "freq": "WEEKLY",
                "byday": "MO,WE",
                "opens_at": "09:00",
                "closes_at": "17:00",
            },
            {
                "id": "5",
                "freq": "MONTHLY",
                "byday": "2TU",
                "opens_at": "13:00",
                "closes_at": "15:00",
            },
        ],
        contacts=[
            {"id": "6", "name": "見本 花", "title": "相談員", "email": "hana@example.jp"},
            {"id": "7", "department": "夜間"},
        ],
        cost_options=[{"id": "8", "option": "一泊", "currency": "JPY", "amount": 500}],
        languages=[
            {"id": "9", "name": "日本語", "code": "ja"},
            {"id": "10", "name": "英語", "code": "en"},
        ],
        required_documents=[
            {"id": "11", "document": "なんでも一つ", "uri": "https://example.jp/papers"}
        ],
        service_areas=[{"id": "12", "name": "見本区", "extent_type": "text"}],
    )


def test_everything_a_receiver_has_several_of_comes_in_and_goes_out_again(
    cast: Cast, tmp_path: Path
) -> None:
    import_hsds(written(tmp_path, [at_two_places()]), source="見本市")
    first, second = (
        Service.objects.filter(source="見本市")
        .select_related("location")
        .order_by("location__address")
    )

    assert (first.phone, first.fax, second.phone) == (
        "093-000-0001",
        "093-000-0002",
        "093-000-0022",
    )
    assert [one["number"] for one in second.lists["phones"]] == [
        "093-000-0022",
        "093-000-0001",
        "093-000-0002",
        "090-0000-0003",
    ]
    assert first.languages == "日本語、英語"
    assert (first.contact, first.offered_as) == ("見本 花 相談員、夜間", second.offered_as)

    page = exported(cast)
    assert page["total_items"] == len(page["contents"]) == 1
    kept = page["contents"][0]

    def without_ids(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                name: without_ids(one)
                for name, one in value.items()
                if name != "id" and not name.endswith("_id")
            }
        return [without_ids(one) for one in value] if isinstance(value, list) else value

    for name in (
        "phones",
        "schedules",
        "contacts",
        "cost_options",
        "languages",
        "required_documents",
        "service_areas",
        "fees_description",
    ):
        assert without_ids(kept[name]) == without_ids(at_two_places()[name]), name
    places = {
        one["location"]["addresses"][0]["address_1"]: one for one in kept["service_at_locations"]
    }
    assert without_ids(places["見本町2"]["phones"]) == [
        {"number": "093-000-0022", "description": "夜の窓口"}
    ]
    assert without_ids(places["見本町2"]["schedules"]) == without_ids(
        at_two_places()["service_at_locations"][1]["schedules"]
    )
    assert "phones" not in places["見本町1"]


def test_who_asked_by_hand_is_kept_until_the_source_is_newer(cast: Cast, tmp_path: Path) -> None:
    newer = cast.today + timedelta(days=30)
    for day, expected in (
        (cast.today - timedelta(days=300), None),
        (cast.today - timedelta(days=200), cast.outreach.name),
        (newer, ""),
    ):
        said = service(1, assured_date=day.isoformat())
        import_hsds(written(tmp_path, [said]), source="見本市")
        one = Service.objects.get(source="見本市")
        if expected is None:
            confirm_service(service_id=one.pk, by=cast.outreach)
        else:
            assert (one.assured_by, one.assured_on) == (
                expected,
                newer if expected == "" else cast.today,
            )


def test_tables_say_the_same_as_json(cast: Cast, tmp_path: Path) -> None:
    own_receiver(cast)
    import_hsds(
        written(
            tmp_path,
            [
                at_two_places()
                | {"phones": [{"id": "1", "number": "+81-93-000-0001", "type": "voice"}]}
            ],
        ),
        source="見本市",
    )
    banso("export", "hsds", str(tmp_path / "tables.zip"))
    before = exported(cast)["contents"]
    report = import_hsds(tmp_path / "tables.zip", source="表")

    assert (report.of("services").new, report.of("services").refused) == (3, [])
    told = (
        "name",
        "phone",
        "fax",
        "parts",
        "kana",
        "hours",
        "domains",
        "ease",
        "cost",
        "contact",
        "legal_basis",
        "closed_days",
    )
    came = [
        {name: getattr(one, name) for name in told}
        for one in Service.objects.filter(source="表").order_by("name", "phone")
    ]
    import_hsds(written(tmp_path, before), source="紙")
    assert came == [
        {name: getattr(one, name) for name in told}
        for one in Service.objects.filter(source="紙").order_by("name", "phone")
    ]
    with zipfile.ZipFile(tmp_path / "tables.zip") as packed:
        packed.extractall(tmp_path / "folder")
    assert import_hsds(tmp_path / "folder", source="表").of("services").unchanged == 3


@pytest.mark.parametrize("name", ["services.csv", "other.csv", "../services.csv"])
def test_a_zip_that_is_none_of_ours_leaves_nothing(db: None, tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(name, b"\x80\x81\x82,name\n1,2\n")
    with pytest.raises(UnreadableFile):
        import_hsds(path)
    assert not Service.objects.exists()
    assert list(tmp_path.parent.glob("services.csv")) == []


def test_an_organization_with_its_services_and_a_service_at_its_place_come_in(
    db: None, tmp_path: Path
) -> None:
    office = OFFICE | {
        "services": [
            {key: value for key, value in service(number).items() if key != "organization"}
            for number in (1, 2)
        ]
    }
    at = {
        "id": "x",
        "location": {"id": "y", "addresses": [{"address_1": "見本町1"}]},
        "service": service(3),
    }
    for one in (office, at):
        import_hsds(written(tmp_path, one), source="見本市")

    assert sorted(
        Service.objects.values_list("name", "organization__name", "location__address")
    ) == [
        ("見本相談室 1", OFFICE["name"], None),
        ("見本相談室 2", OFFICE["name"], None),
        ("見本相談室 3", OFFICE["name"], "見本町1"),
    ]


@pytest.mark.once
def test_a_long_file_is_read_without_being_held(db: None, tmp_path: Path) -> None:
    peaks = []
    for count in (500, 1500):
        path = written(
            tmp_path, [service(number, description="長い説明。" * 200) for number in range(count)]
        )
        tracemalloc.start()
        import_hsds(path, dry_run=True)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5


def test_the_commands_write_a_file_and_read_it(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_receiver(cast)
    path = str(tmp_path / "out.json")
    lines = banso("export", "hsds", path).splitlines()
    lines += banso("import", "hsds", path, "--source", "見本市", "--json").splitlines()

    assert lines[0] == "services: 1"
    assert json.loads(lines[1])["services"]["new"] == 1


@pytest.mark.skipif(
    not HSDS.exists(), reason="the published schemas lie beside the project only sometimes"
)
def test_our_file_is_valid_against_the_published_schemas_and_their_examples_come_in(
    cast: Cast, tmp_path: Path
) -> None:
    from jsonschema import Draft202012Validator, FormatChecker
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT202012

    own_receiver(cast)
    for name in ("service_full", "service_list", "organization_full", "service_at_location_full"):
        example = (HSDS / f"examples/{name}.json").read_text("utf-8")
        asked = import_hsds(written(tmp_path, example.encode()), source=name, dry_run=True)
        # Their place lies off the earth: that costs the coordinates alone, and is told.
        assert (asked.of("services").new, asked.of("services").refused) == (1, [])
        assert any(one.field == "latitude" for one in asked.remarks) == (
            '"latitude": 100' in example
        )
        report = import_hsds(
            written(tmp_path, example.replace('"latitude": 100', '"latitude": 33').encode()),
            source=name,
        )
        assert (report.of("services").new, report.of("services").refused) == (1, [])
    tables = tmp_path / "tables"
    tables.mkdir()
    for name, rows in json.loads((HSDS / "examples/tabular.json").read_text("utf-8")).items():
        with (tables / name).open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(rows[0]))
            table.writeheader()
            table.writerows(
                {column: 33 if column == "latitude" else value for column, value in row.items()}
                for row in rows
            )
    assert (
        import_hsds(tables, source="tabular").of("services").new,
        Service.objects.get(source="tabular").location is not None,
    ) == (1, True)
    import_hsds(written(tmp_path, [at_two_places()]), source="見本市")
    schemas = {
        path.name: json.loads(path.read_text("utf-8")) for path in (HSDS / "schema").glob("*.json")
    }
    registry: Registry[Any] = Registry().with_resources(
        (address, Resource.from_contents(schema, default_specification=DRAFT202012))
        for name, schema in schemas.items()
        for address in (name, schema.get("$id", name))
    )
    checker = Draft202012Validator(
        schemas["service.json"], registry=registry, format_checker=FormatChecker()
    )
    contents = exported(cast)["contents"]
    assert len(contents) == 7
    assert [error.message for one in contents for error in checker.iter_errors(one)] == []
    assert list(checker.iter_errors({"id": "no"})) != []
