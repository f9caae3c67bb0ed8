"""Several people at once, against the real server: nothing is lost, nothing is written twice."""

import re
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from uuid import uuid4

import pytest

from tests import clock

pytestmark = pytest.mark.journey


class Browser:
    """A browser without a window: cookies, the token of forms, nothing else."""

    def __init__(self, app: str, username: str) -> None:
        self.app = app
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )
        self.post(
            "/account/login/", {"login": username, "password": "banso-demo"}, form="/account/login/"
        )

    def get(self, path: str) -> str:
        """Return a page."""
        with self.opener.open(self.app + path, timeout=60) as answer:
            return str(answer.read().decode())

    def post(self, path: str, data: dict[str, str], *, form: str) -> str:
        """Send a form whose token stands on a page; return where it led."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(form))
        assert token
        body = urllib.parse.urlencode({**data, "csrfmiddlewaretoken": token.group(1)}).encode()
        request = urllib.request.Request(
            self.app + path, data=body, headers={"Referer": self.app + form}
        )
        with self.opener.open(request, timeout=60) as answer:
            return str(answer.url)


def person_address(browser: Browser, name: str) -> str:
    """Return where somebody's page is, however many other journeys have brought home."""
    answered = browser.post("/find/", {"q": name}, form="/find/")
    page = browser.get(answered.removeprefix(browser.app))
    found = re.search(rf'href="(/people/[^"]+/)"[^>]*>\s*<strong>{name}</strong>', page)
    assert found
    return found.group(1)


def note(words: str, token: str) -> dict[str, str]:
    return {
        "submission": token,
        "on": str(clock.DAY),
        "method": "visit",
        "pillars": "being",
        "sensitivity": "plain",
        "words": words,
    }


@pytest.mark.both_engines
def test_the_same_form_sent_eight_times_at_once_is_written_once(app: str) -> None:
    browsers = [Browser(app, "outreach") for _ in range(8)]
    address, token = person_address(browsers[0], "マツさん"), str(uuid4())

    with ThreadPoolExecutor(8) as together:
        led_to = set(
            together.map(
                lambda one: one.post(
                    f"{address}notes/write/",
                    note("一度だけの言葉", token),
                    form=f"{address}notes/write/",
                ),
                browsers,
            )
        )

    assert {urllib.parse.urlsplit(one).path for one in led_to} == {address}
    assert browsers[0].get(f"{address}timeline/").count("一度だけの言葉") == 1


@pytest.mark.both_engines
def test_forty_notes_by_eight_workers_at_once_are_all_kept(app: str) -> None:
    browsers = [
        Browser(app, username)
        for username in ("outreach", "outreach", "coordinator", "manager") * 2
    ]
    address = person_address(browsers[0], "タケさん")

    def write(number: int) -> None:
        browsers[number % 8].post(
            f"{address}notes/write/", note(f"番の言葉{number:02d}", str(uuid4())), form="/find/"
        )

    with ThreadPoolExecutor(8) as together:
        list(together.map(write, range(40)))

    kept, page = set(), f"{address}timeline/?kind=note"
    while True:
        text = browsers[0].get(page)
        kept |= set(re.findall(r"番の言葉(\d\d)", text))
        more = re.search(r'href="([^"]+after=[^"]+)"', text)
        if not more:
            break
        page = more.group(1).replace("&amp;", "&")
    assert len(kept) == 40
