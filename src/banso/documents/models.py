"""Papers that end on a day: a row for each version."""

from django.db import models
from django.db.models import F, Q

from banso.documents.rules import Ending, Kind, Lies, Renewer
from banso.kit.models import Line, Prose, Versioned, code_choices


class Document(Versioned):
    """
    One paper of a person as it is from a day until a day; its renewal is another one that points at
    it.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=code_choices(Kind))
    name = Line(max_length=120, blank=True)
    number = Line(max_length=60, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    lies = models.CharField(max_length=10, choices=code_choices(Lies), default=Lies.PERSON)
    lies_words = Line(max_length=200, blank=True)
    renewer = models.CharField(
        max_length=8, choices=code_choices(Renewer), default=Renewer.TOGETHER
    )
    answerable = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    note = Prose(blank=True)
    renews = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="renewal", null=True, blank=True
    )
    closed_on = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=code_choices(Ending), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="document_ends_after_beginning",
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="document_closed_with_ending",
                condition=Q(closed_on=None, ending="")
                | (Q(closed_on__isnull=False) & ~Q(ending="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "until_on", "id"],
                name="documents_by_end",
                condition=Q(closed_on=None),
            ),
            models.Index(fields=["person", "kind"], name="documents_of_person"),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        until = f"{self.until_on:%Y/%m/%d}" if self.until_on else ""
        return f"{Kind.label_of(self.kind)} –{until}"
