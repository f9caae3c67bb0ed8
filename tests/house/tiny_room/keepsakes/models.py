"""Keepsakes: a row for each thing."""

from django.db import models
from django.db.models import F, Q

from banso.keepsakes.rules import Kind
from banso.kit.models import Line, Stamped, code_choices


class Keepsake(Stamped):
    """One thing that an office keeps for a person."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=code_choices(Kind))
    text = Line(max_length=200, blank=True)
    kept_on = models.DateField()
    back_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="keepsake_back_after_kept",
                condition=Q(back_on=None) | Q(back_on__gte=F("kept_on")),
            )
        ]
        indexes = [models.Index(fields=["agency", "person"], name="keepsakes_of_person")]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.kept_on} – {self.back_on or ''}"
