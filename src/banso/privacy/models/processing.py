"""The register of processing: what is held, for what, who receives it."""

from django.db import models

from banso.kit.models import Line, Versioned, code_choices
from banso.privacy.rules.processing import Way


class Processing(Versioned):
    """One kind of personal data that the agency holds."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    name = Line(max_length=120)
    whose = Line(max_length=200)
    items = Line(max_length=500)
    purpose = Line(max_length=500)
    basis = Line(max_length=300, blank=True)
    source = Line(max_length=300, blank=True)
    way = models.CharField(max_length=10, choices=code_choices(Way), default=Way.OWN)
    receivers = Line(max_length=500, blank=True)
    lies = Line(max_length=300, blank=True)
    kept_for = Line(max_length=200, blank=True)
    answers = Line(max_length=120, blank=True)
    looked_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "ended_on", "name"], name="privacy_register")]

    def __str__(self) -> str:
        """One line for lists."""
        return str(self.name)
