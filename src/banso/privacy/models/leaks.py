"""Leaks: the nine items that a report asks for, who was told, whose data it was."""

from django.db import models
from django.db.models import Q

from banso.kit.models import Line, Prose, Stamped, Versioned, code_choices
from banso.privacy.rules.leaks import Reports, Step, Told, What


class Leak(Versioned):
    """One leak, or what may have been one."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    mishap = models.OneToOneField(
        "mishaps.Mishap", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    what = models.CharField(max_length=10, choices=code_choices(What))
    known_on = models.DateField()
    happened_on = models.DateField(null=True, blank=True)
    grounds = models.JSONField(default=list)
    reports = models.CharField(max_length=10, choices=code_choices(Reports), default=Reports.WE)
    why_not = Line(max_length=300, blank=True)
    overview = Prose()
    items = Prose(blank=True)
    people_count = models.PositiveIntegerField(null=True, blank=True)
    cause = Prose(blank=True)
    second_harm = Prose(blank=True)
    to_people = Prose(blank=True)
    published = Prose(blank=True)
    prevention = Prose(blank=True)
    other = Prose(blank=True)
    written_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    second = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by=None, second=None)
                | Q(closed_on__isnull=False, closed_by__isnull=False, second__isnull=False),
                name="privacy_leak_closed_by_two",
            ),
            models.CheckConstraint(
                condition=Q(second=None) | ~Q(second=models.F("closed_by")),
                name="privacy_leak_two_are_two",
            ),
            models.CheckConstraint(
                condition=Q(reports__in=(Reports.WE, Reports.CITY)) | ~Q(why_not=""),
                name="privacy_leak_says_why_not",
            ),
        ]
        indexes = [models.Index(fields=["agency", "-known_on", "-id"], name="privacy_leak_days")]

    def __str__(self) -> str:
        """One line for lists of open work."""
        return f"{self.known_on:%Y/%m/%d} {What.label_of(self.what)}"


class LeakTold(Stamped):
    """Who was told of a leak, when and how; added, never changed."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    leak = models.ForeignKey(Leak, on_delete=models.PROTECT, related_name="told")
    who = models.CharField(max_length=12, choices=code_choices(Told))
    step = models.CharField(max_length=10, choices=code_choices(Step))
    on = models.DateField()
    words = Line(max_length=300, blank=True)
    noted_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["leak", "on"], name="privacy_leak_told")]


class LeakPerson(Stamped):
    """Somebody whose data it was."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    leak = models.ForeignKey(Leak, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "leak"], name="privacy_leak_person")]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return str(self.leak)
