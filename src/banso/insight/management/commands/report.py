"""
`banso report NAME --fiscal-year 2026`: a report as text or as an Excel file, from what was
published last.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from banso.access.queries import every_manager
from banso.insight import queries
from banso.insight.report_labels import REPORT_LABELS
from banso.insight.report_rows import cells_of, notes_of
from banso.kit.eras import fiscal_year
from banso.kit.export import numbers_as_file
from banso.kit.refusals import NotSeen


class Command(BaseCommand):
    """Write a report for every agency of the home."""

    help = (
        "write a report (support, accompanying, outreach, centre) of a fiscal year, from what "
        "`banso publish` published last"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which report, of which year, and where to."""
        parser.add_argument("name", choices=sorted(REPORT_LABELS))
        parser.add_argument(
            "--fiscal-year",
            type=int,
            default=None,
            metavar="YEAR",
            help="2026 means from April 2026 to March 2027; this one if not said",
        )
        parser.add_argument(
            "--xlsx",
            type=Path,
            default=None,
            metavar="FOLDER",
            help="write Excel files there, one an agency",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer and write."""
        today = timezone.localdate()
        year = options["fiscal_year"] or fiscal_year(today)
        with translation.override("ja"):
            for number, (name, viewer) in enumerate(every_manager(today=today), start=1):
                try:
                    found = queries.report(viewer, options["name"], year)
                except queries.NothingPublished:
                    sentence = _(
                        "Nothing has been published yet. Figures are answered from a copy "
                        "without names, so that they don’t weigh on the work."
                    )
                    self.stdout.write(f"{name}: {sentence}")
                    continue
                except NotSeen as error:
                    raise CommandError(_("That fiscal year has not begun.")) from error
                head, rows = cells_of(found)
                if options["xlsx"]:
                    path = options["xlsx"] / f"{options['name']}-{year}-{number}.xlsx"
                    path.write_bytes(
                        numbers_as_file(
                            path.stem,
                            f"{name} {REPORT_LABELS[options['name']]}",
                            head,
                            rows,
                            notes_of(found),
                        ).content
                    )
                    self.stdout.write(str(path))
                    continue
                self.stdout.write(f"{name} {REPORT_LABELS[options['name']]}")
                for cells in ([head], rows, notes_of(found)):
                    self.stdout.write(
                        "\n".join(
                            "\t".join("" if cell is None else str(cell) for cell in line)
                            for line in cells
                        )
                    )
