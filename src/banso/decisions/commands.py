"""`banso bodies`: which deciding bodies this home recognises."""

import click

from banso.kit.home_commands import command


@command()
@click.argument("name", default="")
@click.option("--no", is_flag=True, help="this home no longer recognises it")
def bodies(name: str, no: bool) -> None:
    """
    List the deciding bodies, or recognise one by its NAME.

    An agency makes itself a body; it can be asked only once whoever runs the home recognises it.
    """
    from banso.decisions.actions import recognise_body
    from banso.decisions.queries import every_body

    known = every_body()
    if name:
        found = next((one for one in known if one.agency.name == name), None)
        if found is None:
            raise click.ClickException(f"no deciding body is called {name}")
        recognise_body(agency_id=found.agency_id, recognised=not no)
        known = every_body()
    for one in known:
        click.echo(f"{one.agency.name}: {'recognised' if one.recognised_at else 'not recognised'}")


COMMANDS = (bodies,)
