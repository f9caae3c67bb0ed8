"""Commands, run as the console would run them, in this process."""

from click.testing import CliRunner, Result

from banso.config.console import cli


def ran(*arguments: str, typed: str = "") -> Result:
    """Run a command and return what became of it; an error that was not foreseen is raised."""
    return CliRunner().invoke(cli, arguments, input=typed, catch_exceptions=False)


def banso(*arguments: str) -> str:
    """Run a command that must end well, and return what it said on standard output."""
    done = ran(*arguments)
    assert done.exit_code == 0, done.output
    return done.stdout
