"""
Back in with a code on paper, then a passkey: set up, asked for at the sign-in and before what
weighs much, all under our content security policy and by keyboard.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import App
from tests.journeys.waiting import beyond

pytestmark = pytest.mark.journey
NEW = "mata-hajimete-no-hibi"
MAKE = """
from django.utils import timezone
from banso.access.actions import SignIn, add_member
from banso.access.models import Agency, Office
agency = Agency.objects.order_by("created_at").first()
add_member(agency_id=agency.pk, name="例 鍵", roles=["manager"], on=timezone.localdate(),
    office_ids=[Office.objects.filter(agency=agency).first().pk],
    sign_in=SignIn(username="kagi", password=None))
"""


def _sign_in(page: Page) -> None:
    page.fill("[name=login]", "kagi")
    page.fill("[name=password]", NEW)
    page.keyboard.press("Enter")


def test_a_code_on_paper_then_a_passkey(app: App, chromium: Browser) -> None:
    app.banso("manage", "shell", "-c", MAKE)
    told = dict(re.findall(r"^(code|number): (\S+)$", app.banso("let-in", "kagi"), re.MULTILINE))
    context = chromium.new_context(
        viewport={"width": 360, "height": 800},
        locale="ja-JP",
        base_url=app.replace("127.0.0.1", "localhost"),
    )
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
    )
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    keys = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": keys})

    page.goto("/account/login/")
    page.get_by_role("link", name="サインインできないとき").click()
    page.fill("[name=code]", told["code"])
    page.fill("[name=word]", told["number"])
    page.fill("[name=password]", NEW)
    assert not Axe().run(page).response["violations"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/login/")
    _sign_in(page)
    page.wait_for_url(re.compile(r"localhost:\d+/$"))

    page.goto("/keys/")
    page.fill("#key-name", "見本の端末")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("パスキーが二つ目の鍵になりました").wait_for()
    assert page.get_by_text("見本の端末").first.is_visible()
    assert not Axe().run(page).response["violations"]
    assert beyond(page) == 0

    context.clear_cookies()
    page.goto("/account/login/")
    _sign_in(page)
    page.wait_for_url("**/second-factor/**")
    assert not Axe().run(page).response["violations"]
    page.get_by_role("button", name="パスキーを使う").press("Enter")
    page.wait_for_url(re.compile(r"localhost:\d+/$"))
    page.goto("/still-you/?next=/members/")
    page.get_by_role("button", name="パスキーを使う").press("Enter")
    page.wait_for_url("**/members/")
    context.close()
    assert complaints == []
