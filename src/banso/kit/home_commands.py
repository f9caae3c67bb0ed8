"""
What the commands of the rooms have in common: they work on a home.

A room's commands stand in its `commands.py`, in a tuple called `COMMANDS`. They are read before it
is known which home is meant, and so before Django is set up: what a command needs of the rooms is
imported when it runs.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

SHARED = ("home", "database_url", "debug")


class HomeCommand(click.Command):
    """A command that works on a home, and in which Django is set up when it runs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += [
            click.Option(
                ["--home"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar="DIR",
                help="the home that is meant; else BANSO_HOME says it",
            ),
            click.Option(
                ["--database-url"],
                metavar="URL",
                help="a PostgreSQL database instead of SQLite in the home; else "
                "BANSO_DATABASE_URL says it",
            ),
            click.Option(["--debug"], is_flag=True, help="show errors in full, for developers"),
        ]

    def invoke(self, ctx: click.Context) -> Any:
        """Find the home, set Django up by it, and run."""
        home, database_url, debug = (ctx.params.pop(name) for name in SHARED)
        if home:
            os.environ["BANSO_HOME"] = str(home.expanduser().resolve())
        if database_url:
            os.environ["BANSO_DATABASE_URL"] = database_url
        if debug:
            os.environ["BANSO_DEBUG"] = "1"
        self.find_home()
        _set_up()
        return super().invoke(ctx)

    def find_home(self) -> None:
        """Make the home ready before its settings are read; there is nothing to do as a rule."""


def _set_up() -> None:
    """
    Set Django up, unless it is already.

    :raises click.ClickException: if a setting says something that cannot be meant
    """
    import django
    from django.apps import apps
    from django.core.exceptions import ImproperlyConfigured

    if apps.ready:
        return
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error


def command(
    name: str | None = None, *, cls: type[HomeCommand] = HomeCommand, **more: Any
) -> Callable[[Callable[..., None]], HomeCommand]:
    """Return a decorator that makes a function a command that works on a home."""
    return click.command(name, cls=cls, **more)
