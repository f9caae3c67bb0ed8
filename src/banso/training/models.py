"""
Courses, certificates, requirements, supervision, hours, heavy walks, words for handing over,
thanks.
"""

from django.db import models
from django.db.models import F, Q

from banso.access.rules import Duty
from banso.kit.models import Line, Prose, Stamped, Versioned, code_choices
from banso.training.rules import Level, Presence, Work


class _InAgency(models.Model):
    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Course(_InAgency, Versioned):
    """A course: what it teaches, for how many hours, and for how long what it certifies holds."""

    title = Line(max_length=200)
    level = models.CharField(max_length=8, choices=code_choices(Level))
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    about = Prose(blank=True)
    valid_months = models.PositiveSmallIntegerField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="course_is_called_something", condition=~Q(title=""))
        ]


class Session(_InAgency, Stamped):
    """One day on which a course is held."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    on = models.DateField()
    place = Line(max_length=200, blank=True)
    taught_by = Line(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "-on", "-id"], name="sessions_by_day")]


class Attendance(_InAgency, Stamped):
    """A member at a session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(
        max_length=10, default=Presence.SIGNED_UP, choices=code_choices(Presence)
    )

    class Meta:
        constraints = [models.UniqueConstraint(name="attends_once", fields=["session", "member"])]


class Certificate(_InAgency, Stamped):
    """修了証: number, level, from when until when; never changed, only withdrawn."""

    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    title = Line(max_length=200)
    level = models.CharField(max_length=8, choices=code_choices(Level))
    number = Line(max_length=60)
    issued_by = Line(max_length=200)
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = Line(max_length=300, blank=True)
    entered_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="certificate_numbered_once", fields=["agency", "issued_by", "number"]
            ),
            models.CheckConstraint(
                name="certificate_ends_after_it_began",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
            ),
            models.CheckConstraint(
                name="withdrawn_with_a_reason",
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_why=""),
            ),
        ]
        indexes = [models.Index(fields=["member", "level"], name="certificates_of_member")]


class Requirement(_InAgency, Stamped):
    """
    What a duty asks for before data is opened: a valid certificate of a course, or of a level.
    """

    duty = models.CharField(max_length=24, choices=code_choices(Duty))
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    level = models.CharField(max_length=8, blank=True, choices=code_choices(Level))
    from_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="managing_is_never_held_back", condition=~Q(duty=Duty.MANAGE_AGENCY)
            ),
            models.CheckConstraint(
                name="a_course_or_a_level_is_asked_for",
                condition=Q(course__isnull=False, level="") | (Q(course=None) & ~Q(level="")),
            ),
        ]


class Supervision(_InAgency, Stamped):
    """
    スーパービジョン: what two talked about, of the work and of how one is; apart from every record
    of a supported person.
    """

    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    text = Prose()
    agreed = Prose(blank=True)
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="supervised_by_another", condition=~Q(member=F("supervisor"))
            )
        ]
        indexes = [
            models.Index(fields=["member", "-on"], name="supervision_of_member"),
            models.Index(fields=["supervisor", "-on"], name="supervision_by_member"),
        ]


class WorkHours(_InAgency, Stamped):
    """What a member's minutes of a day went into; about the work, never about whom."""

    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    work = models.CharField(max_length=10, choices=code_choices(Work))
    minutes = models.PositiveSmallIntegerField()
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hours_of_one_day", condition=Q(minutes__gte=1, minutes__lte=1440)
            )
        ]
        indexes = [
            models.Index(
                fields=["agency", "on", "member"], name="hours_by_day", condition=Q(struck_at=None)
            )
        ]


class HeavyWalk(_InAgency, Versioned):
    """
    A walk that weighs on who walks it, since when; it is talked about, and somebody else may take
    it for a while.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    agreed = Line(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="weighs_until_after_it_began",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                name="weighs_once_at_a_time",
                fields=["person", "member"],
                condition=Q(until_on=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "from_on", "id"], name="heavy_now", condition=Q(until_on=None)
            )
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.from_on:%Y/%m/%d}–"


class HandoverWords(_InAgency, Versioned):
    """
    引継書: what a member tells whoever walks on with a person; one text for each, kept from year to
    year.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    text = Prose(blank=True)

    class Meta:
        indexes = [models.Index(fields=["member", "person"], name="handover_words_of_member")]

    def __str__(self) -> str:
        """One line for the preview of a merge; never the text."""
        return f"{self.created_at:%Y/%m/%d}"


class Thanks(_InAgency, Stamped):
    """ありがとう, from one member to another; read by the two, counted nowhere."""

    sender = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    text = Line(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(name="thanks_to_another", condition=~Q(sender=F("receiver"))),
            models.CheckConstraint(name="thanks_says_something", condition=~Q(text="")),
        ]
        indexes = [models.Index(fields=["receiver", "-id"], name="thanks_of_member")]
