"""Who stands behind a command: the agency's manager."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from banso.access.viewer import Viewer

AGENCY = click.option("--agency", default="", help="the agency's name, where the home has several")


def manager(agency: str) -> "Viewer":
    """
    Return the agency's manager.

    :raises click.ClickException: if there is none yet
    """
    viewer = who_takes_back(agency)
    if viewer is None:
        raise click.ClickException(
            "this home has no agency with a manager yet (banso serve sets one up)"
        )
    return viewer


def who_takes_back(agency: str) -> "Viewer | None":
    """Return the agency's manager, None in a home that has none yet."""
    from django.utils import timezone

    from banso.access.queries import first_manager

    return first_manager(agency, today=timezone.localdate())
