"""`banso keepsakes`: what has been kept for long, as a number."""

import click

from banso.kit.home_commands import command


@command()
@click.option("--days", type=click.IntRange(min=0), default=365, show_default=True, help="how long")
def keepsakes(days: int) -> None:
    """Tell how many things have been kept for at least so many days."""
    from datetime import timedelta

    from django.utils import timezone

    from banso.keepsakes.queries import count_kept_since

    count = count_kept_since(timezone.localdate() - timedelta(days=days))
    click.echo(f"{count} kept for {days} days or longer")


COMMANDS = (keepsakes,)
