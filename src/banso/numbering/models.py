"""Counters: one row for whatever is numbered by itself."""

from django.db import models


class Counter(models.Model):
    """The last number given in a scheme; a period is what the scheme begins anew for."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=20)
    period = models.CharField(max_length=60, blank=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_counter", fields=["agency", "scheme", "period"])
        ]
