"""Keys by which other programs read and write in a member's name."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from banso.kit.models import Line, Stamped


class ApiKey(Stamped):
    """
    A key of a member, for one program. Only its seal is kept: the key itself is shown once. It may
    what it was given and its member may, and ends by itself.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    name = Line(max_length=60)
    duties = models.JSONField(default=list)
    seal = models.CharField(max_length=64, unique=True)
    from_on = models.DateField()
    until_on = models.DateField()
    used_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="api_key_ends_after_it_begins", condition=Q(until_on__gte=F("from_on"))
            )
        ]
        indexes = [models.Index(fields=["agency", "-created_at"], name="api_keys")]

    def lasts(self, today: date) -> bool:
        """Return whether the key has not ended."""
        return self.ended_at is None and self.until_on >= today

    def __str__(self) -> str:
        """One line for lists."""
        return f"{self.name}"
