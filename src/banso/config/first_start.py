"""The first start of a home for real use: an agency and its first manager, on the console."""

import sys
from typing import TextIO

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from banso.access.actions import SignIn, add_member, create_agency
from banso.access.rules import LOCK_AFTER, KeyOf
from banso.audit.actions import record_event
from banso.config.home_setup import say

QUESTIONS = {
    "agency": "支援機関の名前 / agency",
    "office": "事業所の名前 / office",
    "manager": "管理者の氏名 / manager's name",
    "username": "サインイン名(英数字) / sign-in name",
}
PASSWORD = "パスワード / password (10+)"  # noqa: S105 — the question


def set_up(given: dict[str, str], *, password_from: TextIO | None) -> None:
    """
    Ask for what was not given, and set up an agency and its first manager.

    :raises click.ClickException: if something was not given and there is nobody to ask
    """
    click.echo(
        "はじめての起動です。支援機関と、最初の管理者を登録します。 First start: your "
        "agency and its first manager."
    )
    answers = {name: given.get(name) or _ask(text) for name, text in QUESTIONS.items()}
    password = _given_password(password_from) if password_from else _ask_password()
    agency, offices = create_agency(
        name=answers["agency"],
        offices=[answers["office"]],
        key_of=KeyOf.EVERYBODY,
        lock_after=LOCK_AFTER,
    )
    member = add_member(
        agency_id=agency.pk,
        name=answers["manager"],
        roles=["manager"],
        office_ids=[offices[0].pk],
        on=timezone.localdate(),
        sign_in=SignIn(username=answers["username"], password=password),
    )
    record_event(
        action="agency_founded",
        by=None,
        agency_id=agency.pk,
        object_kind="access.Member",
        object_id=member.pk,
    )
    say("登録しました / set up")


def _ask(question: str) -> str:
    if not sys.stdin.isatty():
        raise click.ClickException(
            f"{question}: not given, and there is no console to ask on (see banso serve --help)"
        )
    return str(click.prompt(question)).strip()


def _given_password(source: TextIO) -> str:
    password = source.readline().rstrip("\r\n")
    try:
        validate_password(password)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    return password


def _ask_password() -> str:
    def strong(typed: str) -> str:
        try:
            validate_password(typed)
        except ValidationError as error:
            raise click.BadParameter(" ".join(error.messages)) from error
        return typed

    if not sys.stdin.isatty():
        raise click.ClickException("no password given, and there is no console to ask on")
    return str(click.prompt(PASSWORD, hide_input=True, value_proc=strong))
