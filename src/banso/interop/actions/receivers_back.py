"""Taking an import of receivers back: what somebody has changed or used since, stays."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError

from banso.interop.actions.receiver_runs import DIGEST, digest_of
from banso.interop.models import ImportRun, ImportStep
from banso.resources.actions import values_of
from banso.resources.models import Location, Service

SERVICE = "resources.Service"
_KINDS = (SERVICE, "resources.Location", "resources.Organization")
_BATCH = 500
Steps = tuple[list[ImportStep], dict[UUID, Any]]


class ReceiversBack:
    """One import of receivers on its way back: what went or became as it was, and what stays."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.gone = self.rows = 0
        self.stays: list[tuple[UUID, str]] = []

    def everything(self) -> None:
        """Put back what was changed, then let go of what was made."""
        for label in _KINDS:
            for steps, rows in self._steps(label, made=False):
                for step in steps:
                    self._put_back(step, rows.get(step.row_id))
        for label in _KINDS:
            for steps, rows in self._steps(label, made=True):
                self._let_go(label, steps, rows)

    def _steps(self, label: str, *, made: bool) -> Iterator[Steps]:
        found = ImportStep.objects.filter(run=self.run, label=label, before__isnull=made)
        if label == "resources.Organization" and not made:
            return  # never changed by an import
        model = apps.get_model(label)._default_manager
        waiting = found.order_by("-pk").iterator(chunk_size=_BATCH)
        while some := list(islice(waiting, _BATCH)):
            rows = model.select_for_update().filter(pk__in=[step.row_id for step in some])
            yield some, {row.pk: row for row in rows}

    def _put_back(self, step: ImportStep, row: Any) -> None:
        if row is None:
            return
        if values_of(row, step.after) != step.after:
            self._stay(row)
            return
        for name, value in step.was.items():
            setattr(row, name, row._meta.get_field(name.removesuffix("_id")).to_python(value))
        row.save(update_fields=list(step.was))
        self.rows += 1

    def _let_go(self, label: str, steps: list[ImportStep], rows: dict[UUID, Any]) -> None:
        going = []
        moved = self._moved(rows.values()) if label == SERVICE else set()
        for step in steps:
            row = rows.get(step.row_id)
            changed = label == SERVICE and row is not None and digest_of(row) != step.after[DIGEST]
            if row is not None and (changed or row.pk in moved):
                self._stay(row)
            elif row is not None:
                going.append(row)
        kept = self._deleted(going)
        for row in kept:
            self._stay(row)
        self.rows += len(going) - len(kept)
        self.gone += (len(going) - len(kept)) * (label == SERVICE)

    def _moved(self, services: Iterable[Service]) -> set[UUID]:
        """Return the receivers whose place came with them and is described otherwise since."""
        at = {one.location_id: one.pk for one in services if one.location_id}
        came = ImportStep.objects.filter(
            run=self.run, label="resources.Location", row_id__in=list(at), before__isnull=True
        )
        places = Location.objects.in_bulk([step.row_id for step in came])
        return {
            at[step.row_id]
            for step in came
            if step.row_id in places and digest_of(places[step.row_id]) != step.after[DIGEST]
        }

    def _deleted(self, rows: list[Any]) -> list[Any]:
        """Delete rows, all at once where nothing refers to them; return those that must stay."""
        if not rows:
            return []
        try:
            with transaction.atomic():
                type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
        except ProtectedError:
            if len(rows) == 1:
                return rows
            half = len(rows) // 2
            return self._deleted(rows[:half]) + self._deleted(rows[half:])
        return []

    def _stay(self, row: Any) -> None:
        """Name a receiver that stays; its place and its organization stay with it."""
        if isinstance(row, Service) and all(pk != row.pk for pk, _name in self.stays):
            self.stays.append((row.pk, row.name))
