"""Ties of a person, where they are placed, visits, hand-overs, and what the person gives."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from banso.kit.models import Line, Prose, Stamped, Versioned, code_choices
from banso.people.rules import Sex
from banso.ties.rules import (
    Bond,
    Direction,
    Ending,
    Gift,
    Kin,
    Kind,
    Rhythm,
    Ring,
    Role,
    Strength,
    What,
    stands_on,
)

# What is shown and counted: not what the person hid, and not a tie between two entries while they
# are one person; parted again, it is there again.
SHOWN = Q(hidden_on=None) & ~Q(other=F("person"))


class Tie(Versioned):
    """
    What binds the person to somebody or something.

    The tied one did not ask to be here: what is kept of them is a name to call them by, at most one
    number, and what a genogram needs. No tie is searched by
    its name, and one that the person hid is in no list, picture, figure or print.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=code_choices(What))
    name = Line(max_length=100)
    member = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    service = models.ForeignKey(
        "resources.Service", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    other = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    both_agreed_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=8, choices=code_choices(Kind))
    is_formal = models.BooleanField(default=False)
    direction = models.CharField(
        max_length=8, default=Direction.MUTUAL, choices=code_choices(Direction)
    )
    role = models.CharField(max_length=12, choices=code_choices(Role))
    why_second = Line(max_length=300, blank=True)
    strength = models.CharField(
        max_length=8, default=Strength.PLAIN, choices=code_choices(Strength)
    )
    stress = models.BooleanField(default=False)
    rhythm = models.CharField(max_length=8, blank=True, choices=code_choices(Rhythm))
    phone = models.CharField(max_length=60, blank=True)
    note = Prose(blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=12, blank=True, choices=code_choices(Ending))
    last_met_on = models.DateField(null=True, blank=True)
    no_contact = models.BooleanField(default=False)
    no_show = models.BooleanField(default=False)
    hidden_on = models.DateField(null=True, blank=True)
    base_on = models.DateField(null=True, blank=True)
    base_words = Line(max_length=300, blank=True)
    from_base = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    kin = models.CharField(max_length=14, blank=True, choices=code_choices(Kin))
    kin_bond = models.CharField(max_length=10, blank=True, choices=code_choices(Bond))
    kin_sex = models.CharField(max_length=10, blank=True, choices=code_choices(Sex))
    born_year = models.PositiveSmallIntegerField(null=True, blank=True)
    is_dead = models.BooleanField(default=False)
    lives_with = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="tie_is_called_something", condition=~Q(name="")),
            models.CheckConstraint(
                name="tie_ends_after_it_began",
                condition=Q(until_on=None) | Q(from_on=None) | Q(until_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="ended_tie_says_how",
                condition=Q(until_on=None, ending="") | Q(until_on__isnull=False) & ~Q(ending=""),
            ),
            models.CheckConstraint(
                name="tie_to_another_with_both_words",
                condition=Q(other=None) | Q(both_agreed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="base_by_the_person_s_word", condition=Q(base_on=None) | ~Q(base_words="")
            ),
        ]
        indexes = [
            models.Index(fields=["person", "from_on", "id"], name="ties_of_person"),
            models.Index(
                fields=["agency", "person"], name="ties_to_count", condition=Q(hidden_on=None)
            ),
            models.Index(
                fields=["other"], name="ties_from_others", condition=Q(other__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge; never to whom."""
        return f"{self.from_on or '?'} – {self.until_on or ''}"


class TiePlace(Stamped):
    """
    Where a tie stands in the pictures from a day on: its circle, its bearing (degrees from the top,
    clockwise), its felt distance (1 near … 5 far).
    """

    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="places")
    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    ring = models.CharField(max_length=14, blank=True, choices=code_choices(Ring))
    bearing = models.PositiveSmallIntegerField(null=True, blank=True)
    reach = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_place_a_day", fields=["tie", "on"]),
            models.CheckConstraint(
                name="place_on_the_sheet",
                condition=(Q(bearing=None) | Q(bearing__lt=360))
                & (Q(reach=None) | Q(reach__gte=1, reach__lte=5)),
            ),
        ]


class TieVisit(Stamped):
    """One going there and coming back."""

    tie = models.ForeignKey(Tie, on_delete=models.CASCADE, related_name="visits")
    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    along = Line(max_length=100, blank=True)
    came_back = models.BooleanField(default=True)
    words = Line(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["tie", "on", "id"], name="visits_of_tie")]


class HandOver(Versioned):
    """A planned hand-over from one tie to another: an agreed step with its day and both sides."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    from_tie = models.ForeignKey(Tie, on_delete=models.PROTECT, related_name="+")
    to_tie = models.ForeignKey(Tie, on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField()
    what = Line(max_length=300, blank=True)
    from_side = Line(max_length=100, blank=True)
    to_side = Line(max_length=100, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="handed_over_to_another", condition=~Q(from_tie=F("to_tie"))
            ),
            models.CheckConstraint(
                name="agreed_by_both_sides",
                condition=Q(agreed_on=None) | (~Q(from_side="") & ~Q(to_side="")),
            ),
            models.CheckConstraint(
                name="handed_over_after_agreeing",
                condition=Q(done_on=None) | Q(agreed_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["from_tie"], name="hand_overs_of_tie")]


class Giving(Versioned):
    """A role in which the person supports others, with its days and their own words."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    gift = models.CharField(max_length=12, choices=code_choices(Gift))
    name = Line(max_length=100, blank=True)
    words = Prose(blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    member = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="giving_ends_after_it_began",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            )
        ]
        indexes = [
            models.Index(fields=["person", "from_on", "id"], name="givings_of_person"),
            models.Index(fields=["agency", "person"], name="givings_to_count"),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.from_on} – {self.until_on or ''}"

    def stands_on(self, day: date) -> bool:
        """Return whether the person gives in this way on a day."""
        return stands_on(day, from_on=self.from_on, until_on=self.until_on)
