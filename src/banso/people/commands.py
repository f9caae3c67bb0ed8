"""`banso learn-readings`: how names are read in this home."""

import click

from banso.kit.home_commands import command


@command()
def learn_readings() -> None:
    """
    Learn from the names that are here how kanji are read.

    Kept is how many people bear a part of a name and with which sound, never of one person alone.
    Whoever is known by kanji alone is then found by kana, and a rare name says more than a common
    one. `banso serve` does this by itself once a week.
    """
    from banso.people import actions

    click.echo(actions.learn_readings())


COMMANDS = (learn_readings,)
