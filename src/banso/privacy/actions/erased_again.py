"""What follows an erasure: files of the home, the lists of who was erased, and doing it again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from banso.access.models import Member
from banso.audit.actions import record_event
from banso.backup.making import home_mark
from banso.insight.actions.publishing import publish_agency
from banso.kit.db import one_transaction
from banso.kit.erased_list import NAME, add_to_list, name_beside, read_list
from banso.people.models import Person
from banso.privacy.actions.erasing import remove
from banso.privacy.models import Erasure
from banso.privacy.queries.erasing import plan_for, thinning_of
from banso.privacy.rules.erasing import Ground, How


def after_commit(agency_id: UUID) -> None:
    """Once it is done: let go of files that wait, and tell the lists."""
    transaction.on_commit(partial(_let_go_of_uploads, agency_id))
    transaction.on_commit(tell_lists)


def _let_go_of_uploads(agency_id: UUID) -> None:
    """A file that waits to be brought in may speak of whoever was erased: it is chosen again."""
    folder = Path(settings.BANSO_UPLOADS)
    for member in Member.objects.filter(agency=agency_id).values_list("pk", flat=True):
        for path in folder.glob(f"{member}-*"):
            path.unlink(missing_ok=True)


def tell_lists() -> int:
    """Write who was erased into the home and beside its backups; return how many lists."""
    told = [
        {
            "id": str(one.pk),
            "agency": str(one.agency_id),
            "ground": one.ground,
            "how": one.how,
            "people": one.people,
            "decided_by": str(one.decided_by_id),
            "second": str(one.second_id),
        }
        for one in Erasure.objects.exclude(done_on=None).order_by("pk")
    ]
    lists = [Path(settings.HOME) / NAME]
    lists += [
        place / name_beside(home_mark()) for place in settings.BANSO_BACKUP_PLACES if place.is_dir()
    ]
    for path in lists:
        add_to_list(path, told)
    return len(lists)


def erase_again() -> int:
    """
    Erase whom the home's list names and who is here all the same: it was brought back from a backup
    of before. Two had decided it then; return how many records that were.
    """
    done = 0
    for one in read_list(Path(settings.HOME) / NAME):
        people = [UUID(person) for person in one["people"]]
        here = Person.objects.filter(pk__in=people)
        if here.exists() and not Erasure.objects.filter(pk=one["id"]).exists():
            _again(one)
            done += 1
    return done


@one_transaction
def _again(told: dict[str, Any]) -> None:
    erasure = Erasure.objects.create(
        id=UUID(told["id"]),
        agency_id=UUID(told["agency"]),
        ground=Ground(told["ground"]),
        how=How(told.get("how", How.ERASED)),
        people=told["people"],
        decided_by_id=UUID(told["decided_by"]),
        second_id=UUID(told["second"]),
    )
    today = timezone.localdate()
    rows = 0
    for person in Person.objects.filter(pk__in=told["people"], merged_into=None):
        plan = (thinning_of if erasure.how == How.THINNED else plan_for)(person, today=today)
        remove(plan, erasure)
        rows += plan.rows
    Erasure.objects.filter(pk=erasure.pk).update(done_on=today, rows=rows)
    record_event(
        action="privacy_erased_again",
        by=None,
        agency_id=erasure.agency_id,
        subjects=[UUID(one) for one in told["people"]],
        object_kind="privacy.Erasure",
        object_id=erasure.pk,
        detail={"rows": rows},
    )


def finish_erasing(now: datetime) -> str:
    """
    Finish by night what was erased since yesterday: the copy that figures are answered from, the
    lists, and what the database has marked as free and not yet overwritten.
    """
    lately = timezone.localtime(now).date() - timedelta(days=2)
    fresh = Erasure.objects.filter(done_on__gte=lately)
    tell_lists()
    for agency_id in fresh.order_by().values_list("agency_id", flat=True).distinct():
        publish_agency(agency_id=agency_id, whole=True)
        publish_agency(agency_id=agency_id)  # and the one before goes
    if fresh.exists():
        for step in _CLEAN.get(connection.vendor, ()):
            step()
    return _("Erased lately: %(count)s") % {"count": fresh.count()}


def _run(*statements: str) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            for one in statements:
                cursor.execute(one)

    return run


_CLEAN: dict[str, tuple[Callable[[], None], ...]] = {
    "sqlite": (
        _run("INSERT INTO people_memory_fts (people_memory_fts) VALUES ('optimize')"),
        _run("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"),
    )
}
"""PostgreSQL cleans up by itself (autovacuum); the role that serves owns no table to do it."""
