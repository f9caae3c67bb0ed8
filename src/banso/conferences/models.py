"""Conferences, their seats, agenda, minutes and papers."""

from django.db import models
from django.db.models import Q

from banso.conferences.rules import (
    Attendance,
    ConfirmedBy,
    Kind,
    LineKind,
    Mark,
    Party,
    State,
)
from banso.consent.rules import Part
from banso.kit.models import Line, Prose, Stamped, Versioned, code_choices
from banso.resources.rules import Domain


class _InAgency(models.Model):
    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Conference(_InAgency, Versioned):
    """
    One meeting. `revision` counts every change at the table, so that the screens know when to look
    again.
    """

    kind = models.CharField(max_length=12, choices=code_choices(Kind))
    number = models.PositiveIntegerField()
    regular = models.BooleanField(default=True)
    on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    place = Line(max_length=200, blank=True)
    purpose = Line(max_length=300, blank=True)
    chair = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=State.PLANNED, choices=code_choices(State))
    revision = models.PositiveIntegerField(default=1)
    next_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="conference_numbered_once", fields=["agency", "kind", "number"]
            ),
            models.CheckConstraint(
                name="confirmed_after_closing",
                condition=~Q(state=State.CONFIRMED)
                | Q(closed_at__isnull=False, confirmed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["agency", "-on", "-id"], name="conferences_by_day")]

    def __str__(self) -> str:
        """One line for a list of open work; never what it is about."""
        return f"{self.on:%Y/%m/%d} {Kind.label_of(self.kind)}"


class AgendaItem(_InAgency, Versioned):
    """
    One person on the agenda, in order; in a meeting without consent somebody nobody has met yet, in
    words and never from the ledgers.
    """

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    subject = Line(max_length=200, blank=True)
    plan = models.ForeignKey(
        "planning.SupportPlan", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    domains = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="item_is_a_person_or_words",
                condition=Q(person__isnull=False, subject="")
                | (Q(person=None, plan=None) & ~Q(subject="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"], name="items_of_person", condition=Q(person__isnull=False)
            )
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.created_at:%Y/%m/%d}"

    @property
    def name(self) -> str:
        """What the person is called, or how a meeting without consent speaks of them."""
        return str(self.person.called_name if self.person else self.subject)

    @property
    def domain_labels(self) -> list[str]:
        """The domains it is about, in words."""
        return [str(Domain.label_of(one)) for one in self.domains]


class Seat(_InAgency, Versioned):
    """Somebody at the table: the person, a member, a guest, or somebody without a screen."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="seats")
    party = models.CharField(max_length=12, choices=code_choices(Party))
    name = Line(max_length=100)
    organisation = Line(max_length=200, blank=True)
    member = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    guest = models.ForeignKey(
        "access.Guest", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )  # the person of this item
    seated_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    attendance = models.CharField(
        max_length=8, default=Attendance.EXPECTED, choices=code_choices(Attendance)
    )
    sworn_on = models.DateField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=9, blank=True, choices=code_choices(ConfirmedBy))
    confirm_note = Line(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="member_seated_once",
                fields=["conference", "member"],
                condition=Q(member__isnull=False),
            ),
            models.UniqueConstraint(
                name="guest_seated_once",
                fields=["conference", "guest"],
                condition=Q(guest__isnull=False),
            ),
            models.UniqueConstraint(
                name="person_seated_once", fields=["item"], condition=Q(item__isnull=False)
            ),
            models.CheckConstraint(name="seat_of_one", condition=Q(member=None) | Q(guest=None)),
            models.CheckConstraint(
                name="seat_confirmed_in_a_way",
                condition=Q(confirmed_at=None, confirmed_by="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="")),
            ),
            models.CheckConstraint(
                name="unreached_says_why",
                condition=~Q(confirmed_by=ConfirmedBy.UNREACHED) | ~Q(confirm_note=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["guest", "conference"],
                name="seats_of_guest",
                condition=Q(guest__isnull=False),
            ),
            models.Index(
                fields=["member", "conference"],
                name="seats_of_member",
                condition=Q(member__isnull=False),
            ),
        ]

    @property
    def party_label(self) -> str:
        """The party, in words; nothing where it is not shown."""
        return str(Party.label_of(self.party))

    @property
    def attendance_label(self) -> str:
        """Whether somebody is there, in words."""
        return str(Attendance.label_of(self.attendance))

    @property
    def confirmed_label(self) -> str:
        """In which way the minutes were confirmed, in words."""
        return str(ConfirmedBy.label_of(self.confirmed_by))

    def __str__(self) -> str:
        """One line for a list of open work."""
        return str(self.conference)


class Minute(_InAgency, Versioned):
    """
    One line of the minutes, with a version of its own; a line that was struck stays, and is read no
    more.
    """

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="minutes")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="minutes")
    kind = models.CharField(max_length=9, choices=code_choices(LineKind))
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    text = Prose()
    until_on = models.DateField(null=True, blank=True)
    mark = models.CharField(max_length=12, blank=True, choices=code_choices(Mark))
    part = models.CharField(max_length=10, blank=True, choices=code_choices(Part))
    from_tie = models.ForeignKey(
        "ties.Tie", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    to_tie = models.ForeignKey(
        "ties.Tie", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    promise = models.ForeignKey(
        "companionship.Promise", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    came_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    written_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    written_by_guest = models.ForeignKey(
        "access.Guest", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="minute_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="minute_written_by_one",
                condition=Q(written_by__isnull=False, written_by_guest=None)
                | Q(written_by=None, written_by_guest__isnull=False),
            ),
            models.CheckConstraint(
                name="both_ties_or_none",
                condition=Q(from_tie=None, to_tie=None)
                | Q(from_tie__isnull=False, to_tie__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["conference", "id"], name="minutes_of_conference"),
            models.Index(
                fields=["agency", "-id"],
                name="missing_in_the_region",
                condition=Q(kind="missing", struck_at=None),
            ),
        ]

    @property
    def mark_label(self) -> str:
        """The mark of the line, in words."""
        return str(Mark.label_of(self.mark))

    @property
    def part_label(self) -> str:
        """Which part of what is known the line belongs to, in words."""
        return str(Part.label_of(self.part))


class Paper(_InAgency, Versioned):
    """One numbered copy of a paper: to whom it was handed, and when it was taken back."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="papers")
    title = Line(max_length=200)
    number = models.PositiveSmallIntegerField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    handed_at = models.DateTimeField()
    back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="paper_numbered_once", fields=["conference", "number"])
        ]


class Addition(_InAgency, Stamped):
    """
    What is added to confirmed minutes: a correction, a sentence that was forgotten. The minutes
    stay as they are.
    """

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="additions")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    text = Prose()
    part = models.CharField(max_length=10, blank=True, choices=code_choices(Part))
    at = models.DateTimeField()
    by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="addition_says_something", condition=~Q(text=""))
        ]
