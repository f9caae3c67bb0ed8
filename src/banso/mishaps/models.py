"""What went wrong, or nearly: a row for each, and one for everybody who was there."""

from django.db import models
from django.db.models import Q

from banso.kit.models import Line, Prose, Stamped, Versioned, code_choices
from banso.mishaps.rules import Kind, Where
from banso.people.rules import Sensitivity


class Mishap(Versioned):
    """One thing that went wrong, or nearly, and what was learnt of it."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("access.Office", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=code_choices(Kind))
    place = models.CharField(max_length=10, choices=code_choices(Where))
    place_words = Line(max_length=200, blank=True)
    on = models.DateField()
    at_time = models.TimeField(null=True, blank=True)
    about = models.CharField(
        max_length=10, choices=code_choices(Sensitivity), default=Sensitivity.PLAIN
    )
    happened = Prose()
    others = Line(max_length=200, blank=True)
    done = Prose(blank=True)
    told = models.JSONField(default=list)
    told_words = Line(max_length=300, blank=True)
    learnt = Prose(blank=True)
    change = Prose(blank=True)
    change_until = models.DateField(null=True, blank=True)
    answerable = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    written_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_words = Line(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mishap_closed_by_somebody",
                condition=Q(closed_on=None, closed_by=None)
                | Q(closed_on__isnull=False, closed_by__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["agency", "-on", "-id"], name="mishaps_by_day"),
            models.Index(
                fields=["agency", "change_until"],
                name="mishaps_open",
                condition=Q(closed_on=None),
            ),
        ]

    def __str__(self) -> str:
        """One line for lists of open work."""
        return f"{self.on:%Y/%m/%d} {Kind.label_of(self.kind)}"


class Present(Stamped):
    """Somebody who was there."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    mishap = models.ForeignKey(Mishap, on_delete=models.PROTECT, related_name="present")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "mishap"], name="mishaps_of_person")]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return str(self.mishap)
