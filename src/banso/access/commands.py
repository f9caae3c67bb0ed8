"""`banso let-in`: a member's way in made anew where nobody is left in the agency who could."""

import click

from banso.kit.home_commands import command


@command("let-in")
@click.argument("sign_in_name")
def let_in(sign_in_name: str) -> None:
    """
    Make a code and a number for a member who can't sign in.

    For the last manager of an agency; everybody else is let in anew by two colleagues, on
    “Members”. Password and second key of SIGN_IN_NAME end once both are typed on /way-back/ within
    a day. Give the code on paper and tell the number yourself.
    """
    from banso.access.actions import renew_from_console
    from banso.kit.refusals import NotSeen

    try:
        issued = renew_from_console(username=sign_in_name)
    except NotSeen as error:
        raise click.ClickException(f"nobody who works here signs in as {sign_in_name}") from error
    click.echo(f"{issued.name}\ncode: {issued.code}\nnumber: {issued.word}\n/way-back/")


COMMANDS = (let_in,)
