"""That a record was erased: by whom, how much, what stayed; the way past what is closed."""

from django.db import models
from django.db.models import F, Q

from banso.kit.models import Stamped, code_choices
from banso.privacy.rules.erasing import Ground, How


class Erasure(Stamped):
    """
    A record that was erased, or thinned; without a word of it. The ids tell nobody anything, and
    are what it is erased by again in a home that was brought back from a backup.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    asking = models.ForeignKey(
        "privacy.Asking", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ground = models.CharField(max_length=10, choices=code_choices(Ground))
    how = models.CharField(max_length=10, choices=code_choices(How))
    people = models.JSONField(default=list)  # the ids of the entries
    rows = models.PositiveIntegerField(default=0)
    kept = models.JSONField(default=list)  # what stayed: why, how many rows, until when
    decided_by_id = models.UUIDField()  # ids alone: in an older home one of the two may not be yet
    second_id = models.UUIDField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(second_id=F("decided_by_id")), name="privacy_erased_by_two"
            )
        ]
        indexes = [models.Index(fields=["agency", "-created_at"], name="privacy_erasures")]


class Erasing(models.Model):
    """
    A row that an erasure under way removes, or empties: what is closed lets this one through, and
    no other. Nothing stands here between two erasures.
    """

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    erasure = models.ForeignKey(Erasure, on_delete=models.PROTECT, related_name="+")
    of_table = models.CharField(max_length=80)
    row_id = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["of_table", "row_id"], name="privacy_erasing_row")]
