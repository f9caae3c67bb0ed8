"""Instruments as they were asked, surveys, and the links of tablets."""

from django.db import models
from django.db.models import F, Q

from banso.kit.models import Line, Prose, Stamped, Values, Versioned, code_choices
from banso.people.rules import Sensitivity
from banso.verification.rules import Mode, Moment


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


class RateChoice(Stamped):
    """
    What counts in a rate, kept for a fiscal year, so that it means one thing all year; the newest
    holds.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField()
    lost = models.CharField(max_length=4)
    care = models.CharField(max_length=4)
    by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["agency", "fiscal_year", "-id"], name="rate_choices_of_year")
        ]


class Question(Versioned):
    """
    A question somebody put together: whom is it true of? It holds codes, numbers and days, and
    nobody's answer.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    title = Line(max_length=100)
    body = models.JSONField()
    columns = models.JSONField(default=list)
    shared = models.BooleanField(default=False)
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="question_has_a_title", condition=~Q(title=""))]
        indexes = [
            models.Index(
                fields=["agency", "-id"], name="questions_of_agency", condition=Q(dropped_on=None)
            )
        ]


class Research(Versioned):
    """
    A de-identified list for research: asked for by one, approved by two others, taken out until a
    day; what was asked for never changes.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    question_title = Line(max_length=100)
    body = models.JSONField()
    columns = models.JSONField()
    purpose = Prose()
    recipient = Line(max_length=200)
    asked_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    first_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    second_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    refused_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    refused_words = Line(max_length=300, blank=True)
    until_on = models.DateField(null=True, blank=True)
    rows = models.JSONField(default=list)
    steps = models.JSONField(default=dict)
    left_out = models.PositiveIntegerField(default=0)
    taken_out = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="research_says_what_for", condition=~Q(purpose="") & ~Q(recipient="")
            ),
            models.CheckConstraint(
                name="research_approved_by_two_others",
                condition=Q(second_by=None)
                | (Q(first_by__isnull=False) & ~Q(first_by=F("second_by"))),
            ),
            models.CheckConstraint(
                name="nobody_approves_their_own_research",
                condition=(Q(first_by=None) | ~Q(first_by=F("asked_by")))
                & (Q(second_by=None) | ~Q(second_by=F("asked_by"))),
            ),
            models.CheckConstraint(
                name="research_rows_only_when_approved",
                condition=Q(rows=[]) | Q(second_by__isnull=False, until_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["agency", "-id"], name="research_of_agency")]

    @property
    def is_decided(self) -> bool:
        """Whether two have said yes, or one no."""
        return bool(self.second_by_id or self.refused_by_id)


class ReportSetting(Stamped):
    """
    The population a year's reports are divided by, of which day and from where; the newest holds.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField()
    population_on = models.DateField()
    source = Line(max_length=200)
    by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="population_is_somebody", condition=Q(population__gt=0))
        ]
        indexes = [
            models.Index(fields=["agency", "fiscal_year", "-id"], name="report_settings_of_year")
        ]


class OutsideGroup(Stamped):
    """
    What people elsewhere answered to an item, counted by step, from a source: citizens, another
    study; for laying beside, never for pairs.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    item = models.CharField(max_length=40)
    title = Line(max_length=100)
    source = Line(max_length=300)
    counts = models.JSONField(default=dict)
    by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outside_group_says_whose", condition=~Q(title="") & ~Q(source="")
            )
        ]
        indexes = [
            models.Index(
                fields=["agency", "code", "item"],
                name="outside_groups_of_item",
                condition=Q(dropped_on=None),
            )
        ]
