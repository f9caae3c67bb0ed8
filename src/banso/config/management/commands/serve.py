"""`banso serve`: for real use."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from banso.access.actions import add_member, create_agency
from banso.access.queries import anybody_here
from banso.audit.actions import record_event
from banso.config.home_setup import make_home, say, serve


class Command(BaseCommand):
    """
    Serve a home for real use; on the first start, set up an agency and its first manager on the
    console.
    """

    help = "serve a home for real use; sets up an agency and its first manager on the first start"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to listen, and answers for the set-up that need not be asked then."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        for name in ("agency", "office", "manager", "username"):
            parser.add_argument(f"--{name}", default="")
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="read the first manager's password from standard input",
        )
        parser.add_argument("--set-up-only", action="store_true", help="set up and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the home ready, set it up where it is new, and serve."""
        if settings.BANSO_DEMO:
            raise CommandError(
                "this is a demonstration's home; real people need a home of their own (--home DIR)"
            )
        make_home()
        if not anybody_here():
            self._set_up(options)
        if options["set_up_only"]:
            return
        say(f"serving on http://{options['host']}:{options['port']}/ — stop with Ctrl+C")
        serve(options["host"], options["port"])

    def _ask(self, question: str, given: str) -> str:
        while not given:
            if not sys.stdin.isatty():
                raise CommandError(
                    f"{question}: not given, and there is no console to ask on (see banso "
                    "serve --help)"
                )
            given = input(f"{question}: ").strip()
        return given

    def _password(self, options: dict[str, Any]) -> str:
        while True:
            password = (
                sys.stdin.readline().strip()
                if options["password_stdin"]
                else getpass.getpass("パスワード / password (10+): ")
            )
            try:
                validate_password(password)
            except ValidationError as error:
                if options["password_stdin"]:
                    raise CommandError(" ".join(error.messages)) from error
                self.stderr.write(" ".join(error.messages))
                continue
            return password

    def _set_up(self, options: dict[str, Any]) -> None:
        self.stdout.write(
            "はじめての起動です。支援機関と、最初の管理者を登録します。 First start: your "
            "agency and its first manager."
        )
        agency_name = self._ask("支援機関の名前 / agency", options["agency"])
        office_name = self._ask("事業所の名前 / office", options["office"])
        name = self._ask("管理者の氏名 / manager's name", options["manager"])
        username = self._ask("サインイン名(英数字) / sign-in name", options["username"])
        password = self._password(options)
        agency, offices = create_agency(name=agency_name, offices=[office_name])
        member = add_member(
            agency_id=agency.pk,
            username=username,
            password=password,
            name=name,
            roles=["manager"],
            office_ids=[offices[0].pk],
            on=timezone.localdate(),
        )
        record_event(
            action="agency_founded",
            by=None,
            agency_id=agency.pk,
            object_kind="access.Member",
            object_id=member.pk,
        )
        say("登録しました / set up")
