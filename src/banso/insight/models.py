"""Questions and lists for research; what is kept for figures, reports and groups beside."""

from django.db import models
from django.db.models import F, Q

from banso.kit.models import Line, Prose, Stamped, Versioned


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
    A de-identified list for research: asked for by one, approved by others, taken out until a
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
    people = models.JSONField(default=list)  # by keys, kept so that no later list is a few apart
    taken_out = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="research_says_what_for", condition=~Q(purpose="") & ~Q(recipient="")
            ),
            models.CheckConstraint(
                name="research_approved_by_others",
                condition=Q(second_by=None) | Q(first_by=None) | ~Q(first_by=F("second_by")),
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
