"""Rounds, encounters, intakes."""

from django.db import models
from django.db.models import Q

from banso.intake.instrument import IntakeSheet, sheet_of
from banso.intake.rules import Channel, Outcome
from banso.kit.models import KeptForm, Line, Prose, Stamped, Values, Versioned, code_choices
from banso.people.rules import PlaceKind


class OutreachRound(Versioned):
    """One round: a course walked on one night."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("access.Office", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    course = Line(max_length=100)
    weather = models.CharField(max_length=10, blank=True)
    note = Prose(blank=True)
    handed = models.JSONField(default=dict)
    route = models.JSONField(default=list)  # seals of places, in the order chosen by hand
    begun_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    set_off_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # somebody else, who confirms that this team goes out now
    set_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "-on", "-id"], name="rounds_by_day")]


class RoundMember(models.Model):
    """
    Somebody on a round; volunteers without a sign-in are a name. People walk two by two: `pair`
    says with whom.
    """

    round = models.ForeignKey(OutreachRound, on_delete=models.CASCADE, related_name="team")
    member = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = Line(max_length=100)
    pair = models.PositiveSmallIntegerField(default=1)


class Encounter(Stamped):
    """Meeting one person on a round, or looking for them where they usually are."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(
        OutreachRound, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=code_choices(Outcome))
    place = Line(max_length=200, blank=True)
    place_kind = models.CharField(max_length=10, default=PlaceKind.UNKNOWN)
    condition = models.CharField(max_length=10, blank=True)
    handed = models.JSONField(default=list)
    was_new = models.BooleanField(default=False)
    outside_id = models.CharField(max_length=120, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="encounter_outside_id_once",
                fields=["agency", "outside_id"],
                condition=~Q(outside_id=""),
            )
        ]
        indexes = [
            models.Index(fields=["round", "at", "id"], name="encounters_of_round"),
            models.Index(fields=["person", "-at"], name="encounters_of_person"),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.at:%Y/%m/%d} {self.place}".strip()


class Instrument(KeptForm):
    """The form of the first consultation as it was when it was first used."""

    @property
    def form(self) -> IntakeSheet:
        """The form."""
        return sheet_of(self.body)


class Intake(Stamped):
    """
    相談受付: the first consultation, or the first after a long time.

    `answers` holds what the form asks beyond the columns; what was taken before forms were data has
    none.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("access.Office", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    channel = models.CharField(max_length=10, choices=code_choices(Channel))
    came_with = Line(max_length=200, blank=True)
    matters = models.JSONField(default=list)
    worst = models.CharField(max_length=12, blank=True)
    words = Prose(blank=True)
    urgency = models.CharField(max_length=8, default="none")
    consent = models.CharField(max_length=8, default="not_yet")
    consent_way = Line(max_length=200, blank=True)
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answers = Values(default=dict)

    class Meta:
        indexes = [models.Index(fields=["agency", "-on", "-id"], name="intakes_by_day")]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.on:%Y/%m/%d}"
