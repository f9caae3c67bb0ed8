"""`banso backup`, `banso restore`, `banso drill`: the home kept a second time, and brought back."""

import json
from pathlib import Path

import click

from banso.kit.home_commands import BeforeHome, command

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PEOPLE = click.option(
    "--people", type=click.IntRange(1), default=100, show_default=True, help="pages to look at"
)


@command()
@click.argument("place", type=FOLDER, required=False)
@click.option(
    "--to",
    "recipients",
    multiple=True,
    metavar="age1…",
    help="who can open it (see banso backup-key); BANSO_BACKUP_TO otherwise",
)
@click.option("--thin", is_flag=True, help="let older ones go that need not stay")
def backup(place: Path | None, recipients: tuple[str, ...], thin: bool) -> None:
    """
    Make a backup in the folder PLACE, while people work.

    Without PLACE in every folder of BANSO_BACKUP_PLACES. Sealed with age: only the key of a
    recipient opens it, and that must not lie on this machine alone.
    """
    from django.conf import settings
    from django.utils import timezone

    from banso.backup.making import make_backup
    from banso.kit.refusals import Refusal

    places = [place] if place else settings.BANSO_BACKUP_PLACES
    if not places:
        raise click.ClickException("name a folder, or set BANSO_BACKUP_PLACES")
    for one in places:
        try:
            made = make_backup(
                one,
                recipients=recipients or settings.BANSO_BACKUP_TO,
                now=timezone.now(),
                thin=thin,
            )
        except Refusal as refusal:
            raise click.ClickException(f"{one}: {refusal.sentence}") from refusal
        size = made.path.stat().st_size
        click.echo(f"{made.path}: {made.rows} rows of {made.tables} tables, {size} bytes")


@click.command("backup-key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup_key(file: Path) -> None:
    """
    Write a new key to FILE, and say its recipient.

    Keep FILE away from this machine, twice, on paper as well: without it no backup opens.
    """
    from banso.backup.sealing import make_key

    try:
        click.echo(make_key(file))
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error


@command(cls=BeforeHome)
@click.argument("file", type=FILE)
@click.option("--key", type=FILE, required=True, help="the file with the key that opens it")
@click.option("--home-key", type=FILE, help="a sealed home: the key file that opens it from now on")
@click.option("--words", is_flag=True, help="a sealed home: ask for words that open it instead")
def restore(
    file: Path,
    key: Path,
    home_key: Path | None,
    words: bool,
    home: Path | None,
    database_url: str | None,
) -> None:
    """
    Bring back the backup FILE, into an empty home.

    On PostgreSQL into an empty database as well. What is there already is never touched, and a home
    that is not whole is not opened.
    """
    from banso.backup.empty_database import CannotRestore
    from banso.backup.restoring import restore as bring_back
    from banso.kit.home_key import NotOpened
    from banso.kit.home_openers import asked_opener
    from banso.kit.versions import known_migrations

    if home is None:
        raise click.ClickException("name the home to bring back (--home DIR)")
    try:
        opener = asked_opener(home_key, words=words, home=home)
        url = database_url or ""
        done = bring_back(file, key=key, home=home, database_url=url, opener=opener)
    except (CannotRestore, NotOpened) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{home}: {done.rows} rows of {done.tables} tables, as of {done.head.made_at}")
    if known_migrations() - set(done.head.migrations):
        click.echo(
            f"made by an older version ({done.head.version}): brought up to date by the next start"
        )


@command()
@click.argument("place", type=click.Path(exists=True, path_type=Path), required=False)
@click.option("--key", type=FILE, help="the file with the key that opens it")
@click.option("--look", is_flag=True, hidden=True, help="tell what is compared, of this home")
@click.option("--new", is_flag=True, help="make one first; every page must then say the same")
@click.option("--scratch-url", default="", metavar="URL", help="PostgreSQL: an empty database")
@PEOPLE
def drill(
    place: Path | None, key: Path | None, look: bool, new: bool, scratch_url: str, people: int
) -> None:
    """
    Bring a backup back to compare it, and throw it away.

    It has a home of its own inside the home. PLACE is a backup, or a folder, of which the newest is
    taken. Exit status 1 where anything is not as it should be.
    """
    from dataclasses import asdict

    from django.conf import settings
    from django.utils import timezone

    from banso.backup.drilling import Asked
    from banso.backup.drilling import drill as practise
    from banso.backup.empty_database import CannotRestore
    from banso.backup.looking import look as look_here
    from banso.backup.making import backups_in, home_mark, make_backup
    from banso.kit.refusals import Refusal

    if look:
        click.echo(json.dumps(asdict(look_here(people))))
        return
    if place is None or key is None:
        raise click.UsageError("name a backup, or a folder of them, and the key (--key FILE)")
    try:
        if new:
            to = settings.BANSO_BACKUP_TO
            place = make_backup(place, recipients=to, now=timezone.now()).path
        if place.is_dir():
            found = backups_in(place, home=home_mark())
            if not found:
                raise click.ClickException(f"there is no backup of this home in {place}")
            place = found[max(found)]
        asked = Asked(key, settings.BANSO_DATABASE_URL, scratch_url, people)
        done = practise(place, asked, now=timezone.now())
    except (CannotRestore, Refusal) as error:
        raise click.ClickException(str(getattr(error, "sentence", error))) from error
    apart = len(done.pages_apart)
    hours = done.age.total_seconds() / 3600
    click.echo(f"{place}: {hours:.1f} hours old, brought back and compared in {done.seconds:.1f} s")
    click.echo(f"{done.restored.tables} tables, {done.restored.rows} rows: as they were kept")
    click.echo(f"the trace: {done.after.events} events, {done.after.faults} faults")
    click.echo(f"pages: {len(done.after.pages)} open, {len(done.after.without)} do not")
    click.echo(f"pages that say something else than in the home now: {apart}")
    if done.broken or (new and apart):
        raise click.ClickException("this backup is not as it should be")


COMMANDS = (backup, backup_key, restore, drill)
