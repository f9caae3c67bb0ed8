"""`banso audit verify`: has anybody changed, removed or reordered the trace?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banso.audit.queries import verify


class Command(BaseCommand):
    """Check the trace."""

    help = (
        "verify: walk the hash chains and report every change, removal or reordering (exit 1 if "
        "there is any)"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb."""
        parser.add_argument("verb", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk the chains and say what was found."""
        count, faults, heads = verify()
        for fault in faults:
            self.stderr.write(f"{fault.agency_id} event {fault.seq}: {fault.what}")
        for agency, (seq, sealed) in heads.items():
            self.stdout.write(f"{agency} events {seq} head {sealed}")
        if faults:
            raise CommandError(f"{len(faults)} fault(s) in {count} events")
        self.stdout.write(f"{count} events, all in order")
