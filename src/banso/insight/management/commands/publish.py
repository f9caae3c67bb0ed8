"""
`banso publish`: bring the snapshots up to now, from which trends, questions and reports are
answered; for cron.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from banso.access.queries import every_manager
from banso.insight.actions import close_research, publish_agency


class Command(BaseCommand):
    """Publish every agency of the home, and empty the lists for research whose day is over."""

    help = (
        "publish what trends, questions and reports are answered from: ids, codes and days, no "
        "names; only what has changed since the last time"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to begin anew."""
        parser.add_argument("--whole", action="store_true", help="write everything anew")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish and tell how much."""
        today = timezone.localdate()
        close_research(today=today)
        for name, viewer in every_manager(today=today):
            done = publish_agency(agency_id=viewer.agency_id, whole=options["whole"])
            how = "whole" if done.whole else "changes"
            self.stdout.write(
                f"{name}: {how}, {done.rows} rows, {done.touched} people touched "
                f"since{', went on' if done.went_on else ''}"
            )
