"""Instruments as they were asked, surveys, and the links of tablets."""

from django.db import models
from django.db.models import Q

from banso.kit.models import Stamped, Values, code_choices
from banso.people.rules import Sensitivity
from banso.surveys.rules import Mode, Moment


class Instrument(Stamped):
    """
    A questionnaire's body as it was asked, told by its seal; one that an agency made itself belongs
    to it.
    """

    agency = models.ForeignKey(
        "access.Agency", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    seal = models.CharField(max_length=64)
    code = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    body = Values()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="instrument_of_home_once", fields=["seal"], condition=Q(agency=None)
            ),
            models.UniqueConstraint(
                name="instrument_of_agency_once",
                fields=["agency", "code", "version"],
                condition=Q(agency__isnull=False),
            ),
        ]


class Survey(Stamped):
    """
    One asking: what the person answered, item by item, or that they would rather not; never
    changed.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    moment = models.CharField(max_length=8, choices=code_choices(Moment))
    on = models.DateField()
    mode = models.CharField(max_length=9, choices=code_choices(Mode))
    asked_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    declined = models.BooleanField(default=False)
    answers = Values(default=dict)
    total = models.PositiveSmallIntegerField(null=True, blank=True)
    sensitivity = models.CharField(
        max_length=8, default=Sensitivity.PLAIN, choices=code_choices(Sensitivity)
    )
    shown_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="declined_without_answers", condition=Q(declined=False) | Q(total=None)
            )
        ]
        indexes = [
            models.Index(fields=["person", "-on", "-id"], name="surveys_of_person"),
            models.Index(fields=["agency", "code", "moment", "on"], name="surveys_by_moment"),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge; never what was answered."""
        return f"{self.on:%Y/%m/%d} {self.code}"


class TabletLink(Stamped):
    """
    A link for filling in alone: one person, one questionnaire, two hours, once; only its seal is
    kept.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(max_length=8, choices=code_choices(Moment))
    token_seal = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.created_at:%Y/%m/%d}"
