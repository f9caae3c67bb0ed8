"""
What a drill looks at in a home, the same way before and after: the trace, and the pages of
people as browsers would get them. Nothing is left of the looking, not even a trace.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from banso.access.queries import accounts_of_members, viewer_for_account
from banso.audit.queries import verify
from banso.people.queries import people_seen_by

PLAIN_FILES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@dataclass
class Looked:
    """What was found: events and faults of the trace, a hash of each page, who had none."""

    events: int = 0
    faults: int = 0
    pages: dict[str, str] = field(default_factory=dict)
    without: list[str] = field(default_factory=list)


def look(people: int) -> Looked:
    """Return what this home looks like."""
    found = Looked()
    found.events, faults, _heads = verify()
    found.faults = len(faults)
    hosts = ["testserver", *settings.ALLOWED_HOSTS]
    with override_settings(ALLOWED_HOSTS=hosts, STORAGES=PLAIN_FILES, SESSION_COOKIE_SECURE=False):
        for account, person in _some_people(people):
            text = _page(account, person)
            if text is None:
                found.without.append(str(person))
            else:
                found.pages[str(person)] = sha256(text.encode()).hexdigest()
    return found


def _some_people(most: int) -> Iterator[tuple[Any, UUID]]:
    """
    Yield people, each with somebody who may know of them, from all who work here in turn, so that
    every agency is among them.
    """
    today, left = timezone.localdate(), most
    seen: set[UUID] = set()
    accounts = accounts_of_members()
    for place, account in enumerate(accounts):
        viewer = viewer_for_account(account.pk, today=today)
        if viewer is None:
            continue
        share = -(-left // (len(accounts) - place))
        known = people_seen_by(viewer).exclude(pk__in=seen).order_by("pk")
        for person in known.values_list("pk", flat=True)[:share]:
            seen.add(person)
            left -= 1
            yield account, person


def _page(account: Any, person: UUID) -> str | None:
    """Return what somebody reads on the person's page; every write on the way is taken back."""
    client = Client()
    with transaction.atomic():
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        answer = client.get(reverse("desk:person", args=[person]), secure=settings.BANSO_HTTPS)
        transaction.set_rollback(True)
    if answer.status_code != 200:
        return None
    reader = _Words()
    reader.feed(answer.content.decode())
    return " ".join(reader.words)


class _Words(HTMLParser):
    """The words of a page, without the numbers that are drawn anew for each answer."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Scripts and styles are not read."""
        self._silent = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        """Words go on after them."""
        self._silent = False

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        if not self._silent:
            self.words += data.split()
