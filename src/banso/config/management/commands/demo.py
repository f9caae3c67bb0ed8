"""`banso demo`: a home with invented people, served."""

import threading
import webbrowser
from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from banso.access.queries import anybody_here, demo_accounts, every_manager
from banso.config.home_setup import make_home, say, serve
from banso.insight.actions import publish_agency


class Command(BaseCommand):
    """Fill a demo home once, then serve it."""

    help = "a home with invented sample people, served"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-open", action="store_true", help="do not open a browser")
        parser.add_argument("--fill-only", action="store_true", help="fill the home and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the home ready, fill it once, print the sign-ins, serve."""
        if not settings.BANSO_DEMO:
            raise CommandError("demo people can live in a demo home only")
        demo = import_module("banso_demo")  # by name: the house stands without it
        make_home()
        if not anybody_here():
            say("sample people (invented)")
            demo.fill()
            for _name, viewer in every_manager(today=timezone.localdate()):
                publish_agency(agency_id=viewer.agency_id)
        url = f"http://{options['host']}:{options['port']}/"
        self.stdout.write(
            f"\n  {url}\n  サインイン名 / sign-in: {', '.join(demo_accounts())}\n  "
            f"パスワード / password: {demo.PASSWORD}\n"
        )
        self.stdout.flush()
        if options["fill_only"]:
            return
        if not options["no_open"]:
            threading.Timer(2.0, webbrowser.open, [url]).start()
        serve(options["host"], options["port"])
