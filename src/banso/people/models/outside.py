"""What came in from elsewhere: which row of a file became what, and what it said last time."""

from django.db import models

from banso.kit.models import Stamped


class OutsideRow(Stamped):
    """
    A row from elsewhere: what it became here, whose it is (the entry for which it came, also where
    that was merged since), and what it said last time.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    outside_id = models.CharField(max_length=140)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    row_id = models.UUIDField()
    said = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="outside_row_once", fields=["agency", "kind", "outside_id"]
            )
        ]
        indexes = [models.Index(fields=["row_id"], name="outside_row_of_row")]
