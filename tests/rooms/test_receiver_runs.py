"""Imports of receivers are runs like any other: listed, taken back, and taken in once."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banso.access.permission import DutyMissing
from banso.access.viewer import Viewer
from banso.interop import uploads
from banso.interop.actions import ReceiversRun, import_hsds, import_receivers, take_back
from banso.interop.models import ImportRun, ImportStep
from banso.interop.receiver_lists import HowRead
from banso.interop.rules import Report
from banso.kit.refusals import NotSeen
from banso.people.models import Person
from banso.resources.actions import confirm_service, say_wrong
from banso.resources.models import Location, Organization, Service
from tests.commands import banso, ran
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
FOUR = ("北会館,北町1", "南会館,南町2", "東会館,東町3", "西会館,西町4")


def listed(rows: Iterable[str]) -> str:
    return "\n".join(["番号,名称,住所", *(f"{n},{row}" for n, row in enumerate(rows, 1))]) + "\n"


def taken(by: Viewer | None, rows: Iterable[str] = FOUR, **said: Any) -> Report:
    cells = [line.split(",") for line in listed(rows).splitlines()]
    how = HowRead(title="会館", **said)
    run = ReceiversRun("receivers", "会館.csv", by) if by else None
    return import_receivers(cells, file="会館.csv", source="見本市", how=how, run=run)


def rows() -> tuple[int, int, int]:
    return Service.objects.count(), Location.objects.count(), Organization.objects.count()


def test_a_list_is_among_the_imports_and_goes_as_a_whole(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    before, browser = rows(), signed_in("manager")
    file = SimpleUploadedFile("会館 令和8年.csv", listed(FOUR).encode())
    where = browser.post("/bring-in/receivers/", {"file": file, "source": "見本市"})["Location"]
    browser.post(where, {"try": "1"})
    assert (rows(), ImportRun.objects.count()) == (before, 0)
    done = browser.post(where, {"take-in": "1"}, follow=True).content.decode()

    run = ImportRun.objects.get()
    assert f"/bring-in/imports/{run.pk}/" in done
    assert (run.kind, run.file) == ("receivers", "会館 令和8年.csv")
    assert "会館 令和8年.csv" in browser.get("/bring-in/imports/").content.decode()
    again = browser.post(where, {"take-in": "1"}, follow=True)
    assert again.redirect_chain == [(f"/bring-in/imports/{run.pk}/", 302)]
    assert "このファイルは、すでに取り込みました" in again.content.decode()
    assert "取り込みました" in browser.get(where).content.decode(), "Back leads to what was told"

    back = browser.post(f"/bring-in/imports/{run.pk}/", follow=True).content.decode()
    assert "4件の受け皿" in back
    assert rows() == before
    assert browser.post(f"/bring-in/imports/{run.pk}/", follow=True).status_code == 200


def test_what_somebody_has_confirmed_or_used_since_stays_and_is_named(cast: Cast) -> None:
    before = rows()
    run = taken(cast.manager).run_id
    assert run is not None
    named = {one.name: one for one in Service.objects.filter(source="見本市")}
    confirm_service(service_id=named["北会館"].pk, by=cast.manager)
    say_wrong(service_id=named["南会館"].pk, said="番号が違う", by=cast.manager)

    back = take_back(run_id=run, by=cast.manager)

    assert {name for _pk, name in back.receivers_stay} == {"北会館", "南会館"}
    assert back.receivers == 2
    assert rows() == tuple(count + 2 for count in before)
    assert not back.stays


def test_what_a_list_has_changed_becomes_as_it_was_the_last_run_first(cast: Cast) -> None:
    first = taken(cast.manager).run_id
    moved = taken(cast.manager, ["北会館,北町9", *FOUR[1:3]], close_missing=True)
    assert [one.name for one in moved.missing] == ["西会館"]
    assert moved.of("services").changed == 2
    assert first is not None
    assert moved.run_id is not None
    west = Service.objects.get(name="西会館")
    assert west.is_closed

    back = take_back(run_id=moved.run_id, by=cast.manager)

    assert (back.receivers, back.receivers_stay) == (0, [])
    north = Service.objects.select_related("location").get(name="北会館")
    assert north.location is not None
    assert north.location.address == "北町1"
    assert "北町1" in north.normalised
    assert "北町9" not in north.normalised
    assert not Service.objects.get(name="西会館").is_closed
    assert len(take_back(run_id=first, by=cast.manager).receivers_stay) == 0
    assert not Service.objects.filter(source="見本市").exists()


def test_a_run_whose_rows_a_later_run_has_changed_leaves_them(cast: Cast) -> None:
    first = taken(cast.manager).run_id
    taken(cast.manager, [*FOUR[:3], "西会館,西町9"])
    Service.objects.filter(name="東会館").update(phone="093-000-0001")
    assert first is not None

    back = take_back(run_id=first, by=cast.manager)

    assert {name for _pk, name in back.receivers_stay} == {"西会館", "東会館"}


def test_a_receiver_that_a_newer_list_lacks_is_told_and_closed_only_where_one_says_so(
    cast: Cast, signed_in: Callable[[str], Client], tmp_path: Path
) -> None:
    browser = signed_in("manager")
    taken(cast.manager)
    file = SimpleUploadedFile("会館.csv", listed(FOUR[:3]).encode())
    where = browser.post("/bring-in/receivers/", {"file": file, "source": "見本市"})["Location"]
    tried = browser.post(where, {"try": "1", "list": "is:会館"}, follow=True).content.decode()
    assert "西会館" in tried
    assert 'name="close-missing"' in tried
    browser.post(where, {"take-in": "1", "list": "is:会館"})
    west = Service.objects.get(name="西会館")
    assert not west.is_closed

    (tmp_path / "会館.csv").write_text(listed(FOUR[:3]))
    asked = ["import", "receivers", str(tmp_path / "会館.csv"), "--json", "--source", "見本市"]
    assert [one["name"] for one in json.loads(banso(*asked))["missing"]] == ["西会館"]
    assert not Service.objects.get(pk=west.pk).is_closed
    told = json.loads(banso(*asked, "--close-missing"))
    assert told["services"]["changed"] == 1
    assert json.loads(banso(*asked, "--close-missing"))["missing"] == []

    assert "いまはありません" in browser.get("/receivers/?text=西会館").content.decode()
    assert "いまはありません" in browser.get(f"/receivers/{west.pk}/").content.decode()
    taken(cast.manager)
    assert not Service.objects.get(pk=west.pk).is_closed


HALL = {"status": "active", "organization": {"id": "o-1", "name": "見本の会", "description": "x"}}


def services(*names: str) -> str:
    made = [HALL | {"id": f"s-{name}", "name": name} for name in names]
    return json.dumps(made, ensure_ascii=False)


def closed() -> set[str]:
    return {one.name for one in Service.objects.all() if one.is_closed}


def test_what_a_newer_hsds_file_lacks_is_told_and_closed_only_where_one_says_so(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")

    def looked_at(text: str) -> str:
        file = SimpleUploadedFile("窓口.json", text.encode())
        about = {"file": file, "source": "見本県"}
        return browser.post("/bring-in/receivers/", about)["Location"]

    browser.post(looked_at(services("北", "南", "東")), {"take-in": "1"})
    where = looked_at(services("北", "南"))
    tried = browser.post(where, {"try": "1"}, follow=True).content.decode()
    assert "ファイルにないもの: 1件(東)" in tried
    assert 'name="close-missing"' in tried
    assert closed() == set()

    done = browser.post(where, {"take-in": "1", "close-missing": "1"}, follow=True).content.decode()
    assert "/bring-in/imports/" in done
    assert closed() == {"東"}
    run = ImportRun.objects.order_by("pk").last()
    assert run is not None
    take_back(run_id=run.pk, by=cast.manager)
    assert closed() == set()


def test_an_hsds_file_by_command_tells_and_closes_alike(cast: Cast, tmp_path: Path) -> None:
    taken(cast.manager)  # a list of the same publisher is none of the file's
    path = tmp_path / "窓口.json"
    asked = ["import", "hsds", str(path), "--json", "--source", "見本市"]
    path.write_text(services("北", "南", "東"))
    banso(*asked)
    path.write_text(services("北", "南"))

    assert [one["name"] for one in json.loads(banso(*asked, "--dry-run"))["missing"]] == ["東"]
    assert closed() == set()
    assert json.loads(banso(*asked, "--close-missing"))["services"]["changed"] == 1
    assert closed() == {"東"}
    assert json.loads(banso(*asked))["missing"] == []
    path.write_text(services("北", "南", "東"))
    banso(*asked)
    assert closed() == set()


def test_a_service_that_was_refused_is_not_taken_for_missing(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "窓口.json"
    path.write_text(services("北", "南"))
    import_hsds(path, source="見本市")
    path.write_text(services("北", "南").replace('"active"', '"unheard of"', 1))
    report = import_hsds(path, source="見本市", close_missing=True)
    assert (len(report.of("services").refused), report.missing, closed()) == (1, [], set())


def test_a_place_at_which_a_service_is_offered_no_more_is_told(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "窓口.json"
    at = [{"location": {"id": f"l-{one}", "name": one}} for one in ("一", "二", "三")]
    for places in (at, at[:2]):
        one = HALL | {"id": "s-1", "name": "食堂", "service_at_locations": places}
        path.write_text(json.dumps([one]))
        report = import_hsds(path, source="見本市")
    assert [one.outside_id for one in report.missing] == ["s-1:l-三"]


def test_offices_that_a_newer_table_lacks_are_told_and_closed_when_asked(
    cast: Cast, tmp_path: Path
) -> None:
    path = tmp_path / "offices.csv"
    path.write_text("id,name\no-1,北窓口\no-2,南窓口\n")
    banso("import", "offices", str(path))
    path.write_text("id,name\no-1,北窓口\n")
    told = json.loads(banso("import", "offices", str(path), "--json"))
    assert [one["name"] for one in told["missing"]] == ["南窓口"]
    assert closed() == set()
    banso("import", "offices", str(path), "--close-missing")
    assert closed() == {"南窓口"}


def test_a_row_that_is_refused_or_waits_is_not_taken_for_missing(cast: Cast) -> None:
    taken(cast.manager)
    report = taken(cast.manager, [*FOUR[:2], f"東会館,{'東' * 500}", "喫茶店,山町7"])

    assert {one.row for one in report.of("services").refused} == {4, 5}
    assert report.missing == []


def test_only_who_may_bring_in_takes_back_and_only_in_their_own_agency(cast: Cast) -> None:
    with pytest.raises(DutyMissing):
        taken(cast.outreach)
    run = taken(cast.manager).run_id
    assert run is not None
    with pytest.raises(NotSeen):
        take_back(run_id=run, by=cast.neighbour)
    people = Person.objects.count()
    take_back(run_id=run, by=cast.manager)
    assert Person.objects.count() == people


def test_a_home_without_members_brings_receivers_in_and_keeps_no_run() -> None:
    assert taken(None).run_id is None
    assert not ImportStep.objects.exists()
    assert taken(None).of("services").unchanged == 4


def test_hsds_is_a_run_too_and_a_second_time_is_none(cast: Cast, tmp_path: Path) -> None:
    before = rows()
    one = {"id": "s1", "name": "窓口", "status": "active"}
    one |= {"organization": {"id": "o1", "name": "見本市", "description": ""}}
    (tmp_path / "見本.json").write_text(json.dumps([one]))
    first, again = (
        import_hsds(tmp_path / "見本.json", run=ReceiversRun("hsds", "見本.json", cast.manager))
        for _time in range(2)
    )

    assert first.run_id is not None
    assert again.run_id is None
    assert ImportRun.objects.get().file == "見本.json"
    assert take_back(run_id=first.run_id, by=cast.manager).receivers == 1
    assert rows() == before


@pytest.mark.parametrize("kind", ["receivers", "hsds"])
def test_a_publisher_is_never_an_agency(cast: Cast, tmp_path: Path, kind: str) -> None:
    (tmp_path / "x").write_text(listed(FOUR) if kind == "receivers" else "[]")
    asked = ("import", kind, str(tmp_path / "x"), "--source", f"agency:{cast.agency.pk}", "--json")
    said = ran(*asked)

    assert said.exit_code == 1
    assert json.loads(said.stdout)["field"] == "source"
    assert not Service.objects.filter(name="北会館").exists()


def test_json_tells_a_refusal_too(cast: Cast, tmp_path: Path) -> None:
    taken(cast.manager)
    half = [FOUR[0], "新館,新町1", "新々館,新町2", "旧館,旧町3"]
    (tmp_path / "次.csv").write_text(listed(half))
    said = ran("import", "receivers", str(tmp_path / "次.csv"), "--source", "見本市", "--json")

    assert said.exit_code == 1
    told = json.loads(said.stdout)
    assert told["field"] == "list"
    assert "会館" in told["refused"]


def test_a_file_in_hand_is_not_taken_in_by_another_request_at_the_same_time(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")
    file = SimpleUploadedFile("台帳.csv", "番号,氏名\n1,取込 渚\n".encode())
    where = browser.post("/bring-in/", {"file": file, "ledger": "outreach"})["Location"]
    upload = UUID(where.split("/")[2])
    with uploads.claimed(upload, cast.manager) as free:
        assert free
        answer = browser.post(where, {"take-in": "1"})
        assert answer["Location"] == "/bring-in/imports/"
        assert not Person.objects.filter(called_name="取込 渚").exists()
    assert browser.post(where, {"take-in": "1"})["Location"] == where
    run = ImportRun.objects.get()
    assert browser.post(where, {"take-in": "1"})["Location"] == f"/bring-in/imports/{run.pk}/"
    assert Person.objects.filter(called_name="取込 渚").count() == 1
