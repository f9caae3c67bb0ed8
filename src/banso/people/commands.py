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


@command()
@click.option("--whole", is_flag=True, help="look at everybody again")
def link(whole: bool) -> None:
    """
    Look over the whole home for who was entered twice.

    What is found are questions on a page; nobody is brought together. The first time everybody is
    compared, then only whoever was filed since; a look that was broken off goes on.
    """
    from banso.people import actions, queries

    for agency_id in actions.agencies_with_people():
        look = actions.link_agency(
            agency_id, whole=whole, told=lambda part, of: click.echo(f"part {part} of {of}")
        )
        found = queries.how_many_doubles(agency_id)
        click.echo(f"pairs compared: {look.compared}, may be one: {found}")


COMMANDS = (learn_readings, link)
