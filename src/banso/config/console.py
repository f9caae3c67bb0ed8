"""The `banso` command: what the rooms bring, the demo, and the tools of a checkout."""

import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

import banso
from banso.config.catalogues import compile_messages

ROOT = Path(__file__).resolve().parents[3]
TOOLS = {
    "test": "every check",
    "lint": "the quick checks: format, types, floors",
    "bench": "speed, as ratios to a floor in the same run",
    "endure": "writing while workers, master and database are killed: nothing is lost",
    "jobs": "what the fifteen jobs of a day take in a browser",
    "pages": "every page at two widths: what overflows, shifts, is too small",
    "screenshots": "the pictures in the docs",
    "sheets": "every sheet of one invented person, filled",
    "site": "the documentation as pages, every link followed",
    "dictionary": "the data dictionary, made of the models",
    "supply": "what it is made of: parts, licences, known faults",
}


class Console(click.Group):
    """The group of all commands; those that belong to the checkout stand apart in its help."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in two lists."""
        here = [name for name in self.list_commands(ctx) if name not in TOOLS]
        for title, names in (("Commands", here), ("In a checkout of the project", list(TOOLS))):
            limit = formatter.width - 6 - max(map(len, self.commands))
            rows = [(name, self.commands[name].get_short_help_str(limit)) for name in names]
            with formatter.section(title):
                formatter.write_dl(rows)


@click.group(
    "banso",
    cls=Console,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """
    Memory and coordination for accompanying support (伴走型支援).

    Every command that works on a home takes --home DIR (or BANSO_HOME), --database-url URL (or
    BANSO_DATABASE_URL) and --debug. `banso COMMAND --help` tells the rest.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _of_rooms() -> Iterator[click.Command]:
    """Yield what stands in the rooms' and the demo's `commands.py`."""
    rooms = [f"banso.{one.name}" for one in pkgutil.iter_modules(banso.__path__) if one.ispkg]
    for package in (*rooms, "banso_demo"):  # the demo by name: the house stands without it
        if find_spec(package) and find_spec(f"{package}.commands"):
            yield from import_module(f"{package}.commands").COMMANDS


def _of_checkout(name: str, told: str) -> click.Command:
    """Return a command that hands over to a tool of the checkout, where there is one."""

    def hand_over(arguments: tuple[str, ...]) -> None:
        if not (ROOT / "tools/__init__.py").exists():
            raise click.ClickException(
                f"`{name}` belongs to a checkout of the project (./banso {name}); what is "
                "installed here is for use"
            )
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")])
        module = ["tools.checking", name] if name in ("test", "lint") else [f"tools.{name}"]
        raise SystemExit(
            subprocess.call(
                [sys.executable, "-m", *module, *arguments],
                env={**os.environ, "PYTHONPATH": path.rstrip(os.pathsep)},
            )
        )

    return click.Command(
        name,
        callback=hand_over,
        params=[click.Argument(["arguments"], nargs=-1, type=click.UNPROCESSED)],
        short_help=told,
        add_help_option=False,
        context_settings={"ignore_unknown_options": True},
    )


for found in _of_rooms():
    cli.add_command(found)
for tool, told in TOOLS.items():
    cli.add_command(_of_checkout(tool, told))


def main() -> None:
    """Run the command on the command line; what it writes is its own account's alone."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banso.config.settings")
    compile_messages()
    cli(prog_name="banso")
