"""Who stands behind a command: the agency's manager."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from banso.access.viewer import Viewer
    from banso.interop.actions import ReceiversRun

AGENCY = click.option("--agency", default="", help="the agency's name, where the home has several")


def manager(agency: str) -> "Viewer":
    """
    Return the agency's manager.

    :raises click.ClickException: if there is none yet
    """
    viewer = _manager_of(agency)
    if viewer is None:
        raise click.ClickException(
            "this home has no agency with a manager yet (banso serve sets one up)"
        )
    return viewer


def run_of(kind: str, path: "Path", agency: str) -> "ReceiversRun | None":
    """
    Return what an import of receivers is kept in, under the agency's manager; None in a home that
    has none yet.

    :raises click.ClickException: if there is no agency of this name with a manager
    """
    from banso.interop.actions import ReceiversRun

    viewer = manager(agency) if agency else _manager_of(agency)
    return ReceiversRun(kind, path.name, viewer) if viewer else None


def _manager_of(agency: str) -> "Viewer | None":
    from django.utils import timezone

    from banso.access.queries import first_manager

    return first_manager(agency, today=timezone.localdate())
