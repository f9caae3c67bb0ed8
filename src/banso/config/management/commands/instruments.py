"""`banso instruments`: which forms there are, and what is wrong with those that can't be read."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banso.kit.data_forms import BadForm, Shelf
from banso.kit.declarations import declared


class Command(BaseCommand):
    """Read every form's file and say what was found."""

    help = (
        "list the forms that are data (of assessment, questionnaires, intake), those that come "
        "along and those in the home's own folders, and check them"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """List; fail where a file can't be read."""
        broken = 0
        for shelf in declared(Shelf):
            self.stdout.write(f"{shelf.name}")
            for path in shelf.files():
                try:
                    form = shelf.read_file(path)
                except BadForm as error:
                    broken += 1
                    self.stdout.write(f"✗ {error}")
                    continue
                days = f"{form.from_on or ''}–{form.until_on or ''}"
                self.stdout.write(
                    f"✓ {path.name}: {form.title.ja} {form.version}, {days}, "
                    f"{len(form.items)} items"
                )
        if broken:
            raise CommandError(f"{broken} of the forms can't be used")
