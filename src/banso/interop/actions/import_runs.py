"""Keeping what was brought in, or only looking at what would happen; what a run did and left."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from banso.access.viewer import Viewer
from banso.interop.models import ImportDifference, ImportRun, ImportStep
from banso.interop.rules import Decided, Report
from banso.kit.db import on_postgres
from banso.kit.readonly import all_goes_back
from banso.people.actions import Outcome


@contextmanager
def kept_unless(dry_run: bool) -> Iterator[None]:
    """Run an import whole or not at all; a dry run does everything and keeps nothing."""
    with all_goes_back() if dry_run else transaction.atomic():
        yield


@contextmanager
def one_file_at_a_time(source: str) -> Iterator[None]:
    """
    Let the files of a publisher come in one after the other, so that each reads what the one before
    has left: a number that another file took a moment ago is asked about as well.
    """
    with transaction.atomic():
        if on_postgres():  # on SQLite whoever writes is alone
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [source])
        yield


@dataclass
class Run:
    """One import under way: of what kind, from which file, by whom, and what became of its rows."""

    kind: str
    file: str
    by: Viewer
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def add(self, kind: str, outcome: Outcome) -> None:
        """Add what became of some rows of a kind."""
        known = self.outcomes.setdefault(kind, Outcome())
        known.became |= outcome.became
        known.ids |= outcome.ids
        known.add(outcome)

    def of(self, kind: str) -> Outcome:
        """Return what became of the rows of a kind."""
        return self.outcomes.get(kind, Outcome())

    def keep(self, report: Report) -> None:
        """Keep what the run did, so that it can be taken back, and what differs, to be decided."""
        every = list(self.outcomes.values())
        if not any(one.made or one.changed or one.differs for one in every):
            return
        run = ImportRun.objects.create(
            agency_id=self.by.agency_id,
            kind=self.kind,
            file=self.file,
            by_id=self.by.member_id,
            counts={kind: one.counted for kind, one in self.outcomes.items()},
        )
        report.run_id = None if report.dry_run else run.pk
        steps = [
            ImportStep(run=run, label=label, row_id=pk) for one in every for label, pk in one.made
        ]
        steps += [
            ImportStep(
                run=run,
                label=one.label,
                row_id=one.row_id,
                before=one.before,
                after=one.after | {"_person": str(one.person_id)},
            )
            for outcome in every
            for one in outcome.changed
        ]
        steps += [
            ImportStep(run=run, label="people.OutsideRow", row_id=pk, before=before)
            for outcome in every
            for pk, before in outcome.said_before.items()
        ]
        ImportStep.objects.bulk_create(steps, batch_size=1000)
        report.differences = sum(
            _differs(run, one, self.by) for outcome in every for one in outcome.differs
        )


def _differs(run: ImportRun, one: Any, by: Viewer) -> bool:
    """Keep a difference unless it was decided before; return whether it waits for a decision."""
    known = ImportDifference.objects.filter(
        agency_id=by.agency_id, row_id=one.row_id, field=one.field
    )
    if any(before.file == one.file for before in known.exclude(decided=Decided.OPEN)):
        return False
    open_one = known.filter(decided=Decided.OPEN).first()
    if open_one is not None:
        open_one.here, open_one.file, open_one.person_id = one.here, one.file, one.person_id
        open_one.save(update_fields=["here", "file", "person"])
    else:
        ImportDifference.objects.create(
            agency_id=by.agency_id,
            run=run,
            person_id=one.person_id,
            kind=one.kind,
            row_id=one.row_id,
            field=one.field,
            here=one.here,
            file=one.file,
        )
    return True
