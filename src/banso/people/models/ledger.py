"""Entries in the three ledgers."""

from django.db import models
from django.db.models import F, Q

from banso.kit.models import Line, Values, Versioned, code_choices
from banso.people.rules import ClosingReason, Ledger


class LedgerEntry(Versioned):
    """
    A person's entry in one of the three ledgers; `values` holds the declared fields, `origins` from
    which entry each came.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    ledger = models.CharField(max_length=10, choices=code_choices(Ledger))
    number = Line(max_length=20)
    office = models.ForeignKey("access.Office", on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closing_reason = models.CharField(
        max_length=12, blank=True, choices=code_choices(ClosingReason)
    )
    came_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    values = Values(default=dict)
    origins = models.JSONField(default=dict)
    outside_id = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="ledger_number_once", fields=["agency", "number"]),
            models.CheckConstraint(
                name="ledger_closed_after_opened",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
            ),
            models.CheckConstraint(
                name="ledger_closed_with_reason",
                condition=Q(closed_on=None, closing_reason="")
                | Q(closed_on__isnull=False) & ~Q(closing_reason=""),
            ),
            models.UniqueConstraint(
                name="ledger_outside_id_once",
                fields=["agency", "outside_id"],
                condition=~Q(outside_id=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "ledger", "-opened_on", "-id"], name="ledger_by_opening"
            ),
            models.Index(fields=["agency", "ledger", "number"], name="ledger_by_number"),
            models.Index(
                fields=["person"], name="ledger_open_of_person", condition=Q(closed_on=None)
            ),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.number} {self.opened_on:%Y/%m/%d}"
