"""`banso watch`: is the list that must be empty empty?"""

import click

from banso.kit.home_commands import command


@command()
@click.option(
    "--mail",
    multiple=True,
    metavar="ADDRESS",
    help="send the counts there where there are any; may be repeated",
)
def watch(mail: tuple[str, ...]) -> None:
    """
    Count the people whom nobody watches over.

    Counts them and the silent referrals, by agency and without names. Exit status 1 where there are
    any. `banso serve` does this by itself.
    """
    from django.utils import timezone, translation
    from django.utils.translation import gettext as _

    from banso.referrals.actions import watch_over_everyone

    with translation.override("ja"):
        watched = watch_over_everyone(today=timezone.localdate(), mail_to=mail)
        click.echo(watched.text)
        if watched.count:
            raise click.ClickException(_("The list that must be empty is not empty."))


COMMANDS = (watch,)
