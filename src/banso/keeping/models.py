"""What is kept for people: the agreement, the rows of its book, each time it was counted."""

from django.db import models
from django.db.models import F, Q

from banso.keeping.rules import GivenTo, Kind, Signed, Together, Wish
from banso.kit.formatting import more_or_less
from banso.kit.models import Line, Prose, Stamped, code_choices


class Keeping(Stamped):
    """
    What is kept for one person, why, by whose wish, and who answers for it, until everything was
    given back.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    why = Prose()
    wish = models.CharField(max_length=10, choices=code_choices(Wish))
    wish_words = Line(max_length=200, blank=True)
    words = Prose(blank=True)
    place = Line(max_length=200, blank=True)
    keeper = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    keeper_since = models.DateField()
    begun_on = models.DateField()
    signed = models.CharField(max_length=10, choices=code_choices(Signed), blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_note = Line(max_length=200, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    given_to = models.CharField(max_length=10, choices=code_choices(GivenTo), blank=True)
    given_to_whom = Line(max_length=200, blank=True)
    end_words = Prose(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="keeping_ends_after_beginning",
                condition=Q(ended_on=None, given_to="") | Q(ended_on__gte=F("begun_on")),
            ),
            models.CheckConstraint(
                name="keeping_signed_on_a_day",
                condition=Q(signed="", signed_on=None) | Q(signed_on__gte=F("begun_on")),
            ),
            models.UniqueConstraint(name="keeping_numbered", fields=["agency", "number"]),
        ]
        indexes = [
            models.Index(fields=["agency", "person"], name="keepings_of_person"),
            models.Index(fields=["agency", "keeper"], name="keepings_of_member"),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.begun_on:%Y/%m/%d}–"


class BookRow(Stamped):
    """
    One row of a book (出納簿): in, or out (less than nothing). It is never changed; a wrong one is
    reversed by another.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    keeping = models.ForeignKey(Keeping, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=code_choices(Kind))
    what = Line(max_length=200, blank=True)
    amount = models.IntegerField()
    purpose = Line(max_length=200, blank=True)
    with_whom = Line(max_length=200, blank=True)
    why_below = Line(max_length=200, blank=True)
    of = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, related_name="+", null=True)
    entered_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True
    )
    second_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="book_rows_numbered", fields=["keeping", "number"]),
            models.CheckConstraint(name="book_row_of_something", condition=~Q(amount=0)),
            models.CheckConstraint(
                name="book_row_seconded_by_another",
                condition=Q(second=None, second_on=None)
                | Q(second_on__isnull=False) & ~Q(second=F("entered_by")),
            ),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.on:%Y/%m/%d} {self.amount}"


class Count(Stamped):
    """Once that everything was counted: what should be there, what is, and what is said of it."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    keeping = models.ForeignKey(Keeping, on_delete=models.PROTECT, related_name="counts")
    on = models.DateField()
    expected = models.IntegerField()
    found = models.IntegerField()
    things_there = models.BooleanField()
    note = Prose(blank=True)
    together = models.CharField(max_length=10, choices=code_choices(Together))
    words = Prose(blank=True)
    entered_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True
    )
    second_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="count_says_why_it_differs",
                condition=Q(found=F("expected"), things_there=True) | ~Q(note=""),
            ),
            models.CheckConstraint(
                name="count_seconded_by_another",
                condition=Q(second=None, second_on=None)
                | Q(second_on__isnull=False) & ~Q(second=F("entered_by")),
            ),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.on:%Y/%m/%d}"

    @property
    def difference(self) -> int:
        """How much more is there than should be; less than nothing where some is missing."""
        return self.found - self.expected

    @property
    def signed(self) -> str:
        """The difference with its sign, so that what is missing is not overlooked."""
        return more_or_less(self.difference)
