"""`banso export`: what may be given on, from the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from banso.access.queries import first_manager
from banso.interop.actions import export_file


class Command(BaseCommand):
    """Give the directory on."""

    help = (
        "hsds|receivers FILE: the directory of receivers as Open Referral HSDS 3.0 (FILE.zip: "
        "tables in CSV; else JSON), or as CSV under the headings municipalities use, without "
        "anything of any agency's own checks"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what, and where to."""
        parser.add_argument("what", choices=["hsds", "receivers"])
        parser.add_argument("path", type=Path)
        parser.add_argument(
            "--agency", default="", help="the agency's name, where the home has several"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, whole or not at all."""
        viewer = first_manager(options["agency"], today=timezone.localdate())
        if viewer is None:
            raise CommandError(
                "this home has no agency with a manager yet (banso serve sets one up)"
            )
        path: Path = options["path"]
        begun = path.with_name(f"{path.name}.part")
        kind = (
            "list.csv"
            if options["what"] == "receivers"
            else "hsds.zip"
            if path.suffix == ".zip"
            else "hsds.json"
        )
        with begun.open("wb") as file:
            written = export_file(kind, file, by=viewer)
        begun.replace(path)
        self.stdout.write(f"services: {written}")
