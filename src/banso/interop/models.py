"""What is kept of an import: how somebody's ledger is to be read next time."""

from django.db import models

from banso.kit.models import Line, Stamped


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
