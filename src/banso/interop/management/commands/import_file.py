"""`banso import`: from the command line."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from banso.access.queries import first_manager
from banso.access.viewer import Viewer
from banso.interop.actions import (
    columns_of,
    import_hmis,
    import_hsds,
    import_ledger,
    import_offices,
    import_receivers,
    keep_mapping,
)
from banso.interop.ledger_headings import FIELDS
from banso.interop.queries import mapping_for
from banso.interop.rules import Progress as Shown
from banso.interop.rules import Report
from banso.interop.table_files import cells_of
from banso.kit.refusals import Refusal


class Command(BaseCommand):
    """Bring something in."""

    help = (
        "offices|receivers|hsds|hmis|ledger FILE_OR_DIR: bring counters, a list of facilities, "
        "HSDS 3.0 (JSON, or tables in a zip or folder), an HMIS export, or a ledger in; a second "
        "run changes nothing"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what, from where, and how."""
        parser.add_argument("what", choices=["offices", "receivers", "hsds", "hmis", "ledger"])
        parser.add_argument("path", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="report only; keep nothing")
        parser.add_argument(
            "--json", action="store_true", help="the report as one JSON object on standard output"
        )
        parser.add_argument("--source", default="", help="receivers, hsds: who published the file")
        parser.add_argument("--licence", default="", help="receivers: under which licence")
        parser.add_argument(
            "--agency", default="", help="the agency's name, where the home has several"
        )
        parser.add_argument(
            "--ledger",
            default="",
            choices=["", "outreach", "centre", "aftercare"],
            help="which ledger the rows belong to",
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="HEADING=FIELD",
            help=f"correct the guess; fields: {', '.join(FIELDS)}",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import with a progress bar, and report."""
        path: Path = options["path"]
        if not path.exists():
            raise CommandError(f"{path}: no such file or folder")
        call_command(
            "migrate", verbosity=0, interactive=False
        )  # a home that was never served yet has no tables
        console = Console(stderr=True)
        try:
            with Progress(console=console, disable=not sys.stderr.isatty()) as bar:
                task = bar.add_task(options["what"], total=None)
                report = self._import(
                    options, lambda done, total: bar.update(task, completed=done, total=total)
                )
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            self._say(report, dry=options["dry_run"])

    def _viewer(self, options: dict[str, Any]) -> Viewer:
        viewer = first_manager(options["agency"], today=timezone.localdate())
        if viewer is None:
            raise CommandError(
                "this home has no agency with a manager yet (banso serve sets one up)"
            )
        return viewer

    def _import(self, options: dict[str, Any], progress: Shown) -> Report:
        path, dry = options["path"], options["dry_run"]
        if options["what"] == "offices":
            return import_offices(path, dry_run=dry, progress=progress)
        if options["what"] == "hsds":
            return import_hsds(path, source=options["source"], dry_run=dry, progress=progress)
        if options["what"] == "receivers":
            return self._receivers(options, progress)
        viewer = self._viewer(options)
        if options["what"] == "hmis":
            return import_hmis(path, by=viewer, dry_run=dry, progress=progress)
        return self._ledger(options, viewer, progress)

    def _receivers(self, options: dict[str, Any], progress: Shown) -> Report:
        cells = cells_of(options["path"].read_bytes())
        top, columns = columns_of(cells)
        for column, heading in enumerate(cells[top]):
            if heading.strip():
                self.stderr.write(f"  {heading.strip()} → {columns.get(column) or '—'}")
        source = options["source"] or options["path"].stem
        return import_receivers(
            cells,
            file=options["path"].name,
            source=source,
            licence=options["licence"],
            dry_run=options["dry_run"],
            progress=progress,
        )

    def _ledger(self, options: dict[str, Any], viewer: Viewer, progress: Shown) -> Report:
        cells = cells_of(options["path"].read_bytes())
        top, columns, kept_ledger = mapping_for(cells, viewer)
        header = cells[top] if cells else []
        for correction in options["column"]:
            heading, _sep, field = correction.partition("=")
            if heading not in header or (field and field not in FIELDS):
                raise CommandError(f"--column {correction}: no such heading or field")
            columns = {column: known for column, known in columns.items() if known != field}
            columns[header.index(heading)] = field
        ledger = options["ledger"] or kept_ledger or "outreach"
        for column, heading in enumerate(header):
            if heading.strip():
                self.stderr.write(f"  {heading.strip()} → {columns.get(column) or '—'}")
        if not options["dry_run"]:
            keep_mapping(header=header, columns=columns, ledger=ledger, by=viewer)
        return import_ledger(
            cells,
            top=top,
            columns=columns,
            ledger=ledger,
            file=options["path"].name,
            by=viewer,
            dry_run=options["dry_run"],
            progress=progress,
        )

    def _say(self, report: Report, *, dry: bool) -> None:
        for kind, tally in report.kinds.items():
            self.stdout.write(
                f"{kind}: read {tally.read}, new {tally.new}, changed {tally.changed}, "
                f"unchanged {tally.unchanged}, refused {len(tally.refused)}"
            )
            for one in tally.refused[:50]:
                self.stdout.write(f"  {one.file} row {one.row} {one.field}: {one.reason}")
            if len(tally.refused) > 50:
                self.stdout.write(f"  … and {len(tally.refused) - 50} more (see --json)")
        for note in report.notes:
            self.stdout.write(note)
        if dry:
            self.stdout.write("dry run: nothing was kept")
