"""The commands of the whole: serving, the forms that are data, and Django's own."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from banso.config.seal_commands import COMMANDS as SEAL_COMMANDS
from banso.kit.home_commands import HomeCommand, command

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Serve(HomeCommand):
    """The server's command: what is said of encryption is a setting of the whole."""

    def invoke(self, ctx: click.Context) -> Any:
        """Let cookies go through encrypted connections only, where there is nothing else."""
        certificate, key = ctx.params["certificate"], ctx.params["key"]
        if bool(certificate) != bool(key):
            raise click.UsageError("--certificate and --key go together")
        behind_proxy = ctx.params.pop("behind_proxy")
        if behind_proxy:
            os.environ["BANSO_PROXIES"] = "1"
        if behind_proxy or certificate:
            os.environ["BANSO_HTTPS"] = "1"
        return super().invoke(ctx)


@command(cls=Serve)
@click.option("--host", default="127.0.0.1", show_default=True, help="where to listen")
@click.option("--port", default=8000, show_default=True, help="at which port")
@click.option("--certificate", type=FILE, help="serve by TLS itself: the certificate (PEM)")
@click.option("--key", type=FILE, help="its key (PEM)")
@click.option(
    "--behind-proxy",
    is_flag=True,
    help="one TLS proxy stands before it (as BANSO_HTTPS=1 and BANSO_PROXIES=1)",
)
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 32),
    help="so many processes that answer, eight requests at once in each",
)
@click.option("--agency", default="", help="first start: the agency's name")
@click.option("--office", default="", help="first start: the name of its first office")
@click.option("--manager", default="", help="first start: the name of its first manager")
@click.option("--username", default="", help="first start: the manager's sign-in name")
@click.option(
    "--password-stdin",
    is_flag=True,
    help="first start: read the manager's password from standard input",
)
@click.option("--set-up-only", is_flag=True, help="set up and stop")
@click.option(
    "--no-schedule", is_flag=True, help="without what runs by itself (see banso schedule)"
)
def serve(
    host: str,
    port: int,
    certificate: Path | None,
    key: Path | None,
    password_stdin: bool,
    set_up_only: bool,
    no_schedule: bool,
    **given: Any,
) -> None:
    """
    Serve a home for real use.

    On the first start it asks for your agency and its first manager.
    """
    from django.conf import settings

    from banso.access.queries import anybody_here
    from banso.config.first_start import set_up
    from banso.config.home_setup import make_home, say
    from banso.config.serving import Door, check_door
    from banso.config.serving import serve as listen

    if settings.BANSO_DEMO:
        raise click.ClickException(
            "this is a demonstration's home; real people need a home of their own (--home DIR)"
        )
    workers = given.pop("workers")
    door = Door(host, port, certificate, key)
    if not set_up_only:
        check_door(door)
    make_home()
    if not anybody_here():
        set_up(given, password_from=sys.stdin if password_stdin else None)
    if set_up_only:
        return
    say(f"serving on {door.address} — stop with Ctrl+C")
    listen(door, schedule=not no_schedule, workers=workers)


@command()
@click.option(
    "--backup",
    "place",
    type=click.Path(file_okay=False, path_type=Path),
    help="where to make a backup before; BANSO_BACKUP_PLACES otherwise",
)
@click.option("--without-backup", is_flag=True, help="make none before")
def upgrade(place: Path | None, without_backup: bool) -> None:
    """
    Bring a home of an older version up to date.

    Makes a backup, migrates, and looks whether all is in order. The server must not run.
    """
    from django.conf import settings

    from banso.config.upgrading import upgrade_home

    places = [place] if place else settings.BANSO_BACKUP_PLACES
    upgrade_home(places, without_backup=without_backup)


@command()
def instruments() -> None:
    """
    Check the forms that are data.

    Lists the forms of assessment, questionnaires and intake, those that come along and those in the
    home's own folders; exit status 1 where one can't be used.
    """
    from banso.kit.data_forms import BadForm, Shelf
    from banso.kit.declarations import declared

    broken = 0
    for shelf in declared(Shelf):
        click.echo(shelf.name)
        for path in shelf.files():
            try:
                form = shelf.read_file(path)
            except BadForm as error:
                broken += 1
                click.echo(f"✗ {error}")
                continue
            days = f"{form.from_on or ''}–{form.until_on or ''}"
            click.echo(
                f"✓ {path.name}: {form.title.ja} {form.version}, {days}, {len(form.items)} items"
            )
    if broken:
        raise click.ClickException(f"{broken} of the forms can't be used")


@command(
    add_help_option=False,
    context_settings={"ignore_unknown_options": True},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="COMMAND …")
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands."""
    from django.core.management import execute_from_command_line

    from banso.config.roles import as_owner

    with as_owner() if arguments[:1] == ("migrate",) else nullcontext():
        execute_from_command_line(["banso manage", *arguments])


@command()
def walls() -> None:
    """
    See that the second wall stands.

    On PostgreSQL: every table has its policies, and the role that serves neither passes them nor
    owns tables it should not own; exit status 1 where it is not so. It changes nothing.
    """
    from django.db import connection

    from banso.config.roles import faults_of_role
    from banso.kit.walls import missing_walls, walled_models

    if connection.vendor != "postgresql":
        click.echo("SQLite has no second wall: such a home is for one office")
        return
    faults = faults_of_role()
    faults += [f"{table}: not as declared" for table in missing_walls(connection)]
    for fault in faults:
        click.echo(f"✗ {fault}")
    if faults:
        raise click.ClickException("the second wall does not stand (banso serve --set-up-only)")
    click.echo(f"✓ {len(walled_models())} tables, each with its policies")


@command()
@click.option("--json", "as_json", is_flag=True, help="for programs")
def doctor(as_json: bool) -> None:
    """
    Look whether a home is well kept.

    Looks at what the operator must do: files and keys, encryption on the way to the database, room
    on the disk, backups, checkpoints. It changes nothing; exit status 1 where something is missing.
    """
    import json
    from dataclasses import asdict

    from banso.config.doctor import findings

    found = findings()
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
    else:
        for one in found:
            click.echo(f"{'✓' if one.fine else '✗'} {one.about}: {one.said}")
    if not all(one.fine for one in found):
        raise SystemExit(1)


COMMANDS = (serve, upgrade, instruments, walls, doctor, manage, *SEAL_COMMANDS)
