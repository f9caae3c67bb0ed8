"""
Back after signing out, in a Chromium that keeps pages whole to go back to (bfcache): the browser of
the other journeys keeps none.
"""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.journeys.conftest import FLAGS, App

KEPT = b"<!doctype html><script>onpageshow = one => document.title = one.persisted</script>"
OFF = ["--disable-back-forward-cache", "--headless"]


class _Cacheable(BaseHTTPRequestHandler):
    """Pages that say whether they were kept."""

    def do_GET(self) -> None:
        """Answer with a page that may be kept."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(KEPT)))
        self.end_headers()
        self.wfile.write(KEPT)

    def log_message(self, *_about: object) -> None:
        """Say nothing."""


@contextmanager
def elsewhere() -> Iterator[str]:
    """Serve pages of nobody's that a browser may keep."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Cacheable)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def back(page: Page) -> None:
    """Go back, also where nothing is loaded because the page was kept."""
    with suppress(Error):  # the page that asked is gone
        page.evaluate("history.back()")
    page.wait_for_timeout(700)


@pytest.mark.skipif(not shutil.which("chromium"), reason="the whole Chromium is not here")
def test_back_after_signing_out_shows_nobody(app: App, chromium: Browser) -> None:
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=[*FLAGS, "--headless=new"],
        ignore_default_args=OFF,
    )
    page = browser.new_page(locale="ja-JP")
    with elsewhere() as address:
        page.goto(f"{address}/1")
        page.goto(f"{address}/2")
        back(page)
        assert page.title() == "true", "this browser keeps pages to go back to"

    page.goto(f"{app}/account/login/")
    page.fill("[name=login]", "manager")
    page.fill("[name=password]", "banso-demo")
    page.get_by_role("button", name="サインイン").click()
    page.wait_for_url(f"{app}/")
    page.goto(f"{app}/find/")
    page.locator("main [name=q]").fill("ハルさん")
    page.locator("main").get_by_role("button", name="さがす").click()
    page.locator("main").get_by_role("link", name="ハルさん").first.click()
    page.wait_for_url("**/people/**")
    expect(page.get_by_role("heading", name="ハルさん").first).to_be_visible()
    page.evaluate("document.querySelector('form[action*=logout]').requestSubmit()")
    page.wait_for_url("**/account/login/**")
    for _step in range(4):
        back(page)
        assert "ハルさん" not in page.content()
        assert page.locator("[name=password]").count() == 1
    browser.close()
