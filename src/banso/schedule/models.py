"""What ran by itself, and how it ended."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.kit.ids import new_id


class Outcome(Codes):
    """How a run ended."""

    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    BROKEN_OFF = "broken_off", _("Broken off")


class ScheduledRun(models.Model):
    """A job that ran; its sentence says what was done in numbers, or what kind of error it met."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    job = models.CharField(max_length=40)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome.choices)
    sentence = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="run_ended_with_an_outcome",
                condition=Q(ended_at=None, outcome="")
                | (Q(ended_at__isnull=False) & ~Q(outcome="")),
            )
        ]
        indexes = [models.Index(fields=["job", "-begun_at"], name="runs_of_job")]

    @property
    def is_done(self) -> bool:
        """Whether it did what it was there for."""
        return self.outcome == Outcome.DONE
