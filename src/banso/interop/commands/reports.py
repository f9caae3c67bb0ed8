"""How an import runs by command, and what it tells."""

import json
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import click

from banso.kit.numbers import whole_number

if TYPE_CHECKING:
    from banso.interop.opened_files import OpenedFile
    from banso.interop.rules import Progress as Shown
    from banso.interop.rules import Report

_MOST = 50


def run(
    what: str,
    work: "Callable[[Shown], Report]",
    *,
    dry_run: bool,
    as_json: bool,
    strict: bool,
) -> None:
    """Import with a progress bar, and report; with `strict`, rows not taken in are a failure."""
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
        if as_json:
            said = {"refused": str(refusal.sentence), "field": refusal.field, "dry_run": dry_run}
            click.echo(json.dumps(said, ensure_ascii=False))
        raise click.ClickException(str(refusal.sentence)) from refusal
    report.dry_run = dry_run
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _tell(report)
    if strict and report.refused:
        raise SystemExit(1)


def _tell(report: "Report") -> None:
    for kind, tally in report.kinds.items():
        click.echo(
            f"{kind}: read {tally.read}, new {tally.new}, changed {tally.changed}, "
            f"unchanged {tally.unchanged}, refused {tally.rows_refused}"
        )
        _some(f"  {one.file} row {one.row} {one.field}: {one.reason}" for one in tally.refused)
    _some(f"{one.file} row {one.row} {one.field}: {one.text}" for one in report.remarks)
    if report.differences:
        click.echo(f"differences that wait for a decision: {report.differences}")
    for note in report.notes:
        click.echo(note)
    if report.dry_run:
        click.echo("dry run: nothing was kept")


def _some(lines: Iterable[str]) -> None:
    for number, line in enumerate(lines):
        if number == _MOST:
            click.echo("  … and more (see --json)")
            return
        click.echo(line)


def corrected(
    opened: "OpenedFile",
    guessed: Mapping[int, str],
    corrections: tuple[str, ...],
    fields: Iterable[str],
    many: str = "",
) -> dict[int, str]:
    """
    Return which column holds which field, after the corrections HEADING=FIELD; `many` is the one
    field for which several columns may be taken.

    :raises click.ClickException: if a heading or a field is none
    """
    header, columns, known = opened.headings.names, dict(guessed), list(fields)
    for correction in corrections:
        heading, _sep, field = correction.rpartition("=")
        if heading not in header or (field and field not in known):
            raise click.ClickException(
                f"--column {correction}: no such heading or field; fields: {', '.join(known)}"
            )
        columns = {
            column: kept for column, kept in columns.items() if kept != field or field == many
        }
        columns[header.index(heading)] = field
    return {column: field for column, field in columns.items() if field}


def renamed(corrections: tuple[str, ...]) -> dict[str, str]:
    """
    Return the column that is meant by each heading, from HEADING=COLUMN.

    :raises click.ClickException: if one is not written so
    """
    pairs = [correction.rpartition("=") for correction in corrections]
    for heading, _sep, meant in pairs:
        if not heading or not meant:
            raise click.ClickException("--column is written HEADING=COLUMN")
    return {heading: meant for heading, _sep, meant in pairs}


def answered(answers: tuple[str, ...], *, every: bool = False) -> dict[int, str]:
    """
    Return what was answered, by row, from ROW=ANSWER; 0 for all rows, where that can be said.

    :raises click.ClickException: if one is not written so
    """
    from banso.interop.rules import LAST_ROW

    found: dict[int, str] = {}
    for one in answers:
        text, _sep, answer = one.partition("=")
        row = whole_number("0" if every and text == "all" else text, most=LAST_ROW)
        if row is None or not answer:
            raise click.ClickException(
                "--answer is written ROW=new, ROW=skip, ROW=row:N, ROW=same:ID"
            )
        found[row] = answer
    return found


def told_of_file(
    report: "Report",
    opened: "OpenedFile",
    columns: dict[int, str],
    lacks: Collection[str] = (),
) -> "Report":
    """Return a report that tells how the file was read, and what of it is not taken."""
    report.sheet, report.not_taken = opened.read_as(columns), opened.not_taken(columns, lacks)
    report.notes = opened.said(columns, lacks) + report.notes
    return report


def show(opened: "OpenedFile", columns: Mapping[int, str]) -> None:
    """Tell on standard error which sheets there are and what each column is taken for."""
    if len(opened.held) > 1:
        for one in opened.held:
            mark = "→" if one.number == opened.number else " "
            hidden = " (hidden)" if one.hidden else ""
            click.echo(f"{mark} sheet {one.name}{hidden}: {one.rows} rows, {one.begins}", err=True)
    click.echo(f"  headings in row {opened.headings.row + 1}", err=True)
    for column, heading in enumerate(opened.headings.names):
        if heading.strip():
            click.echo(f"  {heading.strip()} → {columns.get(column) or '—'}", err=True)
