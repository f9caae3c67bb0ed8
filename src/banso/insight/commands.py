"""`banso publish` and `banso report`: what is known about everyone, from the command line."""

from pathlib import Path

import click

from banso.kit.home_commands import command

REPORTS = ("accompanying", "centre", "coming", "outreach", "support")


@command()
@click.option("--whole", is_flag=True, help="write everything anew")
def publish(whole: bool) -> None:
    """
    Bring up to now what figures are answered from.

    Trends, questions and reports are answered from a copy that holds ids, codes and days, no names.
    Only what has changed since the last time is written. `banso serve` does this by itself.
    """
    from django.utils import timezone

    from banso.insight.actions import publish_everyone

    for name, done in publish_everyone(today=timezone.localdate(), whole=whole):
        how = "whole" if done.whole else "changes"
        click.echo(
            f"{name}: {how}, {done.rows} rows, {done.touched} people touched "
            f"since{', went on' if done.went_on else ''}"
        )


@command()
@click.argument("name", type=click.Choice(REPORTS))
@click.option(
    "--fiscal-year",
    type=int,
    metavar="YEAR",
    help="2026 means from April 2026 to March 2027; this one if not said",
)
@click.option(
    "--xlsx",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="write Excel files there, one an agency",
)
def report(name: str, fiscal_year: int | None, xlsx: Path | None) -> None:
    """
    Write a report of a fiscal year.

    It is answered from what was published last.
    """
    from django.utils import timezone, translation
    from django.utils.translation import gettext as _

    from banso.access.queries import every_manager
    from banso.insight import queries
    from banso.insight.report_labels import REPORT_LABELS
    from banso.insight.report_rows import cells_of, handed_in_by, notes_of
    from banso.kit.eras import fiscal_year as year_of
    from banso.kit.export import numbers_as_file
    from banso.kit.refusals import NotSeen

    today = timezone.localdate()
    year = fiscal_year or year_of(today)
    with translation.override("ja"):
        for number, (agency, viewer) in enumerate(every_manager(today=today), start=1):
            try:
                found = queries.report(viewer, name, year)
            except queries.NothingPublished:
                sentence = _(
                    "Nothing has been published yet. Figures are answered from a copy "
                    "without names, so that they don’t weigh on the work."
                )
                click.echo(f"{agency}: {sentence}")
                continue
            except NotSeen as error:
                raise click.ClickException(_("That fiscal year has not begun.")) from error
            title = f"{agency} {REPORT_LABELS[name]}"
            (head, rows), notes = cells_of(found), notes_of(found)
            if xlsx:
                path = xlsx / f"{name}-{year}-{number}.xlsx"
                of = handed_in_by(agency, year)
                made = numbers_as_file(path.stem, title, head, rows, notes, of=of)
                path.write_bytes(made.content)
                click.echo(str(path))
                continue
            click.echo(title)
            for cells in ([head], rows, notes):
                lines = (
                    "\t".join("" if cell is None else str(cell) for cell in line) for line in cells
                )
                click.echo("\n".join(lines))


COMMANDS = (publish, report)
