"""Making a home ready: static files, database."""

import sys

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from banso.config.roles import as_owner, check_role
from banso.config.static_files import make_static_files


def say(text: str) -> None:
    """Show progress on standard error."""
    sys.stderr.write(f"banso: {text}\n")
    sys.stderr.flush()


def font_said() -> str:
    """Return which font sheets are printed in, or what to do where none has their signs."""
    from banso.kit.sheets.pdf import font_in_use

    return font_in_use() or (
        "no Japanese font with the signs of the sheets: no PDF can be made "
        "(Debian: fonts-noto-cjk, or BANSO_FONTS)"
    )


def make_home() -> None:
    """Bring a home up to date; safe to repeat, and quick when nothing is to be done."""
    from banso.privacy.actions.erased_again import erase_again

    if not settings.DEBUG:
        say("static files")
        make_static_files()
    say("database")
    with as_owner():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:  # a migration waits until it has its turn
                cursor.execute("SET lock_timeout = 0")
        call_command("migrate", interactive=False, verbosity=0)
    check_role()
    if again := erase_again():
        say(f"{again} records erased again: this home is from a backup of before")
    say(f"sheets are printed in: {font_said()}")
