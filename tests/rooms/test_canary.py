"""
Every text has a rule of who may read it, and every address keeps to it: as every role, and for
somebody of another agency; with somebody hidden, merged away, dead, nameless, never met. The same
walk holds that no address breaks, that doors open as the roles say, and that no word of a
framework is said.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client

from banso.access.rules import ROLES, Role
from banso.access.text_rules import TextRule
from banso.access.viewer import Viewer
from banso.kit.declarations import declared
from banso.kit.sheets import answering
from tests.conftest import ROLES as CAST_ROLES
from tests.conftest import Cast
from tests.house.words import words_not_ours
from tests.rooms.canary import (
    COMPARED,
    TOKEN,
    CanaryHome,
    models_with_texts,
    plain_pdf,
    readable_tokens,
    text_of,
    typed_fields,
)
from tests.rooms.test_doors import our_routes

# Left out where something else is not there too, or kept as codes alone.
NOT_BY_ITSELF = {
    ("conferences.AgendaItem", "subject"),
    ("intake.Intake", "answers"),
    ("referrals.Referral", "suspended_reason"),
    ("resources.ServiceCheck", "points"),
    ("resources.ServiceCheck", "reply"),
    ("resources.ServiceIncident", "reply"),
    ("surveys.Survey", "answers"),
    ("interop.ImportDifference", "here"),
    ("interop.ImportDifference", "file"),
    ("training.Supervision", "agreed"),
}


@dataclass
class Walker:
    """Somebody who opens every address of the home."""

    home: CanaryHome
    role: str
    viewer: Viewer
    browser: Client

    def walk(self) -> Iterator[tuple[str, str, object]]:
        """Yield what is wrong: the role, the address and what was found there."""
        may = readable_tokens(self.home, self.viewer)
        for route, duties in our_routes():
            opens = set(duties) <= {duty.value for duty in self.viewer.duties}
            for address in self.home.addresses(route):
                answer = self.browser.get(address)
                text = text_of(answer)
                found: list[object] = [
                    self.home.tokens.places[one]
                    for one in set(TOKEN.findall(text)) - may
                    if one in self.home.tokens.places
                ]
                found += words_not_ours(text)
                if answer.status_code not in ((200, 302, 404, 405) if opens else (403, 405)):
                    found.append(answer.status_code)
                yield from ((self.role, route, one) for one in found)


@pytest.fixture
def canary(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[CanaryHome]:
    """A home with a token in every text."""
    monkeypatch.setattr(answering, "pdf_of", plain_pdf)
    logging.disable(logging.WARNING)
    yield CanaryHome(cast)
    logging.disable(logging.NOTSET)


def _nothing_was_left_out(home: CanaryHome) -> None:
    """Hold that each text of each model carries a token, of each thing it can speak of."""
    have = {(label, name.split(".")[0]) for label, _key, name in home.tokens.places.values()}
    texts = {
        (model._meta.label, one.name)
        for model in models_with_texts()
        for one in typed_fields(model)
    }
    assert texts - have - COMPARED - NOT_BY_ITSELF == set()
    of_each_kind = {
        (rule.model, str(code))
        for rule in declared(TextRule)
        for code in rule.asks
        for model in models_with_texts()
        if model._meta.label == rule.model
        and not any(model._default_manager.filter(**{path: code}).exists() for path in rule.about)
    }
    assert of_each_kind == set()


@pytest.mark.slow
@pytest.mark.either
@pytest.mark.parametrize(
    "roles",
    [CAST_ROLES[::2], [*CAST_ROLES[1::2], "neighbour"]],
    ids=["every second role", "the others, and another agency"],
)
def test_no_address_shows_a_text_to_whoever_may_not_read_it(
    roles: list[str], canary: CanaryHome, signed_in: Callable[[str], Client]
) -> None:
    _nothing_was_left_out(canary)
    wrong = []
    for role in roles:
        viewer = canary.cast.viewers.get(role, canary.cast.neighbour)
        assert viewer.duties == ROLES[Role(role if role in CAST_ROLES else "manager")].duties
        browser = signed_in(role)
        browser.raise_request_exception = False
        wrong += Walker(canary, role, viewer, browser).walk()

    assert wrong == []
