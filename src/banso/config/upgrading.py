"""From one version to the next: a backup, the migrations, and a look whether all is as it was."""

from collections.abc import Sequence
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from banso.audit.queries import verify
from banso.backup.making import make_backup
from banso.config.home_setup import make_home, say
from banso.config.serving import alone_in_home
from banso.kit.refusals import Refusal


def waiting_migrations() -> list[str]:
    """Return what this program has to do in a home before it can work there."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{one.app_label}.{one.name}" for one, _backwards in plan]


def upgrade_home(places: Sequence[Path], *, without_backup: bool) -> None:
    """
    Bring a home up to date, after a backup of it in every place.

    :raises click.ClickException: if it is being served, the backup was not made, or something is
        not in order; the home is as it was, but in the last case
    """
    with alone_in_home():
        _upgrade(places, without_backup=without_backup)


def _upgrade(places: Sequence[Path], *, without_backup: bool) -> None:
    waiting = waiting_migrations()
    if not waiting:
        say("this home is up to date")
        return
    if not (places or without_backup):
        raise click.ClickException(
            "name a folder for the backup, set BANSO_BACKUP_PLACES, or say --without-backup"
        )
    for place in [] if without_backup else places:
        try:
            made = make_backup(place, recipients=settings.BANSO_BACKUP_TO, now=timezone.now())
        except Refusal as refusal:
            raise click.ClickException(f"{place}: {refusal.sentence}") from refusal
        say(f"backup: {made.path}")
    make_home()
    call_command("check", verbosity=0)
    count, faults, _heads = verify()
    if faults or waiting_migrations():
        raise click.ClickException(
            f"brought up to date, but not in order: {len(faults)} faults in the trace; the backup "
            "brings back what was"
        )
    say(f"{len(waiting)} steps done; {count} events of the trace, all in order")
