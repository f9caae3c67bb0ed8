"""An HMIS export asks who is who as a ledger does: nobody fused, nobody doubled, nobody lost."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banso.interop.actions import import_hmis, take_back
from banso.interop.csv_files import UnreadableFile
from banso.interop.models import ImportRun
from banso.interop.rules import Report
from banso.kit.eras import PartialDate, Precision
from banso.people.actions import NewPerson, enter_person
from banso.people.models import LedgerEntry, NeverSame, Person, PersonName
from tests.commands import banso
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
TABLES = {
    "Client": "PersonalID,FirstName,LastName,DOB,DOBDataQuality\n"
    "p1,Ann,Sample,1980-01-02,1\np2,Cecil,Example,1970-05-06,1\n",
    "Project": "ProjectID,ProjectType\na,4\n",
    "Enrollment": "EnrollmentID,PersonalID,ProjectID,EntryDate\n"
    "e1,p1,a,2024-01-05\ne2,p2,a,2024-01-06\n",
}


def export(folder: Path, **tables: str) -> Path:
    for name, text in (TABLES | tables).items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def zipped(folder: Path) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for file in folder.glob("*.csv"):
            packed.write(file, f"export/{file.name}")
    return content.getvalue()


def became(report: Report) -> list[str]:
    return [one.became for one in report.rows]


@pytest.fixture
def ann(cast: Cast) -> Person:
    birth = PartialDate(1980, 1, 2, Precision.DAY)
    new = NewPerson(called_name="Ann", names=[("legal", "Ann Sample", "")], birth=birth)
    return enter_person(person=new, by=cast.manager)


def test_somebody_alike_is_a_question_and_waits_with_all_their_rows(
    cast: Cast, ann: Person, tmp_path: Path
) -> None:
    asked = import_hmis(export(tmp_path), by=cast.manager)

    assert became(asked) == ["asked", "new"]
    assert asked.rows[0].alike[0].person_id == ann.pk
    assert [one.row for one in asked.of("people").refused] == [2]
    assert [one.row for one in asked.of("ledger_entries").refused] == [2]
    assert Person.objects.count() == 2

    answer = {2: f"same:{ann.pk}"}
    told = import_hmis(tmp_path, by=cast.manager, answers=answer, dry_run=True)
    taken = import_hmis(tmp_path, by=cast.manager, answers=answer)
    assert became(told) == became(taken) == ["changed", "unchanged"]
    assert LedgerEntry.objects.get(person=ann).opened_on == date(2024, 1, 5)
    assert became(import_hmis(tmp_path, by=cast.manager)) == ["unchanged", "unchanged"]
    assert Person.objects.count() == 2


@pytest.mark.parametrize(("answer", "people"), [("new", 3), ("skip", 2), ("same:x", 2)])
def test_an_answer_makes_somebody_new_or_leaves_them_out(
    cast: Cast, ann: Person, tmp_path: Path, answer: str, people: int
) -> None:
    report = import_hmis(export(tmp_path), by=cast.manager, answers={2: answer})

    assert became(report)[0] == {"new": "new", "skip": "left"}.get(answer, "asked")
    assert Person.objects.count() == people
    assert NeverSame.objects.exists() is (answer == "new")
    assert not LedgerEntry.objects.filter(person=ann).exists()


@pytest.mark.parametrize(
    ("typed", "quality", "birth"),
    [
        ("1980-99-99", "1", (None, None)),
        ("2955-01-01", "1", (None, None)),
        ("1980-01-02T00:00:00", "1", (1980, Precision.DAY)),
        ("1980-01-02", "2", (1980, Precision.ABOUT)),
        ("1980-01-02", "99", (None, None)),
        ("", "1", (None, None)),
    ],
)
def test_a_bad_birth_never_costs_the_person(
    cast: Cast, tmp_path: Path, typed: str, quality: str, birth: tuple[object, ...]
) -> None:
    client = f"PersonalID,FirstName,LastName,DOB,DOBDataQuality\np1,Ann,S,{typed},{quality}\n"
    report = import_hmis(export(tmp_path, Client=client), by=cast.manager)

    person = Person.objects.get()
    assert (person.birth.year, person.birth.precision) in (birth, (None, Precision.UNKNOWN))
    assert person.birth.year == birth[0]
    bad = typed in ("1980-99-99", "2955-01-01")
    assert [one.field for one in report.remarks] == (["DOB"] if bad else [])
    assert bool(person.birth.words) is bad


def test_a_my_number_costs_its_cell(cast: Cast, tmp_path: Path) -> None:
    client = (
        "PersonalID,FirstName,LastName,DOB,DOBDataQuality\n"
        "p1,Ann 123456789018,Sample,1980-01-02,1\n"
    )
    report = import_hmis(export(tmp_path, Client=client), by=cast.manager)

    assert Person.objects.get().called_name == "Ann"
    assert [one.field for one in report.remarks] == ["FirstName"]
    assert not PersonName.objects.filter(text__contains="1234").exists()


def test_by_screen_the_export_is_looked_at_answered_mended_and_taken_back(
    cast: Cast, ann: Person, tmp_path: Path, signed_in: Callable[[str], Client]
) -> None:
    client = TABLES["Client"] + "p3,Dora,Sample,1980-99-99,1\n"
    content = zipped(export(tmp_path, Client=client))
    browser = signed_in("manager")
    assert "/bring-in/hmis/" in browser.get("/bring-in/").content.decode()
    page = browser.post("/bring-in/hmis/", {"file": SimpleUploadedFile("x.zip", content)})
    assert page.status_code == 302
    address = page["Location"]
    assert "Client.csv" in browser.get(address).content.decode()
    found = browser.post(address, {"try": "1"}, follow=True).content.decode()

    assert f"same:{ann.pk}" in found
    assert 'name="mend-4-birth"' in found
    assert Person.objects.count() == 1
    answers = {"who-2": f"same:{ann.pk}", "mend-4-birth": "S55.2.3"}
    browser.post(address, answers | {"try": "1"}, follow=True)
    assert Person.objects.count() == 1
    done = browser.post(address, {"take-in": "1"}, follow=True).content.decode()
    assert "取り込みました" in done
    assert Person.objects.get(called_name="Dora").birth_year == 1980
    assert LedgerEntry.objects.filter(person=ann).count() == 1
    run = ImportRun.objects.get()
    again = browser.get(address).content.decode()
    assert f"/{run.pk}/" in again, "it was taken in already"
    assert ("Dora" in again, ann.called_name in again) == (True, True)

    take_back(run_id=ImportRun.objects.get().pk, by=cast.manager)
    assert Person.objects.get() == ann
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"name,x\n1,2\n"])
def test_what_is_no_export_is_refused_beside_the_field(
    cast: Cast, signed_in: Callable[[str], Client], content: bytes
) -> None:
    file = SimpleUploadedFile("x.zip", content)
    assert signed_in("manager").post("/bring-in/hmis/", {"file": file}).status_code == 422


def test_a_zip_that_lacks_a_table_or_is_broken_is_refused(cast: Cast, tmp_path: Path) -> None:
    folder = export(tmp_path)
    whole = zipped(folder)
    (folder / "Project.csv").unlink()
    for content in (zipped(folder), whole[: len(whole) // 2] + whole[len(whole) // 2 + 9 :]):
        path = tmp_path / "x.zip"
        path.write_bytes(content)
        with pytest.raises(UnreadableFile):
            import_hmis(path, by=cast.manager)


def test_by_command_a_zip_is_answered_too(cast: Cast, ann: Person, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped(export(tmp_path)))
    path = str(tmp_path / "x.zip")
    told = json.loads(banso("import", "hmis", path, "--dry-run", "--json"))
    assert [one["became"] for one in told["rows"]] == ["asked", "new"]
    answer = told["rows"][0]["alike"][0]["answer"]
    banso("import", "hmis", path, "--answer", f"2={answer}")
    assert Person.objects.count() == 2
