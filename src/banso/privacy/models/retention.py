"""How long an agency keeps what, and the list of records whose time ends."""

from django.db import models

from banso.kit.models import Stamped, Versioned, code_choices
from banso.privacy.rules.retention import AtEnd, Kind


class Retention(Versioned):
    """How long an agency keeps a kind of record, and what is proposed then."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=code_choices(Kind))
    months = models.PositiveSmallIntegerField()
    at_end = models.CharField(max_length=10, choices=code_choices(AtEnd))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind"], name="privacy_retention_once")
        ]


class Ending(Stamped):
    """A record whose time ends, or has ended: it waits for two; nothing goes by itself."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=code_choices(Kind))
    ended_on = models.DateField()
    due_on = models.DateField()
    put_off_until = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "due_on", "id"], name="privacy_endings"),
            models.Index(fields=["person"], name="privacy_ending_of"),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.due_on:%Y/%m/%d}"
