"""An answer that is left half way holds nobody up, and speaks for nobody when it is cleaned up."""

import gc
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import StreamingHttpResponse

from banso.kit.row_level_security import PartsWithin, in_force, limited_to_agency, made_within
from banso.people.models import Person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="there is no wall to speak at"),
]


def _left_half_way() -> Any:
    answer = made_within(uuid4(), StreamingHttpResponse(iter([b"one", b"two"])))
    parts = iter(answer)  # type: ignore[call-overload]
    assert next(parts) == b"one"
    return answer, parts


def test_it_is_cleaned_up_in_the_middle_of_a_statement() -> None:
    Person.objects.count()
    kept = [_left_half_way()]
    kept.append(kept)  # type: ignore[arg-type]
    del kept
    within = connection.connection
    with within.lock:  # as while a statement is under way
        gc.collect()
    assert Person.objects.count() == 0


def test_one_that_is_closed_speaks_for_whom_it_was_before() -> None:
    before, parts = in_force(), PartsWithin(uuid4(), iter([b"one", b"two"]))
    assert next(parts) == b"one"
    assert in_force() != before
    parts.close()
    assert in_force() == before
    mine = uuid4()
    with limited_to_agency(mine):
        assert in_force() == str(mine)
        assert list(PartsWithin(uuid4(), iter([b"one"]))) == [b"one"]
        assert in_force() == str(mine)
    assert in_force() == before
