"""How the home is kept."""

from dataclasses import dataclass
from datetime import datetime
from shutil import disk_usage

from django.conf import settings
from django.utils.functional import Promise

from banso.kit.declarations import ScheduledJob, declared_by_code
from banso.schedule.queries import last_runs

JOB = "backup"
ROOM_NEEDED = 1_000_000_000
WATCHED = (JOB, "checkpoint")
"""The jobs whose failure somebody must hear of, though it hinders nobody today."""


@dataclass(frozen=True)
class Trouble:
    """What a manager should know: what failed when it last ran, and why."""

    at: datetime
    label: Promise | str
    why: str


def troubles() -> list[Trouble]:
    """Return what keeps this home from being safe."""
    found, runs = [], last_runs(WATCHED)
    for code in WATCHED:
        run = runs.get(code)
        if run is not None and run.ended_at is not None and not run.is_done:
            label = declared_by_code(ScheduledJob)[code].label
            found.append(Trouble(run.begun_at, label, run.sentence))
    return found


def disk_is_short() -> bool:
    """Return whether the disk of the home will be full before long."""
    try:
        return disk_usage(settings.HOME).free < ROOM_NEEDED
    except OSError:
        return True


def is_kept_nowhere() -> bool:
    """Return whether nobody keeps a backup; a demonstration needs none."""
    return not settings.BANSO_BACKUP_PLACES and not settings.BANSO_DEMO
