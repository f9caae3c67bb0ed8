"""
What the pages of somebody who has died offer: no button, no form and no link that would only be
refused. What was in their lifetime can be written later, with its day.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.test import Client

from banso.kit.eras import PartialDate, Precision
from banso.people.actions import HasDied, note_death
from tests.conftest import Cast
from tests.rooms.canary import text_of
from tests.rooms.every_address import taken_back
from tests.rooms.every_form import forms_of
from tests.rooms.test_doors import Home, our_routes

LINK = re.compile(r'(?:href|hx-get)="(/(?!static)[^"#]*[0-9a-f]{12}/[^"#]*)"')


def _says_it(answer: Any) -> bool:
    return str(HasDied.sentence) in unescape(text_of(answer))


class Offered:
    """What is offered about somebody who has died, wherever it is."""

    def __init__(self, home: Home, cast: Cast, browser: Client) -> None:
        self.home, self.browser, self.today = home, browser, cast.today
        self.signed_in = {name: one.value for name, one in browser.cookies.items()}
        self.pages: dict[str, str] = {}
        self.wrong: list[tuple[str, str]] = []

    def look(self) -> None:
        """Open each address that is about somebody or something, and the desk."""
        for route, _duties in our_routes():
            if "<uuid:" in route or route.startswith("desk/"):
                address = self.home.address(route)
                with taken_back():
                    answer = self.browser.get(address)
                    shown = text_of(answer)
                if "html" in answer.headers.get("Content-Type", "") and answer.status_code == 200:
                    self.pages[address] = unescape(shown)

    def press(self) -> int:
        """Send each form once, as it stands there; return how many there were."""
        tried: set[tuple[str, ...]] = set()
        for address, page in self.pages.items():
            for form in forms_of(page, address, self.today - timedelta(days=2)):
                key = (form.action, *sorted(form.fields))
                if key in tried:
                    continue
                tried.add(key)
                with taken_back():
                    answer = self.browser.post(form.action, form.fields, follow=True)
                    if _says_it(answer):
                        self.wrong.append((address, form.action))
                self.browser.cookies = SimpleCookie(self.signed_in)  # some of them sign out
        return len(tried)

    def follow(self) -> None:
        """Open what the pages lead to, but those that were opened."""
        links = {one for page in self.pages.values() for one in LINK.findall(page)}
        for link in sorted(links - set(self.pages)):
            with taken_back():
                answer = self.browser.get(link)
                text_of(answer)
                if answer.status_code == 302 and _says_it(self.browser.get(answer["Location"])):
                    self.wrong.append(("leads to", link))


@pytest.mark.slow
@pytest.mark.either
def test_nothing_is_offered_that_would_only_be_refused(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    home, day = Home(cast), cast.today - timedelta(days=1)
    note_death(
        person_id=home.person.pk,
        death=PartialDate(day.year, day.month, day.day, Precision.DAY),
        by=cast.outreach,
    )
    walk = Offered(home, cast, signed_in("manager"))
    walk.look()
    forms = walk.press()
    walk.follow()

    assert not walk.wrong, "\n".join(map(str, walk.wrong))
    assert forms > 60
