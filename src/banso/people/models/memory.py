"""The timeline: what happened to the person, what was tried, what they said."""

from django.db import models
from django.db.models import Q

from banso.kit.models import Line, Prose, Stamped, code_choices
from banso.people.rules import Ledger, Sensitivity


class TimelineEntry(Stamped):
    """
    One thing that happened or was said. Never overwritten: a correction is a new revision, and the
    old text stays.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(
        "access.Office", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    author = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField()
    kind = models.CharField(max_length=30)
    ledger = models.CharField(max_length=10, blank=True, choices=code_choices(Ledger))
    title = Line(max_length=200)
    fact = Prose(blank=True)
    words = Prose(blank=True)
    view = Prose(blank=True)
    being = models.BooleanField(default=False)
    doing = models.BooleanField(default=False)
    sensitivity = models.CharField(
        max_length=8,
        default=Sensitivity.PLAIN,
        choices=code_choices(Sensitivity),
    )
    source = models.CharField(max_length=60, blank=True)
    source_id = models.UUIDField(null=True, blank=True)
    revises = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    revision_reason = Line(max_length=200, blank=True)
    is_current = models.BooleanField(default=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="correction_has_a_reason", condition=Q(revises=None) | ~Q(revision_reason="")
            )
        ]
        indexes = [
            models.Index(
                fields=["person", "-at", "-id"],
                name="memory_of_person",
                condition=Q(is_current=True),
            ),
            models.Index(
                fields=["person", "kind", "-at", "-id"],
                name="memory_by_kind",
                condition=Q(is_current=True),
            ),
            models.Index(fields=["agency", "-at"], name="memory_of_agency"),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.at:%Y/%m/%d} {self.title}"


class MemoryText(models.Model):
    """
    The searchable text of an entry: normalised, with its pairs in an engine's own index beside it.
    """

    id = models.BigAutoField(primary_key=True)
    entry = models.OneToOneField(TimelineEntry, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        "access.Agency", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    normalised = models.TextField()

    def __str__(self) -> str:
        """
        One line for the preview of a merge; never the text, which may ask for a duty of its own.
        """
        return f"{self.entry_id}"
