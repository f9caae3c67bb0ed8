"""Snapshots and the forms they were taken with."""

from django.db import models
from django.db.models import F, Q

from banso.assessment.instrument import Form, form_of
from banso.kit.models import KeptForm, Values, Versioned


class Instrument(KeptForm):
    """A form of assessment as it was when it was first used."""

    @property
    def form(self) -> Form:
        """The form."""
        return form_of(self.body)


class Assessment(Versioned):
    """
    アセスメント: a dated view of all three hardships and the eight domains; written in parts, over
    several sittings.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    taken_on = models.DateField()
    taken_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    started_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    finished_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assessment_finished_after_begun",
                condition=Q(finished_on=None) | Q(finished_on__gte=F("taken_on")),
            ),
            models.CheckConstraint(
                name="assessment_not_from_itself",
                condition=Q(started_from=None) | ~Q(started_from=F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-taken_on", "-id"], name="assessments_of_person")
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.taken_on:%Y/%m/%d}"


class AssessmentPart(Versioned):
    """
    One section of a snapshot.

    `answers` holds by item: standing, value, words, fact, view, `on` (the day it was last asked),
    `by` (the member who wrote it), `v` (the version in which it last changed), and `earlier` (what
    it said before, the oldest first).
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="parts")
    section = models.CharField(max_length=40)
    answers = Values(default=dict)
    edited_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_part_per_section", fields=["assessment", "section"])
        ]
