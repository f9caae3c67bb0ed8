"""
One walk over every operation of programs, with a key of somebody: what it is told is looked through
for tokens of texts that this key may not read, as with the pages.
"""

import json
import re
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from banso.access.viewer import Viewer
from banso.api.actions import make_key
from banso.api.rules import narrowed, offered_to
from banso.api.web.v1 import document
from banso.companionship.models import Promise
from banso.people.queries import people_seen_by
from banso.referrals.models import Referral
from tests.rooms.canary import TOKEN, CanaryHome, readable_tokens
from tests.rooms.every_address import taken_back
from tests.rooms.samples_api import with_second_key

ANSWERS = {200, 201, 400, 403, 404, 412, 422}


class ProgramWalk:
    """A program that walks over every operation with a key of somebody."""

    def __init__(self, home: CanaryHome, by: Viewer, duties: list[str]) -> None:
        self.home, self.wrong, self.seen = home, list[object](), set[str]()
        key = make_key(name="歩く鍵", duties=duties, days=30, by=with_second_key(by)).key
        self.viewer = replace(by, duties=narrowed(by.duties, duties), by_key=True)
        self.may = readable_tokens(home, self.viewer)
        self.reached = set(people_seen_by(self.viewer).values_list("pk", flat=True))
        self.browser = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {key}", "If-Match": '"0"'}

    def ask(self, way: str, path: str, body: object = None) -> int:
        """Ask one operation; keep what should not have been in the answer."""
        headers = self.headers | {"Idempotency-Key": str(uuid4())}
        with taken_back():
            if way == "get":
                answer: Any = self.browser.get(path, headers=headers)
            else:
                text = json.dumps(body)
                answer = self.browser.post(path, text, "application/json", headers=headers)
        said = answer.content.decode()
        places = self.home.tokens.places
        read = {one for one in TOKEN.findall(said) if one in places}
        self.seen |= {places[one][0] for one in read}
        self.wrong += [(path, places[one]) for one in read - self.may]
        self.wrong += [(path, answer.status_code)] * (answer.status_code not in ANSWERS)
        return int(answer.status_code)

    def whole(self) -> None:
        """Ask every operation about everybody, every way and every promise there is."""
        people: list[UUID] = [self.home.person.pk, self.home.other.pk, self.home.gone.pk]
        people += [one.pk for one in self.home.odd.values()]
        ids: dict[str, list[UUID]] = {
            "person_id": people,
            "referral_id": list(Referral.objects.values_list("pk", flat=True)),
            "promise_id": list(Promise.objects.values_list("pk", flat=True)),
        }
        for path, ways in document()["paths"].items():
            named = re.findall(r"{(\w+)}", path)
            for way in ways:
                for one in ids[named[0]] if named else [None]:
                    self._about(way, path, named[0] if named else "", one)
        for name in self.home.called():
            self.ask("post", "/api/v1/people/search", {"q": name[:100] or "x"})

    def _about(self, way: str, path: str, name: str, one: UUID | None) -> None:
        address = path.replace(f"{{{name}}}", str(one))
        for body in BODIES.get(path.rsplit("/", 1)[-1], [{}]) if way == "post" else [None]:
            status = self.ask(way, address, body)
            merged = one in (self.home.gone.pk, self.home.odd["away"].pk)
            if name == "person_id" and one not in self.reached and not merged and status == 200:
                self.wrong.append((path, "somebody out of reach"))


# From an older version: what stands now is told beside it.
BODIES: dict[str, list[object]] = {
    "{person_id}": [{"looks": "x"}, {}],
    "steps": [{"to": "asked", "on": "2026-11-24"}],
    "return": [{"on": "2026-11-24", "return_reason": "finished", "next_step": "rest"}],
    "outcome": [{"outcome": "kept"}],
    "notes": [{"at": "2026-11-20T10:00:00+09:00", "method": "visit", "being": True}],
    "promises": [{"text": "x", "due_on": "2026-12-01"}],
    "referrals": [{"purpose": "x", "system": "work", "receiver": "x", "on": "2026-11-24"}],
    "search": [{"q": "x"}],
}


def of_a_key(home: CanaryHome, by: Viewer, *duties: str) -> ProgramWalk:
    """Walk with a key that may all its member may, or what is named of it."""
    offered = [one.value for one in offered_to(by.duties)]
    walk = ProgramWalk(home, by, [one for one in offered if not duties or one in duties])
    walk.whole()
    return walk
