"""What an import of receivers did, kept step by step so that it can be taken back."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from banso.access.permission import refuse_without
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.interop.file_names import shown_name
from banso.interop.models import ImportRun, ImportStep
from banso.interop.rules import Report
from banso.resources.actions import AS_IT_CAME, Row, Upserted, values_of

DIGEST = "_digest"


def digest_of(row: Row) -> str:
    """Return what tells whether a receiver or its place was changed since it came in."""
    names = AS_IT_CAME.get(type(row), ())
    values = json.dumps(values_of(row, names), sort_keys=True, ensure_ascii=False)
    return sha256(values.encode()).hexdigest()


@dataclass
class ReceiversRun:
    """One import of receivers under way: of what kind, from which file, who stands behind it."""

    kind: str
    file: str
    by: Viewer
    kept: ImportRun | None = None
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse whoever may not bring anything in."""
        refuse_without(self.by, frozenset({Duty.IMPORT_DATA}))

    def add(self, done: Upserted) -> None:
        """Keep what became of some rows."""
        for kind, counted in done.tally.items():
            known = self.counts.setdefault(kind, dict.fromkeys(counted, 0))
            for word, count in counted.items():
                known[word] += count
        if not (done.made or done.changed):
            return
        run = self.kept or ImportRun.objects.create(
            agency_id=self.by.agency_id,
            kind=self.kind,
            file=shown_name(self.file),
            by_id=self.by.member_id,
        )
        self.kept = run
        steps = [
            ImportStep(run=run, label=row._meta.label, row_id=row.pk, before=before, after=after)
            for row, before, after in done.changed
        ]
        steps += _made(run, done.made)
        ImportStep.objects.bulk_create(steps, batch_size=1000)

    def keep(self, report: Report) -> None:
        """Keep how many rows became what, and tell the report which run it is."""
        if self.kept is not None:
            self.kept.counts = self.counts
            self.kept.save(update_fields=["counts"])
            report.run_id = None if report.dry_run else self.kept.pk


def _made(run: ImportRun, rows: Iterable[Row]) -> list[ImportStep]:
    return [
        ImportStep(
            run=run,
            label=row._meta.label,
            row_id=row.pk,
            after={DIGEST: digest_of(row)},
        )
        for row in rows
    ]
