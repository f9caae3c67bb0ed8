"""`banso demo`: a home with invented people, served."""

from pathlib import Path

import click

from banso.kit.home_commands import HomeCommand, command


class DemoCommand(HomeCommand):
    """A command that works on a demo home, by default on one where one stands."""

    default_home = Path(".banso-demo")

    def prepare(self, home: Path) -> None:
        """
        Mark the home as a demo's.

        :raises click.ClickException: if real people live there
        """
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if (home / "secrets.json").exists() and not (home / "demo").exists():
            raise click.ClickException(
                f"{home} is a home for real use; a demonstration needs another one (--home DIR)"
            )
        (home / "demo").touch()


@command(cls=DemoCommand)
@click.option("--host", default="127.0.0.1", show_default=True, help="where to listen")
@click.option("--port", default=8000, show_default=True, help="at which port")
@click.option("--no-open", is_flag=True, help="do not open a browser")
@click.option(
    "--no-schedule", is_flag=True, help="without what runs by itself (see banso schedule)"
)
@click.option("--fill-only", is_flag=True, help="fill the home and stop")
def demo(host: str, port: int, no_open: bool, no_schedule: bool, fill_only: bool) -> None:
    """
    Try Banso with invented people.

    Fills a home of its own once, prints the sign-ins, and serves it. A second start keeps
    everything.
    """
    import threading
    import webbrowser

    from django.conf import settings
    from django.utils import timezone

    from banso.access.queries import anybody_here, demo_accounts
    from banso.config.home_setup import make_home, say
    from banso.config.serving import Door, serve
    from banso.schedule.actions import run_due
    from banso_demo.agency import PASSWORD
    from banso_demo.filling import fill

    if not settings.BANSO_DEMO:
        raise click.ClickException("demo people can live in a demo home only")
    make_home()
    if not anybody_here():
        say("sample people (invented)")
        fill()
        for run in run_due(now=timezone.now()):
            if not run.is_done:
                say(f"{run.job}: {run.sentence}")
    url = f"http://{host}:{port}/"
    click.echo(
        f"\n  {url}\n  サインイン名 / sign-in: {', '.join(demo_accounts())}\n  "
        f"パスワード / password: {PASSWORD}\n"
    )
    if fill_only:
        return
    if not no_open:
        threading.Timer(2.0, webbrowser.open, [url]).start()
    serve(Door(host, port), schedule=not no_schedule)


COMMANDS = (demo,)
