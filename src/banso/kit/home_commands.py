"""
What the commands of the rooms have in common: they work on a home.

A room's commands stand in its `commands.py`, in a tuple called `COMMANDS`. They are read before it
is known which home is meant, and so before Django is set up: what a command needs of the rooms is
imported when it runs.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from banso.kit import home_key as keys
from banso.kit.home_openers import asked_key

SHARED = ("home", "database_url", "debug")


class HomeCommand(click.Command):
    """A command that works on a home, and in which Django is set up when it runs."""

    default_home: Path | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += [
            click.Option(
                ["--home"],
                type=click.Path(file_okay=False, path_type=Path),
                default=self.default_home,
                metavar="DIR",
                envvar="BANSO_HOME",
                show_envvar=True,
                help="the home that is meant",
            ),
            click.Option(
                ["--database-url"],
                metavar="URL",
                envvar="BANSO_DATABASE_URL",
                show_envvar=True,
                help="a PostgreSQL database instead of SQLite in the home",
            ),
            click.Option(["--debug"], is_flag=True, help="show errors in full, for developers"),
        ]

    def invoke(self, ctx: click.Context) -> Any:
        """Find the home, set Django up by it, and run."""
        home, database_url, debug = (ctx.params.pop(name) for name in SHARED)
        if home:
            home = home.expanduser().resolve()
            os.environ["BANSO_HOME"] = str(home)
            self.prepare(home)
            _open(home)
        if database_url:
            os.environ["BANSO_DATABASE_URL"] = database_url
        if debug:
            os.environ["BANSO_DEBUG"] = "1"
        _set_up()
        return super().invoke(ctx)

    def prepare(self, home: Path) -> None:
        """Make the home ready before its settings are read; there is nothing to do as a rule."""


class BeforeHome(HomeCommand):
    """A command that makes a home: it is told where, and nothing is read from there before."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run without settings."""
        home = ctx.params["home"]
        if home:
            ctx.params["home"] = home.expanduser().resolve()
        ctx.params.pop(SHARED[2])
        return click.Command.invoke(self, ctx)


def _open(home: Path) -> None:
    """
    Ask for the words that open a home, where it is opened by words and somebody is there.

    :raises click.ClickException: if they do not open it
    """
    try:
        if keys.kind_of_home(home) != keys.WORDS or keys.OPENED in os.environ:
            return
        if not sys.stdin.isatty():
            raise keys.NotOpened(f"{home} is opened by words, and there is no console to ask on")
        opened = asked_key(home)
    except keys.NotOpened as error:
        raise click.ClickException(str(error)) from error
    os.environ[keys.OPENED] = opened.told()


def _set_up() -> None:
    """
    Set Django up, unless it is already.

    :raises click.ClickException: if a setting says something that cannot be meant, or the database
        does not answer
    """
    import django
    from django.apps import apps
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    if apps.ready:
        return
    try:
        django.setup()
        _ask_database()
        _refuse_newer_home()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error
    except OperationalError as error:
        raise click.ClickException(f"the database does not answer: {error}") from error


def _ask_database() -> None:
    """Connect once without the pool, which would try again for a while before it says anything."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.wrap_database_errors:
            driver: Any = connection
            driver.Database.connect(**connection.get_connection_params()).close()


def _refuse_newer_home() -> None:
    """
    See that no newer program has worked in this home: it means things that this one can't know.

    :raises click.ClickException: if one has
    """
    from django.db import connection

    from banso.kit.versions import newer_than_this, this_version

    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return
    try:
        with connection.cursor() as cursor:
            if "django_migrations" not in connection.introspection.table_names(cursor):
                return
            cursor.execute("SELECT app, name FROM django_migrations")
            newer = newer_than_this(f"{app}.{name}" for app, name in cursor.fetchall())
    finally:
        connection.close()
    if newer:
        raise click.ClickException(
            f"a newer version has worked in this home ({newer[0]}; this is banso {this_version()}):"
            " use that one, or bring a backup of this version back"
        )


def command(
    name: str | None = None, *, cls: type[HomeCommand] = HomeCommand, **more: Any
) -> Callable[[Callable[..., None]], HomeCommand]:
    """Return a decorator that makes a function a command that works on a home."""
    return click.command(name, cls=cls, **more)
