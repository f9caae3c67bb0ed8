"""
`banso watch`: is the list that must be empty empty? For cron: exit status 1 where it is not; a mail
that holds no names.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from banso.access.queries import every_manager
from banso.referrals.queries import at_risk, count_unwatched


class Command(BaseCommand):
    """Count, for every agency of the home."""

    help = (
        "count the people whom nobody watches over and the silent referrals; exit status 1 where "
        "there are any"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to write to."""
        parser.add_argument(
            "--mail",
            action="append",
            default=[],
            metavar="ADDRESS",
            help="send the counts there where there are any; may be repeated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Count and tell."""
        with translation.override("ja"):
            lines, worst = [], 0
            for name, viewer in every_manager(today=timezone.localdate()):
                people, silent = count_unwatched(viewer), len(at_risk(viewer))
                worst += people + silent
                lines.append(
                    _(
                        "%(agency)s: people nobody watches over %(people)s, silent referrals "
                        "on the manager’s desk %(silent)s"
                    )
                    % {"agency": name, "people": people, "silent": silent}
                )
            text = "\n".join(lines)
            self.stdout.write(text)
            if worst and options["mail"]:
                send_mail(_("Banso: somebody needs a look"), text, None, options["mail"])
        if worst:
            raise CommandError(_("The list that must be empty is not empty."), returncode=1)
