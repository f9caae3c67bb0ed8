"""Whom the person never wants to know of them."""

from django.db import models
from django.db.models import Q

from banso.kit.models import Line, Prose, Stamped, code_choices
from banso.people.rules import Way


class NeverSeenBy(Stamped):
    """
    A member who must never know of the person, by the person's own word; it stands until they take
    it back, and the row stays.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    way = models.CharField(max_length=8, choices=code_choices(Way))
    witness = Line(max_length=100, blank=True)
    words = Prose(blank=True)
    noted_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_words = Prose(blank=True)
    taken_back_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="spoken_no_has_a_witness", condition=Q(way=Way.WRITTEN) | ~Q(witness="")
            ),
            models.CheckConstraint(
                name="no_taken_back_by_somebody",
                condition=Q(taken_back_on=None, taken_back_by=None)
                | Q(taken_back_on__isnull=False, taken_back_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["member", "person"], name="never_seen", condition=Q(taken_back_on=None)
            )
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge; never who."""
        return f"{self.said_on}"
