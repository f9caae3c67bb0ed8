"""What can't be done for now is said with a 503 that keeps what was typed."""

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError
from django.test import Client

from banso.access import doors
from banso.access.for_now import AWAY, BUSY, FULL, reason_of
from banso.kit.logs import number_of

Browsers = Callable[[str], Client]


class OfServer(Exception):
    """An error of PostgreSQL's driver, as far as it is looked at."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__()
        self.sqlstate = sqlstate


def wrapped(kind: type[Exception], said: str = "", *, state: str | None = None) -> Exception:
    error = kind(said)
    error.__cause__ = OfServer(state) if state is not None else sqlite3.OperationalError(said)
    return error


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (wrapped(OperationalError, "database is locked"), BUSY),
        (wrapped(OperationalError, "database or disk is full"), FULL),
        (wrapped(OperationalError, "unable to open database file"), AWAY),
        (wrapped(OperationalError, state="55P03"), BUSY),
        (wrapped(OperationalError, state="57014"), BUSY),
        (wrapped(OperationalError, state="53100"), FULL),
        (wrapped(OperationalError, state="57P01"), AWAY),
        (wrapped(OperationalError, state="08006"), AWAY),
        (wrapped(OperationalError, "connection refused", state=""), AWAY),
        (wrapped(OperationalError, "no such column"), None),
        (wrapped(InterfaceError, "the connection is closed"), AWAY),
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OSError(errno.ENOENT, "No such file"), None),
        (wrapped(IntegrityError, state="23505"), None),
        (wrapped(OperationalError, state="42P01"), None),
        (wrapped(DatabaseError, "malformed"), None),
        (ValueError("x"), None),
        (None, None),
    ],
)
def test_what_passes_by_itself_is_told_from_what_does_not(
    error: Exception | None, why: object
) -> None:
    assert reason_of(error) is why


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let every door meet an error behind it."""

    def through(*_about: Any, **_more: Any) -> None:
        raise error

    monkeypatch.setattr(doors, "_through", through)


def test_what_was_typed_is_kept_and_sent_again(
    signed_in: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in("manager")
    browser.raise_request_exception = False
    failing(monkeypatch, wrapped(OperationalError, "database is locked"))

    answer = browser.post(
        "/members/add/?from=1",
        {"name": '春 "はる"', "roles": ["outreach", "centre"], "password": "correct-horse-8"},
    )

    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert 'action="/members/add/?from=1"' in page
    assert 'value="春 &quot;はる&quot;"' in page
    assert page.count('name="roles"') == 2
    assert "correct-horse-8" not in page
    assert "もう一度送る" in page
    assert "もう一度開く" in browser.get("/members/").content.decode()


def test_what_does_not_pass_stays_a_fault_of_ours(
    signed_in: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in("manager")
    browser.raise_request_exception = False
    failing(monkeypatch, ValueError("x"))

    assert browser.get("/members/").status_code == 500


@pytest.mark.once
def test_the_log_has_the_number_of_an_error_and_none_of_its_words() -> None:
    assert number_of(wrapped(OperationalError, "山田", state="53100")) == "53100"
    assert number_of(OSError(errno.ENOSPC, "山田")) == "ENOSPC"
    assert number_of(ValueError("山田")) == number_of(None) == ""
    with closing(sqlite3.connect(":memory:")) as there, pytest.raises(sqlite3.Error) as refused:
        there.execute("SELECT 山田 FROM 台帳")
    assert number_of(refused.value) == "SQLITE_ERROR"
