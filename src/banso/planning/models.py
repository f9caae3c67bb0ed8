"""Plans: each version a row of its own, with its cells and sentences."""

from django.db import models
from django.db.models import F, Q

from banso.assessment.rules import Domain
from banso.kit.models import Line, Prose, Stamped, Values, Versioned, code_choices
from banso.people.rules import Sensitivity
from banso.planning.rules import (
    AgreedBy,
    Answered,
    Attained,
    CellState,
    Doer,
    Outcome,
)


class _InAgency(models.Model):
    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class SupportPlan(_InAgency, Versioned):
    """
    サポートプラン in one version: periods × eight domains, drafted by the supporter and worked on
    together.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    drafted_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(
        "assessment.Assessment", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    based_on = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = Line(max_length=300, blank=True)
    periods = Values(default=list)
    problems = Prose(blank=True)
    aim = Prose(blank=True)
    goal = Prose(blank=True)
    services = models.JSONField(default=list)
    informal = Prose(blank=True)
    work_target = models.BooleanField(default=False)
    remarks = Prose(blank=True)
    review_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    replaced_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_kind = models.CharField(
        max_length=8, blank=True, choices=[("end", "end"), ("pause", "pause")]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="replan_has_a_reason", condition=Q(based_on=None) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="plan_not_based_on_itself", condition=Q(based_on=None) | ~Q(based_on=F("id"))
            ),
            models.CheckConstraint(
                name="plan_ended_with_kind",
                condition=Q(ended_on=None, end_kind="")
                | (Q(ended_on__isnull=False) & ~Q(end_kind="")),
            ),
            models.CheckConstraint(
                name="plan_ended_or_replaced", condition=Q(ended_on=None) | Q(replaced_on=None)
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-made_on", "-id"], name="plans_of_person"),
            models.Index(
                fields=["agency", "review_on", "id"],
                name="plans_to_review",
                condition=Q(replaced_on=None, ended_on=None, review_on__isnull=False),
            ),
        ]

    @property
    def is_current(self) -> bool:
        """Whether this is the version that is walked now."""
        return self.replaced_on is None and self.ended_on is None

    def __str__(self) -> str:
        """One line for the preview of a merge."""
        return f"{self.made_on:%Y/%m/%d} #{self.number}"


class PlanCell(_InAgency, Versioned):
    """
    One cell: what is to be tried in a domain and a period, roughly; blank cells have no row.

    What asks for a duty of its own stands in a cell of its own at the same place, so that nobody
    else can tell that it is there.
    """

    plan = models.ForeignKey(SupportPlan, on_delete=models.PROTECT, related_name="cells")
    domain = models.CharField(max_length=10, choices=code_choices(Domain))
    period = models.CharField(max_length=12)
    priority = models.PositiveSmallIntegerField(null=True, blank=True)
    timing = Line(max_length=100, blank=True)
    frequency = Line(max_length=100, blank=True, db_default="")
    content = Prose(blank=True)
    who = models.CharField(max_length=10, blank=True, choices=code_choices(Doer))
    who_name = Line(max_length=100, blank=True)
    state = models.CharField(max_length=10, blank=True, choices=code_choices(CellState))
    words = Prose(blank=True)
    sensitivity = models.CharField(
        max_length=8, default=Sensitivity.PLAIN, choices=code_choices(Sensitivity)
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_cell_per_place", fields=["plan", "domain", "period", "sensitivity"]
            ),
            models.CheckConstraint(
                name="cell_priority_1_to_3",
                condition=Q(priority=None) | Q(priority__gte=1, priority__lte=3),
            ),
        ]


class PersonalPlan(_InAgency, Versioned):
    """パーソナルプラン: the person's own plan for the same time; what both stand on."""

    plan = models.OneToOneField(SupportPlan, on_delete=models.PROTECT, related_name="personal")
    wish = Prose(blank=True)


class PersonalGoal(_InAgency, Versioned):
    """A sentence of the person's: 「私は…する」; without a period it is about life as a whole."""

    personal = models.ForeignKey(PersonalPlan, on_delete=models.PROTECT, related_name="goals")
    period = models.CharField(max_length=12, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    text = Prose()
    insisted = models.BooleanField(default=False)
    state = models.CharField(max_length=10, blank=True, choices=code_choices(CellState))
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="goal_says_something", condition=~Q(text=""))]

    @property
    def state_label(self) -> str:
        """How it stands, in words."""
        return str(CellState.label_of(self.state))


class Agreement(_InAgency, Stamped):
    """
    What the person said to a version, when, in which way, and who explained it; declining and "not
    yet" are answers.
    """

    plan = models.ForeignKey(SupportPlan, on_delete=models.PROTECT, related_name="agreements")
    on = models.DateField()
    answered = models.CharField(max_length=8, choices=code_choices(Answered))
    way = models.CharField(max_length=6, choices=code_choices(AgreedBy))
    witness = Line(max_length=100, blank=True)
    explained_by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    words = Prose(blank=True)
    signature = models.JSONField(default=list)
    shown = Values(default=list)  # line by line, what lay before the person when they answered

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="oral_agreement_has_a_witness",
                condition=~Q(way="oral", answered="agreed") | ~Q(witness=""),
            )
        ]


class CopyHanded(_InAgency, Stamped):
    """A copy of a sheet that the person was given."""

    plan = models.ForeignKey(SupportPlan, on_delete=models.PROTECT, related_name="copies")
    on = models.DateField()
    by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=12)
    furigana = models.BooleanField(default=False)


class Evaluation(_InAgency, Stamped):
    """評価: looking at a version together, what changed, and what follows."""

    plan = models.ForeignKey(SupportPlan, on_delete=models.PROTECT, related_name="evaluations")
    on = models.DateField()
    by = models.ForeignKey("access.Member", on_delete=models.PROTECT, related_name="+")
    attained = models.CharField(max_length=8, blank=True, choices=code_choices(Attained))
    changes = models.JSONField(default=list)
    remaining = Prose(blank=True)
    words = Prose(blank=True)
    view = Prose(blank=True)
    sensitivity = models.CharField(
        max_length=8, default=Sensitivity.PLAIN, choices=code_choices(Sensitivity)
    )
    conference_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=code_choices(Outcome))
    reason = models.CharField(max_length=16, blank=True)
    reason_note = Line(max_length=300, blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    follow_ups = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ending_has_a_reason",
                condition=Q(outcome__in=["go_on", "replan"], reason="")
                | (Q(outcome__in=["pause", "end"]) & ~Q(reason="")),
            ),
        ]
        indexes = [models.Index(fields=["plan", "-on", "-id"], name="evaluations_of_plan")]
