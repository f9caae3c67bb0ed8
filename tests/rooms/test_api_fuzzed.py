"""Every operation of programs × every role: what the document allows, and what it does not."""

import json
from collections.abc import Callable, Iterable
from typing import Any
from unittest.mock import patch

import pytest
import schemathesis
from django.test.client import ClientHandler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from banso.access.rules import ROLES, Duty, Role
from banso.api.web.v1 import document
from banso.companionship.actions import make_promise
from banso.people.models import Person
from banso.referrals.actions import NewReferral, begin_referral
from tests.conftest import Cast
from tests.rooms.every_address import taken_back
from tests.rooms.test_api import haru, key_for

__all__ = ["haru"]
MAKE_KEYS = [role for role in Role if Duty.EXPORT_LISTS in ROLES[role].duties]
ASKED = 6  # of each operation, by each role
CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]


def in_this_process(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the server does, in the transaction of the test."""
    if environ["PATH_INFO"] == "/openapi.json":
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(document()).encode()]
    answer = ClientHandler(enforce_csrf_checks=True)(environ)
    start(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
    return [answer.content]


@pytest.mark.slow
@pytest.mark.either
@pytest.mark.parametrize("role", MAKE_KEYS)
def test_nothing_that_a_program_sends_becomes_a_500(role: str, cast: Cast, haru: Person) -> None:
    by = cast.outreach
    ids = {
        "person_id": haru.pk,
        "promise_id": make_promise(
            person_id=haru.pk, text="x", due_on=cast.today, answerable_id=by.member_id, by=by
        ).pk,
        "referral_id": begin_referral(
            person_id=haru.pk,
            referral=NewReferral(
                purpose="x",
                system="work",
                receiver="x",
                on=cast.today,
                answerable_id=by.member_id,
            ),
            by=by,
        ).pk,
    }
    key = {"Authorization": f"Bearer {key_for(cast.viewers[role])}"}
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app=in_this_process)
    told = set()

    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=ASKED,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), real=st.booleans())
        def ask(case: Any, real: bool) -> None:
            if real and case.path_parameters:
                case.path_parameters = {name: str(ids[name]) for name in case.path_parameters}
            with taken_back():
                answer = case.call(headers=key)
            assert answer.status_code < 500, (case.path, answer.status_code)
            told.add(answer.status_code)
            case.validate_response(answer, checks=CHECKS)

        with patch("banso.api.web.door.MOST_A_MINUTE", 10**6):
            ask()

    assert 404 in told
