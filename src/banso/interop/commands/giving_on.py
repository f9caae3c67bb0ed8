"""`banso export`: what may be given on."""

from pathlib import Path

import click

from banso.interop.commands.standing_behind import AGENCY, manager
from banso.kit.home_commands import command


@click.group("export")
def give_on() -> None:
    """
    Give the directory of receivers on.

    Nothing of any agency's own checks goes along.
    """


def _export(kind: str, path: Path, agency: str) -> None:
    """Write a file whole or not at all, and tell how many services are in it."""
    from banso.interop.actions import export_file

    viewer, begun = manager(agency), path.with_name(f"{path.name}.part")
    with begun.open("wb") as file:
        written = export_file(kind, file, by=viewer)
    begun.replace(path)
    click.echo(f"services: {written}")


@command("hsds")
@click.argument("path", type=click.Path(path_type=Path))
@AGENCY
def hsds_out(path: Path, agency: str) -> None:
    """As HSDS 3.0: tables in CSV where the file is a .zip, else JSON."""
    _export("hsds.zip" if path.suffix == ".zip" else "hsds.json", path, agency)


@command("receivers")
@click.argument("path", type=click.Path(path_type=Path))
@AGENCY
def receivers_out(path: Path, agency: str) -> None:
    """As CSV, under the headings municipalities use."""
    _export("list.csv", path, agency)


give_on.add_command(hsds_out)
give_on.add_command(receivers_out)
