"""
Whatever stands in an address, of whatever kind: it never becomes a 500 or a word that is not ours.
What is typed into forms, `test_doors` sends.

No list of names is kept: whoever asks for a parameter is given the wrong one.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.test import Client

from tests.conftest import Cast
from tests.house.words import words_not_ours
from tests.rooms.test_doors import Home, our_routes
from tests.rooms.what_is_asked import Asked, note_who_looks


class Poisoned(Asked):
    """What was sent, with the same wrong value for everything else that anybody asks for."""

    poison = ""

    def __init__(
        self, sent: Any = "", *, mutable: bool = True, encoding: str | None = None
    ) -> None:
        super().__init__("", mutable=True, encoding=encoding)
        self.setlist("poison", [self.poison])
        self.update(QueryDict(sent, encoding=encoding) if isinstance(sent, str) else sent)

    def __contains__(self, name: object) -> bool:
        Asked.looked = True
        return True

    def __getitem__(self, name: str) -> Any:
        return super().__getitem__(name) if super().__contains__(name) else self.poison

    def get(self, name: str, default: Any = None) -> Any:
        """Return what was sent, or the wrong value."""
        return self[name]

    def getlist(self, name: str, default: Any = None) -> Any:
        """Return what was sent, or the wrong value, twice."""
        sent = super().__contains__(name)
        return super().getlist(name) if sent else [self.poison, self.poison]


class _Poisoning:
    """What stands in an address or a form, poisoned; a view may still put something else there."""

    def __init__(self, name: str) -> None:
        self.name, real = name, vars(WSGIRequest)[name]
        self.read = real.fget if isinstance(real, property) else real.func

    def __get__(self, request: WSGIRequest, _owner: object = None) -> Poisoned:
        found = Poisoned(self.read(request))
        vars(request)[self.name] = found  # kept there: this is asked once
        return found


MANY_LOOK = 40
POISON = {
    "no digit for a number": "²",
    "many digits": "9" * 5000,
    "deep": urlsafe_b64encode(b"[" * 100_000).decode(),
}


@pytest.mark.slow
@pytest.mark.either
def test_nothing_of_a_wrong_kind_becomes_a_500(
    cast: Cast, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, browser = Home(cast), signed_in("manager")
    browser.raise_request_exception = False
    for name in ("GET", "POST"):
        monkeypatch.setattr(WSGIRequest, name, _Poisoning(name))
    note_who_looks(monkeypatch)
    looks = [route for route, _duties in our_routes()]
    broken: list[tuple[str, str, object]] = []
    for kind, poison in POISON.items():
        monkeypatch.setattr(Poisoned, "poison", poison)
        tried, looks = looks, []
        for route in tried:
            Asked.looked = False
            answer = browser.get(home.address(route))
            looks += [route] if Asked.looked else []
            text = answer.content.decode(errors="replace") if not answer.streaming else ""
            if answer.status_code >= 500:
                broken.append((kind, route, answer.status_code))
            broken += [(kind, route, word) for word in words_not_ours(text)]

    assert broken == []
    assert len(looks) > MANY_LOOK
