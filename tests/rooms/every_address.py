"""
One walk over every address as somebody. Each address is asked once: how it answers is held against
the rooms' tables of access, and what it says is looked through for tokens of texts that they may
not read, and for words that are not ours.

A page is asked for by GET; what answers only to a button is pressed. Whatever an answer did is
taken back.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from django.core import mail
from django.db import connection, models, transaction
from django.db.models import Max
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banso.access.models import Account
from banso.access.text_rules import text_rule
from banso.audit.models import Event, EventSubject
from banso.kit.told_once import ToldOnce
from tests.house.words import words_not_ours
from tests.rooms.browser_rules import rules_not_told
from tests.rooms.canary import TOKEN, CanaryHome, person_of, rows_of, text_of
from tests.rooms.test_doors import our_routes

OPENS, TOLD, NOTHING = "○", "×", "–"
OTHER_WAYS = ("options", "put", "patch", "delete", "trace")
SEEN = {200, 204, 302, 400, 422}  # 400, 422: the door opens, and asks for more than was sent


@contextmanager
def taken_back() -> Iterator[None]:
    """Undo what the block did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def mark_of(answer: HttpResponseBase) -> str:
    """Return how an address answered, as the tables say it."""
    status = answer.status_code
    if status == 302 and "/account/login/" in answer["Location"]:
        return "?"
    return OPENS if status in SEEN else {403: TOLD, 404: NOTHING}.get(status, str(status))


def browser_of(account: Account) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client(raise_request_exception=False)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _hangs_on(row: models.Model) -> Iterator[UUID]:
    """Yield whose rows a row points at, beside the person it is about itself."""
    for one in row._meta.concrete_fields:
        if one.is_relation and hasattr(one.related_model, "person_id"):
            person = getattr(getattr(row, one.name), "person_id", None)
            if person is not None:
                yield person


@cache
def people_of_tokens(home: CanaryHome) -> dict[str, set[UUID]]:
    """
    Return for each token about a person whom it is about: also whose plan or word it hangs on, for
    a row that was copied for somebody hidden still hangs on what it was copied with.
    """
    rows = rows_of(home.tokens.places.values())
    found = {}
    for token, (label, key, _name) in home.tokens.places.items():
        row = rows[label].get(key)
        if row is not None and (person := person_of(row, text_rule(label))):
            found[token] = {person, *_hangs_on(row)}
    return found


@dataclass
class Walk:
    """Somebody who walks over the addresses: the tokens they may read, and what was wrong."""

    home: CanaryHome
    browser: Client
    may: set[str]
    never: tuple[str, ...] = ()  # words that must stand nowhere
    wrong: list[tuple[str, object]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)  # of which models a text was read
    way: str = "get"

    def _without_trace(self, read: set[str], since: int) -> list[object]:
        """Return what was read of somebody without a trace that it was."""
        spoken_of = people_of_tokens(self.home)
        about = {token: spoken_of[token] for token in read if token in spoken_of}
        if not about:
            return []
        rows = EventSubject.objects.filter(event_id__gt=since)
        traced = set(rows.values_list("person_id", flat=True))
        return [
            ("no trace", self.home.tokens.places[token])
            for token, people in about.items()
            if not people & traced
        ]

    def ask(self, address: str, sent: dict[str, object] | None = None) -> str:
        """Return how an address answers, and keep what should not have been in the answer."""
        mail.outbox = []
        people_of_tokens(self.home)  # before anything is asked
        with taken_back():
            self.browser.cookies.pop(ToldOnce.cookie_name, None)  # of the page before
            since = Event.objects.aggregate(Max("pk"))["pk__max"] or 0
            look = getattr(self.browser, self.way)
            answer = look(address) if sent is None else self.browser.post(address, sent)
            if "?asked=" in answer.headers.get("Location", ""):
                answer = self.browser.get(answer["Location"])
            if answer.status_code == 405 and sent is None:
                answer = self.browser.post(address)
            letters = [str(one.message()) + one.subject + str(one.body) for one in mail.outbox]
            text = "\n".join([text_of(answer), *letters])
            places = self.home.tokens.places
            read = {one for one in TOKEN.findall(text) if one in places}
            untraced = self._without_trace(read, since)
        self.seen |= {places[one][0] for one in read}
        found: list[object] = [places[one] for one in read - self.may]
        found += untraced
        found += words_not_ours(text)
        found += rules_not_told(answer)
        found += [word for word in self.never if word in text]
        mark = mark_of(answer)
        if mark not in (OPENS, TOLD, NOTHING, "405"):
            found.append(mark)
        self.wrong += [(address, one) for one in found]
        return mark

    def column(self) -> dict[str, str]:
        """Return how each of our addresses answers."""
        return {route: self.ask(self.home.address(route)) for route, _duties in our_routes()}

    def off_the_path(self, column: dict[str, str], turn: int, *, sees_hidden: bool) -> None:
        """
        Walk on behind the doors that open: the same addresses of rows that speak of something else,
        and of people off the path. By turns, so that each address meets each of these people as
        some role, and each role meets them all.
        """
        for place, (route, mark) in enumerate(column.items(), turn):
            if mark == TOLD:
                continue
            for address in self.home.others(route, place):
                self.ask(address)
            if "<uuid:person_id>" in route:
                which = sorted(self.home.odd)[place % len(self.home.odd)]
                found = self.ask(self.home.of_person(route, which))
                if which == "hidden" and found != NOTHING and not sees_hidden:
                    self.wrong.append((route, "somebody hidden"))

    def in_no_other_way(self) -> list[object]:
        """
        Return the addresses that answer anything but a refusal, or ask the database anything, when
        they are asked in another way than pages and forms are; each in one of these ways.
        """
        found: list[object] = []
        for place, (route, _duties) in enumerate(our_routes()):
            ask = getattr(self.browser, OTHER_WAYS[place % len(OTHER_WAYS)])
            with CaptureQueriesContext(connection) as asked:
                answer = ask(self.home.address(route))
            if answer.status_code != 405 or answer.content or asked.captured_queries:
                found.append((route, answer.status_code, asked.captured_queries))
        return found

    def searches(self) -> None:
        """Look for everybody, and for every text, in each way there is to ask."""
        for name in self.home.called():
            self.ask("/find/", {"q": name})
            self.ask("/people/same/", {"called_name": name, "full_name": name, "place": name})
        for address in self.home.asked_for_more():
            self.ask(address)


def neither_name_nor_door(walk: Walk) -> list[object]:
    """Return where another agency's forms, sent empty, answer with anything but "not here"."""
    seen: list[object] = []
    for route, _duties in our_routes():
        mark = walk.ask(walk.home.address(route), {})
        of_a_row = re.search(r"<uuid:(?!view_id|service_id)", route)
        if of_a_row and mark not in (NOTHING, "405"):
            seen.append((route, mark))
    return seen
