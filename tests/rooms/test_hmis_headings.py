"""An HMIS export with headings of another maker: guessed, said, corrected on screen."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banso.interop.models import ImportRun
from banso.people.models import LedgerEntry, Person
from tests.commands import banso
from tests.conftest import Cast
from tests.rooms.test_hmis_who import export, zipped

pytestmark = pytest.mark.django_db
OTHER_MAKER = "Personal ID,Given Name,LastName,Born,Quality\np1,Ann,Sample,1980-01-02,1\n"
ENROLLED = "EnrollmentID,PersonalID,ProjectID,EntryDate\ne1,p1,a,2024-01-05\n"
CHOSEN = {"heading-Client.csv-DOB": "Born", "heading-Client.csv-DOBDataQuality": "Quality"}


def brought(browser: Client, content: bytes, name: str = "x.zip") -> str:
    answer = browser.post("/bring-in/hmis/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_headings_are_guessed_said_and_corrected_on_screen(
    cast: Cast, tmp_path: Path, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")
    content = zipped(export(tmp_path, Client=OTHER_MAKER, Enrollment=ENROLLED))
    address = brought(browser, content, "C:\\own\\令和7年 <b>HMIS.zip")
    page = browser.get(address).content.decode()
    assert '<option value="Given Name" selected>' in page
    assert "見つからない列があります" in page

    refused = browser.post(address, {"take-in": "1"}, follow=True)
    assert (refused.status_code, ImportRun.objects.count()) == (422, 0)
    assert "DOB, DOBDataQuality" in refused.content.decode()

    tried = browser.post(address, {**CHOSEN, "try": "1"}, follow=True).content.decode()
    assert "Client.csv: 「Born」の列をDOBとして読みました。" in tried
    twice = browser.post(address, {"heading-Client.csv-DOB": "Quality", "try": "1"}, follow=True)
    assert (twice.status_code, Person.objects.count()) == (422, 0)
    assert (
        browser.post(address, {"heading-Client.csv-FirstName": ""}, follow=True).status_code == 422
    )
    meant = {**CHOSEN, "heading-Client.csv-FirstName": "Given Name", "take-in": "1"}
    assert "取り込みました" in browser.post(address, meant, follow=True).content.decode()
    ann = Person.objects.get()
    assert (ann.called_name, ann.birth_year) == ("Ann", 1980)
    assert LedgerEntry.objects.get().person == ann

    listed = browser.get("/bring-in/imports/").content.decode()
    assert "令和7年 &lt;b&gt;HMIS.zip" in listed
    assert "own" not in ImportRun.objects.get().file


def test_by_command_headings_of_one_file_are_corrected(cast: Cast, tmp_path: Path) -> None:
    told = json.loads(
        banso(
            "import",
            "hmis",
            str(export(tmp_path, Client=OTHER_MAKER, Enrollment=ENROLLED)),
            "--json",
            "--column",
            "Client.csv:Born=DOB",
            "--column",
            "Quality=DOBDataQuality",
            "--column",
            "Project.csv:Given Name=LastName",
        )
    )

    assert told["people"]["new"] == 1
    assert any("Given Name" in note for note in told["notes"])
    assert Person.objects.get().birth_year == 1980
    assert ImportRun.objects.get().file == tmp_path.name


def test_the_name_of_a_ledger_s_file_is_kept_short_and_without_its_path(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("manager")
    name = "../../" + "台帳 123456789018" + "長" * 300 + "\n.csv"
    file = SimpleUploadedFile("x.csv", "番号,氏名\n1,見本 渚\n".encode())
    file._name = name  # as a browser may send it, before Django cuts it
    found = browser.post("/bring-in/", {"file": file, "ledger": "outreach"})["Location"]
    browser.post(found, {"take-in": "1"})

    kept = ImportRun.objects.get().file
    assert kept.startswith("台帳")
    assert (len(kept) <= 120, kept.endswith(".csv"), "1234" in kept) == (True, True, False)
