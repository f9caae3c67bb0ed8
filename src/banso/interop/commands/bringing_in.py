"""`banso import`: what comes in from elsewhere."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from banso.interop.commands.reports import answered, corrected, renamed, run, show, told_of_file
from banso.interop.commands.standing_behind import AGENCY, manager, run_of
from banso.kit.home_commands import command

if TYPE_CHECKING:
    from banso.interop.rules import Progress as Shown
    from banso.interop.rules import Report

FILE = click.Path(exists=True, path_type=Path)
SOURCE = click.option("--source", default="", help="who published the file")
COLUMN = click.option(
    "--column",
    "corrections",
    multiple=True,
    metavar="HEADING=FIELD",
    help="correct what a heading is taken for (nothing after = leaves it aside); may be repeated",
)
ANSWER = click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="ROW=ANSWER",
    help="whose a row is that waits for an answer: new, skip, row:N or same:ID (see --json)",
)
RECEIVER_ANSWER = click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="ROW=ANSWER",
    help="what a row means whose number has another name here: same, new or skip; ROW may be all",
)
CLOSE_MISSING = click.option(
    "--close-missing",
    is_flag=True,
    help="mark receivers that the file lacks as closed",
)
SHEET = click.option("--sheet", default="", help="which sheet of a workbook, by name or number")
HEADER_ROW = click.option(
    "--header-row", type=click.IntRange(1), help="the row in which the headings stand"
)


@click.group("import")
def bring_in() -> None:
    """
    Bring something in from elsewhere.

    A second run over the same file changes nothing.
    """


def _kind(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """Return a decorator that makes a function a kind of import, with what all of them take."""

    def decorate(callback: Callable[..., None]) -> click.Command:
        for option in (
            click.option("--json", "as_json", is_flag=True, help="the report as one JSON object"),
            click.option("--strict", is_flag=True, help="fail where a row was not taken in"),
            click.option("--dry-run", is_flag=True, help="report only; keep nothing"),
            click.argument("path", type=FILE),
        ):
            callback = option(callback)
        made = command(name)(callback)
        bring_in.add_command(made)
        return made

    return decorate


@_kind("offices")
@CLOSE_MISSING
@AGENCY
@COLUMN
def offices(path: Path, agency: str, corrections: tuple[str, ...], **how: bool) -> None:
    """Municipal consultation counters."""
    close = how.pop("close_missing")
    from banso.interop.actions import import_offices

    def work(progress: "Shown") -> "Report":
        meant, kept = renamed(corrections), run_of("offices", path, agency)
        return import_offices(
            path,
            renamed=meant,
            close_missing=close,
            run=kept,
            dry_run=how["dry_run"],
            progress=progress,
        )

    run("offices", work, **how)


@_kind("hsds")
@SOURCE
@CLOSE_MISSING
@AGENCY
def hsds(path: Path, source: str, agency: str, **how: bool) -> None:
    """HSDS 3.0: JSON, or tables in a zip or a folder."""
    close = how.pop("close_missing")
    from banso.interop.actions import import_hsds

    def work(progress: "Shown") -> "Report":
        kept = run_of("hsds", path, agency)
        return import_hsds(
            path,
            source=source,
            close_missing=close,
            run=kept,
            dry_run=how["dry_run"],
            progress=progress,
        )

    run("hsds", work, **how)


@_kind("receivers")
@SOURCE
@click.option("--licence", default="", help="under which licence")
@click.option("--list", "title", help="which of the publisher's lists it is, by its title")
@CLOSE_MISSING
@AGENCY
@RECEIVER_ANSWER
@SHEET
@HEADER_ROW
@COLUMN
def receivers(
    path: Path,
    source: str,
    answers: tuple[str, ...],
    sheet: str,
    header_row: int | None,
    corrections: tuple[str, ...],
    **how: Any,
) -> None:
    """
    A list of facilities, as municipalities publish it.

    Numbers count within a list; where a number belongs to another name here, its row waits for an
    answer.
    """
    from banso.interop.actions import import_receivers
    from banso.interop.opened_files import open_file
    from banso.interop.receiver_headings import RECEIVER_WORDS, WORDS
    from banso.interop.receiver_lists import HowRead

    licence, title = how.pop("licence"), how.pop("title")
    agency, close = how.pop("agency"), how.pop("close_missing")

    def work(progress: "Shown") -> "Report":
        opened = open_file(path.read_bytes(), RECEIVER_WORDS, sheet=sheet, header_row=header_row)
        guessed = RECEIVER_WORDS.guess(opened.headings.names)
        columns = corrected(opened, guessed, corrections, WORDS)
        show(opened, columns)
        report = import_receivers(
            opened.cells,
            file=path.name,
            source=source or path.stem,
            licence=licence,
            how=HowRead(
                columns,
                opened.headings.row,
                title,
                answered(answers, every=True),
                opened.sheet.unknown,
                close,
            ),
            run=run_of("receivers", path, agency),
            dry_run=how["dry_run"],
            progress=progress,
        )
        return told_of_file(report, opened, columns)

    run("receivers", work, **how)


@_kind("hmis")
@AGENCY
@ANSWER
@COLUMN
def hmis(
    path: Path, agency: str, answers: tuple[str, ...], corrections: tuple[str, ...], **how: bool
) -> None:
    """A HUD HMIS CSV export, from its folder or a zip of it."""
    from banso.interop.actions import import_hmis

    def work(progress: "Shown") -> "Report":
        meant, dry_run = renamed(corrections), how["dry_run"]
        return import_hmis(
            path,
            by=manager(agency),
            renamed=meant,
            answers=answered(answers),
            dry_run=dry_run,
            progress=progress,
        )

    run("hmis", work, **how)


@_kind("ledger")
@AGENCY
@click.option(
    "--ledger",
    "ledger_code",
    type=click.Choice(["outreach", "centre", "aftercare"]),
    help="which ledger the rows belong to",
)
@ANSWER
@SHEET
@HEADER_ROW
@COLUMN
def ledger(
    path: Path,
    agency: str,
    ledger_code: str | None,
    answers: tuple[str, ...],
    sheet: str,
    header_row: int | None,
    corrections: tuple[str, ...],
    **how: bool,
) -> None:
    """A ledger kept in Excel or CSV."""
    from banso.interop.actions import LedgerSheet, import_ledger, keep_mapping
    from banso.interop.ledger_headings import FIELDS, LEDGER_WORDS, MANY, lacking
    from banso.interop.opened_files import open_file
    from banso.interop.queries import mapping_of

    def work(progress: "Shown") -> "Report":
        viewer, dry_run = manager(agency), how["dry_run"]
        opened = open_file(path.read_bytes(), LEDGER_WORDS, sheet=sheet, header_row=header_row)
        header = opened.headings.names
        guessed, kept_ledger = mapping_of(header, viewer)
        columns = corrected(opened, guessed, corrections, FIELDS, MANY)
        into = ledger_code or kept_ledger or "outreach"
        show(opened, columns)
        if not dry_run:
            keep_mapping(header=header, columns=columns, ledger=into, by=viewer)
        report = import_ledger(
            LedgerSheet(
                opened.cells,
                opened.headings.row,
                columns,
                path.name,
                header,
                unknown=opened.sheet.unknown,
            ),
            ledger=into,
            by=viewer,
            answers=answered(answers),
            dry_run=dry_run,
            progress=progress,
        )
        return told_of_file(report, opened, columns, lacking(into, columns))

    run("ledger", work, **how)
