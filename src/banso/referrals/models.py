"""Referrals, their steps, and the links on slips."""

from django.db import models
from django.db.models import F, Q

from banso.assessment.rules import Domain
from banso.kit.models import Line, Prose, Stamped, Versioned, code_choices
from banso.people.rules import Sensitivity
from banso.referrals.rules import NextStep, RefusalReason, ReturnReason, State, ToldBy
from banso.resources.rules import System


class Referral(Versioned):
    """
    One つなぎ: leading the person to a receiver, until they come back from it; the receiver may
    stand outside the directory.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    service = models.ForeignKey(
        "resources.Service", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    receiver = Line(max_length=300)
    system = models.CharField(max_length=12, choices=code_choices(System))
    purpose = Line(max_length=300)
    domain = models.CharField(max_length=10, blank=True, choices=code_choices(Domain))
    plan = models.ForeignKey(
        "planning.SupportPlan", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    period = models.CharField(max_length=12, blank=True)
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    sensitivity = models.CharField(
        max_length=8, default=Sensitivity.PLAIN, choices=code_choices(Sensitivity)
    )
    answerable = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=State.CONSIDERED, choices=code_choices(State))
    begun_on = models.DateField()
    asked_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    went_on = models.DateField(null=True, blank=True)
    next_look_on = models.DateField(null=True, blank=True)
    refusal_reason = models.CharField(
        max_length=12, blank=True, choices=code_choices(RefusalReason)
    )
    returned_on = models.DateField(null=True, blank=True)
    return_reason = models.CharField(max_length=12, blank=True, choices=code_choices(ReturnReason))
    learnt = Prose(blank=True)
    next_step = models.CharField(max_length=12, blank=True, choices=code_choices(NextStep))
    suspended_reason = Line(max_length=300, blank=True)
    second_person = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="referral_number_once", fields=["agency", "number"]),
            models.CheckConstraint(
                name="open_referral_has_a_next_look",
                condition=Q(state=State.RETURNED, next_look_on=None)
                | (~Q(state=State.RETURNED) & Q(next_look_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="return_has_reason_and_next_step",
                condition=Q(returned_on=None, return_reason="", next_step="")
                & ~Q(state=State.RETURNED)
                | Q(state=State.RETURNED, returned_on__isnull=False)
                & ~Q(return_reason="")
                & ~Q(next_step=""),
            ),
            models.CheckConstraint(
                name="refused_with_a_reason",
                condition=~Q(state=State.REFUSED) | ~Q(refusal_reason=""),
            ),
            models.CheckConstraint(
                name="second_person_is_another",
                condition=Q(second_person=None) | ~Q(second_person=F("answerable")),
            ),
            models.CheckConstraint(
                name="suspended_by_two",
                condition=Q(suspended_reason="") | Q(second_person__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "begun_on", "id"], name="referrals_of_person"),
            models.Index(
                fields=["answerable", "next_look_on", "id"],
                name="referrals_to_look_at",
                condition=~Q(state=State.RETURNED),
            ),
            models.Index(
                fields=["agency", "next_look_on", "id"],
                name="referrals_silent",
                condition=~Q(state=State.RETURNED),
            ),
            models.Index(fields=["service", "-begun_on"], name="referrals_to_service"),
            models.Index(
                fields=["person", "agency", "answerable"],
                name="referrals_awaited",
                condition=~Q(state=State.RETURNED),
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether the person has not come back from it yet."""
        return self.state != State.RETURNED

    def __str__(self) -> str:
        """
        One line for the preview of a merge; never to whom, which may ask for a duty of its own.
        """
        return f"{self.begun_on:%Y/%m/%d} #{self.number}"


class ReferralStep(Stamped):
    """One step of a referral, or a look at it; added, never changed."""

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    on = models.DateField()
    state = models.CharField(max_length=10, choices=code_choices(State))
    is_look = models.BooleanField(default=False)
    by = models.ForeignKey(
        "access.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    told_by = models.CharField(max_length=8, default=ToldBy.WORKER, choices=code_choices(ToldBy))
    reason = models.CharField(max_length=12, blank=True)
    along = Line(max_length=200, blank=True)
    words = Prose(blank=True)
    note = Prose(blank=True)

    class Meta:
        indexes = [models.Index(fields=["referral", "on", "id"], name="steps_of_referral")]


class SlipLink(Stamped):
    """
    A link on a slip by which a receiver answers: known by its hash only, for one purpose, once,
    until a day.
    """

    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField()
    used_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
