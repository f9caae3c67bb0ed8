"""An HMIS export and a list of receivers come in by their pages, and are taken back as a whole."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.waiting import beyond

EXPORT = {
    "Client": "PersonalID,FirstName,LastName,DOB,DOBDataQuality\nz1,Zoe,Example,1961-02-03,1\n",
    "Project": "ProjectID,ProjectName,ProjectType\np,Outreach,4\n",
    "Enrollment": "EnrollmentID,PersonalID,ProjectID,EntryDate\ne1,z1,p,2025-05-06\n",
}
RECEIVERS = "名称,住所,電話番号\n見本の湯,見本市北1-2-3,03-1234-5678\n見本の食堂,見本市南4-5-6,\n"


def try_it_and_take_it_in(page: Page) -> None:
    page.get_by_role("button", name="試す(何も残さない)").click()
    expect(page.get_by_text("まだ何も残していません")).to_be_visible()
    assert beyond(page) == 0
    page.get_by_role("button", name="取り込む").click()
    expect(page.get_by_role("heading", name="取り込みました")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="取り込みました")).to_be_visible()


def take_it_back(page: Page) -> None:
    page.get_by_role("link", name="この取り込みへ").click()
    page.get_by_role("button", name="この取り込みを取り消す").click()
    expect(page.get_by_text("取り消しました")).to_be_visible()
    assert beyond(page) == 0


@pytest.mark.both_engines
def test_an_export_and_a_list_come_in_and_are_taken_back(
    sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page, export, listed = sign_in("manager", width=360), tmp_path / "e.zip", tmp_path / "一覧.csv"
    with ZipFile(export, "w") as archive:
        for name, text in EXPORT.items():
            archive.writestr(f"{name}.csv", text)
    listed.write_text(RECEIVERS)

    page.goto("/bring-in/hmis/")
    page.set_input_files("[name=file]", export)
    page.get_by_role("button", name="ファイルを確かめる").click()
    try_it_and_take_it_in(page)
    page.get_by_role("link", name="Zoe").click()
    page.wait_for_url("**/people/**")
    page.go_back()
    take_it_back(page)

    page.goto("/bring-in/receivers/")
    page.set_input_files("[name=file]", listed)
    page.fill("[name=source]", "見本市の一覧")
    page.get_by_role("button", name="ファイルを確かめる").click()
    try_it_and_take_it_in(page)
    take_it_back(page)

    guest = sign_in("officer", width=360)
    for address in ("/bring-in/", "/bring-in/hmis/", "/bring-in/receivers/", "/bring-in/imports/"):
        answer = guest.goto(address)
        assert answer
        assert answer.status == 403
        expect(guest.get_by_role("button", name="ファイルを確かめる")).to_have_count(0)
