"""A new password by mail: only beside a second key, once, for half an hour, and telling nobody."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from banso.access.actions import let_member_go, make_numbers
from banso.access.models import Account
from banso.audit.models import Event
from tests.conftest import Cast
from tests.seconded import second_of

NEW = "mata-hajimete-no-hibi"
ASK = {"way": "ask", "ask-username": "outreach", "ask-mail": "Rei@example.org"}


@pytest.fixture
def mailing(cast: Cast, settings: Any) -> Cast:
    """A home that can mail, in which an outreach counsellor has left an address and has a key."""
    settings.BANSO_CAN_MAIL = True
    make_numbers(by=cast.outreach)
    Account.objects.filter(username="outreach").update(email="rei@example.org")
    return cast


def _code(capture: Any, form: dict[str, str]) -> str:
    mail.outbox.clear()
    with capture(execute=True):
        answer = Client().post("/way-back/mail/", form)
    assert answer["Location"] == "/way-back/mail/"
    found = re.search(r"\b(\w+-\w{32})\b", mail.outbox[0].body) if mail.outbox else None
    return found.group(1) if found else ""


def _sets(code: str, **more: str) -> bool:
    form = {"way": "set", "username": "outreach", "code": code, "password": NEW} | more
    answer = Client().post("/way-back/mail/", form)
    assert answer.status_code in (302, 422)
    return answer.status_code == 302


def test_a_code_by_mail_sets_the_password_once_and_the_key_is_asked_for(
    mailing: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    code = _code(django_capture_on_commit_callbacks, ASK)
    assert "outreach" not in mail.outbox[0].body + mail.outbox[0].subject
    assert not _sets(code, username="centre")
    assert not _sets(code, password="short")
    assert _sets(code)
    assert not _sets(code)
    came = Client().post("/account/login/", {"login": "outreach", "password": NEW})
    assert came["Location"] == "/account/second-factor/authenticate/"
    assert Event.objects.filter(action="member_reset_by_mail").count() == 1


@pytest.mark.parametrize("what", ["no key", "other mail", "no mail", "nobody", "gone"])
def test_who_gets_no_code_is_answered_alike(
    mailing: Cast, what: str, django_capture_on_commit_callbacks: Any
) -> None:
    form = dict(ASK)
    if what == "no key":
        form |= {"ask-username": "centre"}
        Account.objects.filter(username="centre").update(email="rei@example.org")
    elif what == "other mail":
        form |= {"ask-mail": "else@example.org"}
    elif what == "no mail":
        Account.objects.filter(username="outreach").update(email="")
    elif what == "nobody":
        form |= {"ask-username": "nobody"}
    else:
        gone = mailing.outreach.member_id
        let_member_go(member_id=gone, on=mailing.today, by=second_of(mailing.manager))
    assert _code(django_capture_on_commit_callbacks, form) == ""


def test_after_half_an_hour_it_is_worth_nothing(
    mailing: Cast, django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    code = _code(django_capture_on_commit_callbacks, ASK)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not _sets(code)
    assert timezone.now() is not None


def test_without_mail_there_is_no_such_page_and_no_link(cast: Cast) -> None:
    assert Client().get("/way-back/mail/").status_code == 404
    assert "/way-back/mail/" not in Client().get("/way-back/").content.decode()
