"""`banso instruments`: which forms there are, and what is wrong with those that can't be read."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banso.assessment.instrument import BadInstrument, instrument_files, read_form


class Command(BaseCommand):
    """Read every form's file and say what was found."""

    help = (
        "list the forms of assessment, those that come along and those in the home's folder "
        "instruments/, and check them"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """List; fail where a file can't be read."""
        broken = 0
        for path in instrument_files():
            try:
                form = read_form(path.read_text(encoding="utf-8"))
            except (BadInstrument, UnicodeDecodeError) as error:
                broken += 1
                self.stdout.write(f"✗ {path.name}: {error}")
                continue
            until = form.until_on or ""
            self.stdout.write(
                f"✓ {path.name}: {form.title.ja} {form.version}, {form.from_on}–{until}, "
                f"{len(form.sections)} sections, {len(form.items)} items"
            )
        if broken:
            raise CommandError(f"{broken} of the forms can't be used")
