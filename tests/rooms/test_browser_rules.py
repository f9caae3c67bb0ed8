"""What browsers are told, which cookies they keep, and that nothing leads out of the house."""

import io
import logging
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banso.audit.models import Event
from banso.config import health
from banso.interop.csv_files import UnreadableFile
from banso.interop.web import views
from banso.interop.workbooks import sheets_of
from banso.kit.ids import new_id
from banso.kit.logs import WithoutWords
from banso.resources.actions import ReceiverDetails, keep_service
from tests.conftest import Cast
from tests.rooms.browser_rules import rules_not_told
from tests.workbooks import workbook

OUTSIDE = ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)")


def test_pages_files_errors_and_what_the_program_is_made_of_carry_the_rules(
    signed_in: Callable[[str], Client],
) -> None:
    browser = signed_in("outreach")
    for address in ("/", "/ledgers/outreach/file.csv", "/no-such-page/", "/members/"):
        assert rules_not_told(browser.get(address)) == [], address
    assert rules_not_told(Client().get("/account/login/")) == []
    assert rules_not_told(browser.post("/account/login/", {"next": "//x"})) == []
    names = settings.MIDDLEWARE
    assert names.index("csp.middleware.CSPMiddleware") < names.index(
        "whitenoise.middleware.WhiteNoiseMiddleware"
    ), "styles and scripts carry it as well"


def test_only_get_head_and_post_are_answered_and_a_folder_is_no_page(cast: Cast) -> None:
    browser = Client()
    for way in ("put", "patch", "delete", "options", "trace"):
        assert getattr(browser, way)("/account/login/").status_code == 405, way
    for folder in ("/static/", "/static/kit/", "/.git/config", "/uploads/", "/secrets.json"):
        assert browser.get(folder).status_code == 404, folder


def test_a_form_of_another_house_is_refused(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    typed = {"login": "outreach", "password": "banso-demo"}
    assert browser.post("/account/login/", typed).status_code == 403
    token = browser.get("/account/login/").cookies[settings.CSRF_COOKIE_NAME].value
    with_token = typed | {"csrfmiddlewaretoken": token}
    foreign = {"origin": "https://elsewhere.example"}
    assert browser.post("/account/login/", with_token, headers=foreign).status_code == 403
    assert browser.post("/account/login/", with_token).status_code == 302


@pytest.mark.parametrize("outside", OUTSIDE)
def test_nobody_is_led_out_of_the_house(cast: Cast, outside: str) -> None:
    browser = Client()
    typed = {"login": "outreach", "password": "banso-demo", "next": outside}
    assert browser.post("/account/login/", typed)["Location"] == "/"
    assert (
        browser.post("/account/language/", {"language": "en", "next": outside})["Location"] == "/"
    )


def test_an_address_of_a_receiver_is_a_link_only_where_a_page_can_be(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser, receiver = signed_in("outreach"), ReceiverDetails(organization="見本の会(架空)")
    for address, leads in (("https://example.jp/", True), ("javascript:alert(1)", False)):
        made = keep_service(name="見本", url=address, receiver=receiver, by=cast.outreach)
        page = browser.get(f"/receivers/{made.pk}/").content.decode()
        assert (f'href="{address}"' in page) is leads
        assert address in page


def test_a_sitting_has_a_new_name_after_every_sign_in_and_is_dead_after_the_last(
    cast: Cast,
) -> None:
    browser, typed = Client(), {"login": "outreach", "password": "banso-demo"}
    browser.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32  # laid there by somebody else
    browser.post("/account/login/", typed)
    first = browser.cookies[settings.SESSION_COOKIE_NAME]
    assert first.value != "a" * 32
    assert len(first.value) >= 32
    assert (first["httponly"], first["samesite"], first["path"]) == (True, "Lax", "/")
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = first.value
    assert thief.get("/").status_code == 200
    browser.post("/account/logout/")
    assert thief.get("/")["Location"].startswith("/account/login/")
    browser.post("/account/login/", typed)
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value != first.value


ASKED = """
from django.conf import settings as s
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME)
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE, s.DEBUG)
print(s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS)
import django; django.setup()
from banso.access import devices, unsent
from banso.kit.told_once import ToldOnce
print(devices.COOKIE, unsent.COOKIE, ToldOnce.cookie_name)
"""


@pytest.mark.once
def test_behind_tls_every_cookie_is_of_this_host_alone(tmp_path: Path) -> None:
    said = {"BANSO_HOME": str(tmp_path), "BANSO_HTTPS": "1", "BANSO_HSTS_PRELOAD": "1"}
    known = {"DJANGO_SETTINGS_MODULE": "banso.config.settings", "BANSO_DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        env={**os.environ, **known, **said},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    names = [*done[0].split(), *done[3].split()]
    assert len(names) == 6
    assert all(name.startswith("__Host-banso_") for name in names)
    assert done[1:3] == ["True True True False", "31536000 True"]


def test_watchers_are_told_the_same_rules(settings: object) -> None:
    told: dict[str, str] = {}
    answer = health.with_health(lambda _environ, _start: [])
    answer({"PATH_INFO": health.LIVE}, lambda _status, headers: told.update(headers))
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Cache-Control"] == "no-store"
    assert told["Content-Type"] == "text/plain; charset=utf-8"


def test_no_address_writes_a_line_of_the_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="django.request"):
        Client().get("/nowhere/%0A2026-11-27 ERROR made up/")
    lines = [WithoutWords("%(message)s").format(one) for one in caplog.records]
    assert lines, "what is not there is written down"
    assert all("\n" not in one for one in lines)
    plain = settings.LOGGING["formatters"]["plain"]
    told = WithoutWords(plain["format"], plain["datefmt"]).format(caplog.records[0])
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} WARNING django.request ", told)


def test_the_log_says_by_id_who_was_refused(
    cast: Cast, signed_in: Callable[[str], Client], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="banso.doors"):
        signed_in("volunteer").get("/privacy/")
        signed_in("outreach").get(f"/people/{new_id()}/")
    said = [one.getMessage() for one in caplog.records if one.name == "banso.doors"]
    assert said == [f"403 to {cast.volunteer.member_id}", f"404 to {cast.outreach.member_id}"]


def test_coming_in_going_and_failing_to_are_traced(cast: Cast) -> None:
    typed = {"login": "outreach", "password": "wrong"}
    browser = Client()
    browser.post("/account/login/", typed)
    browser.post("/account/login/", typed | {"password": "banso-demo"})
    browser.post("/account/logout/")
    said = [one.action for one in Event.objects.filter(agency_id=cast.agency.pk).order_by("seq")]
    assert [one for one in said if "sign" in one] == ["sign_in_failed", "signed_in", "signed_out"]


def test_every_page_has_its_way_out(signed_in: Callable[[str], Client]) -> None:
    browser = signed_in("outreach")
    for address in ("/", "/find/", "/waiting/", "/account/password/change/"):
        assert 'action="/account/logout/"' in browser.get(address).content.decode(), address


def test_a_file_that_is_too_large_is_refused_beside_its_field(
    signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MAX_BYTES", 10)
    sent = {"file": SimpleUploadedFile("台帳.csv", b"x" * 11), "ledger": "outreach"}
    answer = signed_in("manager").post("/bring-in/", sent)
    assert (answer.status_code, "20MB" in answer.content.decode()) == (422, True)
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE <= 5 * 1024 * 1024


@pytest.mark.once
def test_a_workbook_reads_no_file_of_the_machine(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("very-secret")
    declared = f'<!DOCTYPE x [<!ENTITY leak SYSTEM "{secret.as_uri()}"><!ENTITY a "boom">]>'
    packed, whole = io.BytesIO(), workbook({"表": [["氏名"], ["例"]]})
    with zipfile.ZipFile(io.BytesIO(whole)) as plain, zipfile.ZipFile(packed, "w") as bad:
        for name in plain.namelist():
            text = plain.read(name).decode()
            if name.endswith(("sheet1.xml", "sharedStrings.xml")):
                text = declared + re.sub(r"^<\?xml[^>]*\?>", "", text).replace("例", "&leak;")
            bad.writestr(name, text)
    try:
        rows = [row for sheet in sheets_of(packed.getvalue()) for row in sheet.cells]
    except UnreadableFile:
        rows = []
    assert not any("very-secret" in cell for row in rows for cell in row)
