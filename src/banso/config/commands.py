"""The commands of the whole: serving, the forms that are data, and Django's own."""

import sys

import click

from banso.kit.home_commands import command


@command()
@click.option("--host", default="127.0.0.1", show_default=True, help="where to listen")
@click.option("--port", default=8000, show_default=True, help="at which port")
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
    password_stdin: bool,
    set_up_only: bool,
    no_schedule: bool,
    **given: str,
) -> None:
    """
    Serve a home for real use.

    On the first start it asks for your agency and its first manager.
    """
    from django.conf import settings

    from banso.access.queries import anybody_here
    from banso.config.first_start import set_up
    from banso.config.home_setup import make_home, say
    from banso.config.home_setup import serve as listen

    if settings.BANSO_DEMO:
        raise click.ClickException(
            "this is a demonstration's home; real people need a home of their own (--home DIR)"
        )
    make_home()
    if not anybody_here():
        set_up(given, password_from=sys.stdin if password_stdin else None)
    if set_up_only:
        return
    say(f"serving on http://{host}:{port}/ — stop with Ctrl+C")
    listen(host, port, schedule=not no_schedule)


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

    execute_from_command_line(["banso manage", *arguments])


COMMANDS = (serve, instruments, manage)
