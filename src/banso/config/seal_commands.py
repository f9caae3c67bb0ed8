"""`banso home-key`, `banso seal`, `banso open-by`: homes that only their key opens."""

import sys
from pathlib import Path

import click

from banso.kit import home_key as keys
from banso.kit.home_commands import BeforeHome, command
from banso.kit.home_openers import asked_key, asked_opener

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
BY_FILE = click.option("--home-key", "file", type=FILE, help="the key file that opens it")
BY_WORDS = click.option("--words", is_flag=True, help="ask for words that open it instead")


@click.command("home-key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def home_key(file: Path) -> None:
    """
    Make a key for sealed homes.

    It is written to FILE: keep that on another volume than the home, or as a credential of
    systemd, and a copy away from this machine: whoever has the disk alone reads nothing, and
    neither do you without it.
    """
    try:
        keys.make_key_file(file)
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    click.echo(f"{file}: set BANSO_HOME_KEY to it")


def _opened(home: Path) -> keys.HomeKey | None:
    """Return a home's data key by what this process was told, or by words that are asked for."""
    from banso.config.environment import read_environment

    if keys.kind_of_home(home) == keys.WORDS and sys.stdin.isatty():
        return asked_key(home)
    return keys.key_of_home(home, read_environment().home_key)


@click.command("seal")
@click.argument("old", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", type=FOLDER)
@BY_FILE
@BY_WORDS
def seal(old: Path, new: Path, file: Path | None, words: bool) -> None:
    """
    Make a sealed home of another one.

    NEW is made of OLD, whose server must not run. OLD stays as it is: look at NEW, then remove
    OLD. What was written in clear on a disk can be read from it until it is overwritten, so NEW
    is best on another one. Of a sealed home it makes one with another data key.
    """
    from banso.config.sealing import CannotSeal, seal_home

    try:
        opener = asked_opener(file, words=words, home=new)
        if opener is None:
            raise click.UsageError("say what is to open it: --home-key FILE or --words")
        done = seal_home(old, new, was=_opened(old), opener=opener)
    except (CannotSeal, keys.NotOpened) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{new}: {done.rows} rows of {done.tables} tables, {done.files} other files, sealed")


@command("open-by", cls=BeforeHome)
@BY_FILE
@BY_WORDS
def open_by(file: Path | None, words: bool, home: Path | None, database_url: str | None) -> None:
    """
    Let another key or other words open a home.

    It is a sealed home, opened by the one of before (BANSO_HOME_KEY, or the words that are
    asked for), which opens nothing from then on. Nothing else changes, and a server that runs
    goes on.
    """
    if home is None:
        raise click.ClickException("name the home (--home DIR)")
    try:
        opener = asked_opener(file, words=words, home=home)
        if opener is None:
            raise click.UsageError("say what is to open it: --home-key FILE or --words")
        key = _opened(home)
        if key is None:
            raise keys.NotOpened(f"{home} is not sealed (banso seal)")
        keys.wrap(home, key, opener)
    except keys.NotOpened as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{home}: opened by {'words' if words else file} from now on")


COMMANDS = (home_key, seal, open_by)
