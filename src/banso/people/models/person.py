"""The person, their names, where they can be met, and who has them within reach."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from banso.kit.eras import PartialDate, Precision
from banso.kit.models import Line, Prose, Stamped, Versioned, code_choices
from banso.people.rules import CautionKind, NameKind, PlaceKind, Sex


class Person(Versioned):
    """本人. A called name is a complete beginning; everything else may come later, or never."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    called_name = Line(max_length=100)
    sort_name = models.CharField(max_length=100, blank=True)
    own_words = Prose(blank=True)
    sex = models.CharField(max_length=10, blank=True, choices=code_choices(Sex))
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_precision = models.CharField(
        max_length=10, default=Precision.UNKNOWN, choices=code_choices(Precision)
    )
    birth_words = Line(max_length=80, blank=True)
    looks = Line(max_length=200, blank=True)
    restricted = models.BooleanField(default=False)
    suspended = models.BooleanField(default=False)  # used no longer, by their own word
    has_died = models.BooleanField(default=False)
    death_year = models.PositiveSmallIntegerField(null=True, blank=True)
    death_month = models.PositiveSmallIntegerField(null=True, blank=True)
    death_day = models.PositiveSmallIntegerField(null=True, blank=True)
    death_precision = models.CharField(
        max_length=10, default=Precision.UNKNOWN, choices=code_choices(Precision)
    )
    keeps_death_day = models.BooleanField(default=False)
    last_met_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    outside_id = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="person_is_called_something", condition=~Q(called_name="")),
            models.CheckConstraint(
                name="person_birth_fits_precision",
                condition=Q(birth_precision="unknown", birth_year=None)
                | (~Q(birth_precision="unknown") & Q(birth_year__isnull=False)),
            ),
            models.CheckConstraint(
                name="person_death_fits_precision",
                condition=Q(death_precision="unknown", death_year=None)
                | (~Q(death_precision="unknown") & Q(death_year__isnull=False, has_died=True)),
            ),
            models.CheckConstraint(
                name="person_not_merged_into_self",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
            models.UniqueConstraint(
                name="person_outside_id_once",
                fields=["agency", "outside_id"],
                condition=~Q(outside_id=""),
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "sort_name", "id"], name="person_by_name"),
            models.Index(fields=["agency", "last_met_on", "id"], name="person_by_last_met"),
            models.Index(
                fields=["agency", "id"], name="person_kept_back", condition=Q(restricted=True)
            ),
            models.Index(
                fields=["agency", "id"], name="person_suspended", condition=Q(suspended=True)
            ),
        ]

    @property
    def birth(self) -> PartialDate:
        """The birth date as far as it is known."""
        return PartialDate(
            self.birth_year,
            self.birth_month,
            self.birth_day,
            Precision(self.birth_precision),
            self.birth_words,
        )

    @birth.setter
    def birth(self, value: PartialDate) -> None:
        self.birth_year, self.birth_month, self.birth_day = value.year, value.month, value.day
        self.birth_precision, self.birth_words = value.precision, value.words

    @property
    def death(self) -> PartialDate:
        """The day of death as far as it is known."""
        return PartialDate(
            self.death_year, self.death_month, self.death_day, Precision(self.death_precision)
        )

    @death.setter
    def death(self, value: PartialDate) -> None:
        self.death_year, self.death_month, self.death_day = value.year, value.month, value.day
        self.death_precision = value.precision

    def lived_on(self, day: date, today: date) -> bool:
        """
        Return whether a day may have been one of their life: of somebody who has died one up to the
        last that it may have been, and before today where the day itself is not known.
        """
        exact, last = self.death.exact, self.death.last_day
        if not self.has_died:
            return True
        return day <= exact if exact else day < today and day <= (last or day)

    def last_day(self, today: date) -> date:
        """
        Return the day a form begins with that is about something done together: today, of somebody
        who has died the last day that may have been one of their life.
        """
        last = self.death.last_day
        if not self.has_died or (self.death.exact and self.death.exact >= today):
            return today
        return self.death.exact or min(last or today, today - timedelta(days=1))

    def age_on(self, day: date) -> int | None:
        """
        Return the full years of age on a day, of somebody who has died those they reached: None
        where the year of death is not known.
        """
        if not self.has_died:
            return self.birth.age_on(day)
        last = self.death.last_day
        return None if last is None else self.birth.age_on(last)


class PersonName(Stamped):
    """One of a person's names, exactly as typed (IVS kept)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=code_choices(NameKind))
    text = Line(max_length=100)
    kana = Line(max_length=100, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="name_says_something", condition=~Q(text=""))]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.text} {self.kana}".strip()


class MeetingPlace(Stamped):
    """
    Where and when the person can be met. Where somebody sleeps is the most dangerous thing we know.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=10, choices=code_choices(PlaceKind), default=PlaceKind.UNKNOWN
    )
    place = Line(max_length=200)
    when = Line(max_length=200, blank=True)
    sleeps_here = models.BooleanField(default=False)
    until_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.place} {self.when}".strip()


class ContactPoint(Stamped):
    """A number, an address or somebody through whom the person can be reached."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    value = Line(max_length=200)
    note = Line(max_length=200, blank=True)

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.value} {self.note}".strip()


class Caution(Stamped):
    """してはいけないこと, a danger, or an alert that ends by itself."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=code_choices(CautionKind))
    text = Line(max_length=300)
    until_on = models.DateField(null=True, blank=True)
    lifted_on = models.DateField(null=True, blank=True)
    by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="alert_has_an_end", condition=~Q(kind="alert") | Q(until_on__isnull=False)
            )
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.text}"


class Reach(Stamped):
    """
    Who has this person within reach: an office through which their story passed, or a member who
    walks with them.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(
        "access.Office", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    member = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    until_on = models.DateField(null=True, blank=True)
    until_at = models.DateTimeField(
        null=True, blank=True
    )  # opened in danger: for hours, not for days

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reach_is_office_or_member",
                condition=Q(office=None, member__isnull=False)
                | Q(office__isnull=False, member=None),
            ),
            models.UniqueConstraint(
                name="reach_of_office_once",
                fields=["office", "person"],
                condition=Q(office__isnull=False),
            ),
            models.UniqueConstraint(
                name="reach_of_member_once",
                fields=["member", "person"],
                condition=Q(member__isnull=False),
            ),
        ]
