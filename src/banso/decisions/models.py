"""The body, its members, requests with their frozen packages, opinions and decisions."""

from django.db import models
from django.db.models import F, Q

from banso.decisions.rules import GRANTED, Kind, Stance, State
from banso.kit.models import Line, Prose, Stamped, Values, Versioned, code_choices


class Body(Stamped):
    """支援決定判定機関: an agency of its own that decides, and does nothing else."""

    agency = models.OneToOneField("access.Agency", on_delete=models.PROTECT, related_name="+")
    quorum = models.PositiveSmallIntegerField(default=3)
    sign = Line(max_length=20)
    months = models.PositiveSmallIntegerField(default=6)
    names_minority = models.BooleanField(null=True, blank=True)  # never settled: no names
    recognised_at = models.DateTimeField(
        null=True, blank=True
    )  # by who runs the home: only then it is asked

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_body_is_more_than_one", condition=Q(quorum__gte=2))
        ]


class BodyMember(Stamped):
    """
    Somebody who sits in the body: a guest of its agency, with a second factor, and the agency they
    come from where it is one of this home.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    guest = models.OneToOneField("access.Guest", on_delete=models.PROTECT, related_name="+")
    home_agency = models.ForeignKey(
        "access.Agency", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    is_chair = models.BooleanField(default=False)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_chair", fields=["agency"], condition=Q(is_chair=True, until_on=None)
            )
        ]


class Request(Versioned):
    """What an agency asks of the body; the package is what is decided on, and never changes."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    asker = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("planning.SupportPlan", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=code_choices(Kind))
    number = models.PositiveIntegerField()
    asked_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    package = Values()
    gains = models.JSONField(default=list)
    before = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    urgent_from = models.DateField(null=True, blank=True)
    urgent_reason = Prose(blank=True)
    # what made the memory that tells of it (a note, a meeting): it stays while texts are corrected
    urgent_source_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=8, default=State.ASKED, choices=code_choices(State))
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="request_numbered_once", fields=["agency", "number"]),
            models.CheckConstraint(name="nobody_asks_themselves", condition=~Q(agency=F("asker"))),
            models.CheckConstraint(
                name="urgent_says_since_when_and_why",
                condition=~Q(kind=Kind.URGENT)
                | (Q(urgent_from__isnull=False) & ~Q(urgent_reason="")),
            ),
            models.CheckConstraint(
                name="what_follows_names_what_was_before",
                condition=Q(kind__in=[Kind.NEW, Kind.URGENT]) | Q(before__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "-id"], name="requests_of_body"),
            models.Index(fields=["asker", "state", "-id"], name="requests_of_asker"),
            models.Index(fields=["person", "-id"], name="requests_of_person"),
        ]

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.asked_on:%Y/%m/%d}"


class Recusal(Stamped):
    """A member who takes no part in a request."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="recusals")
    member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=16)
    words = Line(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="recused_once", fields=["request", "member"])]


class Opinion(Versioned):
    """What a member thinks of a request, with their reasons."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="opinions")
    member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=code_choices(Stance))
    words = Prose()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_opinion_each", fields=["request", "member"]),
            models.CheckConstraint(name="opinion_says_why", condition=~Q(words="")),
        ]


class Decision(Stamped):
    """What the body decided: once, with reasons, for a term; never changed."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    asker = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="decision")
    number = Line(max_length=40)
    decided_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=code_choices(Stance))
    reasons = Prose()
    conditions = Prose(blank=True)
    minority = Prose(blank=True)
    # the body's rule when it was decided; those before there was one were printed with names
    names_minority = models.BooleanField(null=True, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    chair = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="+")
    present = models.JSONField(default=list)
    recused = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="document_numbered_once", fields=["agency", "number"]),
            models.CheckConstraint(name="decided_with_reasons", condition=~Q(reasons="")),
            models.CheckConstraint(
                name="conditions_are_said",
                condition=~Q(outcome=Stance.CONDITIONS) | ~Q(conditions=""),
            ),
            models.CheckConstraint(
                name="granted_for_a_term",
                condition=Q(outcome__in=GRANTED, from_on__isnull=False, until_on__gte=F("from_on"))
                | (~Q(outcome__in=GRANTED) & Q(from_on=None, until_on=None)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["asker", "until_on"],
                name="terms_ending",
                condition=Q(until_on__isnull=False),
            )
        ]
