"""
What is kept of an import: how a ledger is read next time, what each run did, what differs.
"""

from typing import Any

from django.db import models

from banso.interop.rules import Decided
from banso.kit.models import Line, Stamped, Values, code_choices


class LedgerMapping(Stamped):
    """Which column means what, for ledgers with this header."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    ledger = models.CharField(max_length=10)
    columns = models.JSONField()
    name = Line(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_mapping_per_header", fields=["agency", "fingerprint"])
        ]


class ImportRun(Stamped):
    """One import that was kept: who brought in what, and whether it was taken back."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    file = Line(max_length=200, blank=True)
    by_id = models.UUIDField(null=True)
    counts = models.JSONField(default=dict)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "-created_at"], name="import_runs_of_agency")]


class ImportStep(models.Model):
    """
    One row that a run made or changed, with the values before and after: so that it can be taken
    back.
    """

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=80)
    row_id = models.UUIDField()
    before = models.JSONField(null=True)
    after = models.JSONField(default=dict)

    @property
    def was(self) -> dict[str, Any]:
        """The values before; nothing of a row that was made."""
        return dict(self.before or {})


class ImportDifference(Stamped):
    """What a file says otherwise than what stands here, until somebody decides."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    row_id = models.UUIDField()
    field = models.CharField(max_length=60)
    here = Values(null=True)
    file = Values(null=True)
    decided = models.CharField(max_length=5, blank=True, choices=code_choices(Decided))
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "decided", "-created_at"], name="differences_open"),
            models.Index(fields=["row_id", "field"], name="differences_of_row"),
        ]

    def __str__(self) -> str:
        """
        One line for the preview of a merge; never the values, which may ask for a duty of their
        own.
        """
        return f"{self.created_at:%Y/%m/%d}"
