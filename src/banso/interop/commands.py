"""`banso import` and `banso export`: what comes in from elsewhere, and what may be given on."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banso.kit.home_commands import command

if TYPE_CHECKING:
    from banso.access.viewer import Viewer
    from banso.interop.rules import Progress as Shown
    from banso.interop.rules import Report

FILE = click.Path(exists=True, path_type=Path)
AGENCY = click.option("--agency", default="", help="the agency's name, where the home has several")
SOURCE = click.option("--source", default="", help="who published the file")


@click.group("import")
def bring_in() -> None:
    """
    Bring something in from elsewhere.

    A second run over the same file changes nothing.
    """


@click.group("export")
def give_on() -> None:
    """
    Give the directory of receivers on.

    Nothing of any agency's own checks goes along.
    """


def _kind(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """Return a decorator that makes a function a kind of import, with what all of them take."""

    def decorate(callback: Callable[..., None]) -> click.Command:
        for option in (
            click.option("--json", "as_json", is_flag=True, help="the report as one JSON object"),
            click.option("--dry-run", is_flag=True, help="report only; keep nothing"),
            click.argument("path", type=FILE),
        ):
            callback = option(callback)
        made = command(name)(callback)
        bring_in.add_command(made)
        return made

    return decorate


@_kind("offices")
def offices(path: Path, dry_run: bool, as_json: bool) -> None:
    """Municipal consultation counters."""
    from banso.interop.actions import import_offices

    _import(
        "offices",
        lambda progress: import_offices(path, dry_run=dry_run, progress=progress),
        dry_run=dry_run,
        as_json=as_json,
    )


@_kind("hsds")
@SOURCE
def hsds(path: Path, source: str, dry_run: bool, as_json: bool) -> None:
    """HSDS 3.0: JSON, or tables in a zip or a folder."""
    from banso.interop.actions import import_hsds

    _import(
        "hsds",
        lambda progress: import_hsds(path, source=source, dry_run=dry_run, progress=progress),
        dry_run=dry_run,
        as_json=as_json,
    )


@_kind("receivers")
@SOURCE
@click.option("--licence", default="", help="under which licence")
def receivers(path: Path, source: str, licence: str, dry_run: bool, as_json: bool) -> None:
    """A list of facilities, as municipalities publish it."""
    from banso.interop.actions import columns_of, import_receivers
    from banso.interop.table_files import cells_of

    cells = cells_of(path.read_bytes())
    top, columns = columns_of(cells)
    _show_columns(cells[top], columns)
    _import(
        "receivers",
        lambda progress: import_receivers(
            cells,
            file=path.name,
            source=source or path.stem,
            licence=licence,
            dry_run=dry_run,
            progress=progress,
        ),
        dry_run=dry_run,
        as_json=as_json,
    )


@_kind("hmis")
@AGENCY
def hmis(path: Path, agency: str, dry_run: bool, as_json: bool) -> None:
    """A HUD HMIS CSV export, from its folder."""
    from banso.interop.actions import import_hmis

    _import(
        "hmis",
        lambda progress: import_hmis(path, by=_manager(agency), dry_run=dry_run, progress=progress),
        dry_run=dry_run,
        as_json=as_json,
    )


@_kind("ledger")
@AGENCY
@click.option(
    "--ledger",
    "ledger_code",
    type=click.Choice(["outreach", "centre", "aftercare"]),
    help="which ledger the rows belong to",
)
@click.option(
    "--column",
    "corrections",
    multiple=True,
    metavar="HEADING=FIELD",
    help="correct the guess; may be repeated (the guess shows the fields' names)",
)
def ledger(
    path: Path,
    agency: str,
    ledger_code: str | None,
    corrections: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """A ledger kept in Excel or CSV."""
    from banso.interop.actions import LedgerSheet, import_ledger, keep_mapping
    from banso.interop.queries import mapping_for
    from banso.interop.table_files import cells_of

    def work(progress: "Shown") -> "Report":
        viewer = _manager(agency)
        cells = cells_of(path.read_bytes())
        top, columns, kept_ledger = mapping_for(cells, viewer)
        header = cells[top] if cells else []
        columns = _corrected(header, columns, corrections)
        into = ledger_code or kept_ledger or "outreach"
        _show_columns(header, columns)
        if not dry_run:
            keep_mapping(header=header, columns=columns, ledger=into, by=viewer)
        return import_ledger(
            LedgerSheet(cells, top, columns, path.name),
            ledger=into,
            by=viewer,
            dry_run=dry_run,
            progress=progress,
        )

    _import("ledger", work, dry_run=dry_run, as_json=as_json)


def _corrected(
    header: list[str], columns: dict[int, str], corrections: tuple[str, ...]
) -> dict[int, str]:
    from banso.interop.ledger_headings import FIELDS

    for correction in corrections:
        heading, _sep, field = correction.partition("=")
        if heading not in header or (field and field not in FIELDS):
            raise click.ClickException(
                f"--column {correction}: no such heading or field; fields: {', '.join(FIELDS)}"
            )
        columns = {column: known for column, known in columns.items() if known != field}
        columns[header.index(heading)] = field
    return columns


def _show_columns(header: list[str], columns: dict[int, str]) -> None:
    for column, heading in enumerate(header):
        if heading.strip():
            click.echo(f"  {heading.strip()} → {columns.get(column) or '—'}", err=True)


def _manager(agency: str) -> "Viewer":
    from django.utils import timezone

    from banso.access.queries import first_manager

    viewer = first_manager(agency, today=timezone.localdate())
    if viewer is None:
        raise click.ClickException(
            "this home has no agency with a manager yet (banso serve sets one up)"
        )
    return viewer


def _import(what: str, work: "Callable[[Shown], Report]", *, dry_run: bool, as_json: bool) -> None:
    """Import with a progress bar, and report."""
    from django.core.management import call_command
    from rich.console import Console
    from rich.progress import Progress

    from banso.kit.refusals import Refusal

    # A home that was never served yet has no tables.
    call_command("migrate", verbosity=0, interactive=False)
    try:
        with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task(what, total=None)
            report = work(lambda done, total: bar.update(task, completed=done, total=total))
    except Refusal as refusal:
        raise click.ClickException(str(refusal.sentence)) from refusal
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _tell(report, dry_run=dry_run)


def _tell(report: "Report", *, dry_run: bool) -> None:
    for kind, tally in report.kinds.items():
        click.echo(
            f"{kind}: read {tally.read}, new {tally.new}, changed {tally.changed}, "
            f"unchanged {tally.unchanged}, refused {len(tally.refused)}"
        )
        for one in tally.refused[:50]:
            click.echo(f"  {one.file} row {one.row} {one.field}: {one.reason}")
        if len(tally.refused) > 50:
            click.echo(f"  … and {len(tally.refused) - 50} more (see --json)")
    for note in report.notes:
        click.echo(note)
    if dry_run:
        click.echo("dry run: nothing was kept")


def _export(kind: str, path: Path, agency: str) -> None:
    """Write a file whole or not at all, and tell how many services are in it."""
    from banso.interop.actions import export_file

    viewer, begun = _manager(agency), path.with_name(f"{path.name}.part")
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
COMMANDS: tuple[click.Command, ...] = (bring_in, give_on)
