"""The command line: every command of the README is there, and says what it does."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from banso.config import console
from banso.config.console import TOOLS, cli
from banso.kit.home_commands import HomeCommand
from tests.commands import ran

ROOT = Path(__file__).parents[2]


def commands(group: click.Group, *names: str) -> dict[tuple[str, ...], click.Command]:
    """Return every command by the words it is called by."""
    found: dict[tuple[str, ...], click.Command] = {}
    for name, command in group.commands.items():
        found[(*names, name)] = command
        if isinstance(command, click.Group):
            found |= commands(command, *names, name)
    return found


ALL = commands(cli)
OF_HOMES = {names: one for names, one in ALL.items() if isinstance(one, HomeCommand)}


def test_every_command_of_the_readme_is_there() -> None:
    text = (ROOT / "README.md").read_text()
    written = re.findall(r"`(?:\./)?banso ([a-z][a-z-]*(?: [a-z][a-z-]*)?)", text)

    missing = {
        words
        for words in written
        if (words.split()[0],) not in ALL
        or (isinstance(ALL[(words.split()[0],)], click.Group) and tuple(words.split()) not in ALL)
    }
    assert written
    assert missing == set()


def test_every_command_stands_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text()
    first = {names[0] for names in ALL}

    assert {name for name in first if not re.search(rf"banso {name}\b", text)} == set()


@pytest.mark.parametrize("names", sorted(ALL), ids=" ".join)
def test_every_command_says_what_it_does(names: tuple[str, ...]) -> None:
    told = ALL[names].get_short_help_str(limit=100)

    assert told
    assert not told.endswith("...")


@pytest.mark.parametrize("names", sorted(OF_HOMES), ids=" ".join)
def test_a_command_of_a_home_takes_which_home_is_meant(names: tuple[str, ...]) -> None:
    taken = {option for param in OF_HOMES[names].params for option in param.opts}

    assert taken >= {"--home", "--database-url", "--debug"}


def test_help_fits_the_screen_and_lists_every_command() -> None:
    told = CliRunner().invoke(cli, ["--help"], terminal_width=80).output

    assert max(map(len, told.splitlines())) <= 80
    assert "..." not in told.partition("Commands:")[2]
    for name in cli.commands:
        assert re.search(rf"^  {name} ", told, re.MULTILINE), name


def test_no_command_shows_the_help() -> None:
    assert ran().output == ran("--help").output


def test_help_makes_no_home(tmp_path: Path) -> None:
    environment = {**os.environ, "BANSO_HOME": str(tmp_path / "home")}
    for words in ((), ("serve", "--help"), ("import", "ledger", "--help"), ("demo", "--help")):
        done = subprocess.run(
            [sys.executable, "-m", "banso", *words],
            env={**environment, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.startswith("Usage: banso ")

    assert not (tmp_path / "home").exists()


def test_an_unknown_command_and_an_unknown_option_are_refused_in_a_sentence() -> None:
    assert "No such command 'serv'" in ran("serv").output
    assert "No such option" in ran("publish", "--hole").output


@pytest.mark.parametrize("name", list(TOOLS))
def test_what_is_installed_without_the_checkout_says_so(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(console, "ROOT", tmp_path)

    done = ran(name, "--whatever")
    assert done.exit_code == 1
    assert "belongs to a checkout" in done.output


def test_a_tool_of_the_checkout_is_handed_its_arguments() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "banso", "bench", "--help"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "--people" in done.stdout
