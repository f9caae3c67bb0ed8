"""What somebody asks for about their own data, and what is blackened in their copy."""

from django.db import models
from django.db.models import F, Q

from banso.kit.models import Line, Prose, Stamped, Versioned, code_choices
from banso.privacy.rules.askings import Answer, AskedBy, How, Kind, Why


class Asking(Versioned):
    """A request to see, correct or suspend; `person` is empty once nothing of them is left."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    kind = models.CharField(max_length=10, choices=code_choices(Kind))
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=10, choices=code_choices(AskedBy))
    asker_words = Line(max_length=200, blank=True)
    identity = models.JSONField(default=list)
    words = Prose(blank=True)
    fee = models.PositiveIntegerField(default=0)
    due_on = models.DateField()
    answer = models.CharField(max_length=10, blank=True, choices=code_choices(Answer))
    reasons = Prose(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    second = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=10, blank=True, choices=code_choices(How))
    lifted_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", decided_on=None, decided_by=None, second=None)
                | (
                    ~Q(answer="")
                    & Q(decided_on__isnull=False, decided_by__isnull=False, second__isnull=False)
                ),
                name="privacy_asking_decided_by_two",
            ),
            models.CheckConstraint(
                condition=Q(second=None) | ~Q(second=F("decided_by")),
                name="privacy_asking_two_are_two",
            ),
            models.CheckConstraint(
                condition=Q(told_on=None) | ~Q(answer=""), name="privacy_told_once_decided"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_on", "id"], name="privacy_asking_due"),
            models.Index(fields=["person", "-asked_on"], name="privacy_asking_person"),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.asked_on:%Y/%m/%d} {Kind.label_of(self.kind)}"


class Blackened(Stamped):
    """A text, or a part of one, that is not shown in a copy, and why."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    asking = models.ForeignKey(Asking, on_delete=models.CASCADE, related_name="blackened")
    model = models.CharField(max_length=80)
    row_id = models.CharField(max_length=40)
    field = models.CharField(max_length=80)
    part = Line(max_length=200, blank=True)
    why = models.CharField(max_length=10, choices=code_choices(Why))
    found = models.BooleanField(default=False)
    by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asking", "model", "row_id", "field", "part"],
                name="privacy_blackened_once",
            )
        ]
