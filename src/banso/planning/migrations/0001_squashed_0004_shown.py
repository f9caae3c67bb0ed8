"""Plans, agreement, evaluation. A version that was replaced or ended is never changed: its frame, its cells and its sentences. Protection (`sensitivity`) may still grow stricter."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen, under
from banso.kit.migration_steps import NewTable, Statements

CLOSED = "{row}.replaced_on IS NOT NULL OR {row}.ended_on IS NOT NULL"
FRAME = (
    "number",
    "made_on",
    "reason",
    "periods",
    "problems",
    "aim",
    "goal",
    "services",
    "informal",
    "work_target",
    "remarks",
)
CELL = (
    "plan_id",
    "domain",
    "period",
    "priority",
    "timing",
    "content",
    "who",
    "who_name",
    "state",
    "words",
)
GOAL = ("personal_id", "period", "place", "text", "insisted", "state", "dropped_on")
OF_CLOSED = under("planning_supportplan", "plan_id", CLOSED.format(row="p"))


class Migration(migrations.Migration):
    replaces = [
        ("planning", "0001_initial"),
        ("planning", "0002_wall"),
        ("planning", "0003_frozen"),
        ("planning", "0004_shown"),
    ]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("assessment", "0001_squashed_0003_frozen"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
    ]

    operations = [
        NewTable(
            name="SupportPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=banso.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("made_on", models.DateField()),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.assessment",
                    ),
                ),
                (
                    "based_on",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.supportplan",
                    ),
                ),
                ("reason", banso.kit.models.Line(blank=True, max_length=300)),
                ("periods", banso.kit.models.Values(default=list)),
                ("problems", banso.kit.models.Prose(blank=True)),
                ("aim", banso.kit.models.Prose(blank=True)),
                ("goal", banso.kit.models.Prose(blank=True)),
                ("services", models.JSONField(default=list)),
                ("informal", banso.kit.models.Prose(blank=True)),
                ("work_target", models.BooleanField(default=False)),
                ("remarks", banso.kit.models.Prose(blank=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("agreed_on", models.DateField(blank=True, null=True)),
                ("replaced_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "end_kind",
                    models.CharField(
                        blank=True, choices=[("end", "end"), ("pause", "pause")], max_length=8
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-made_on", "-id"], name="plans_of_person"),
                    models.Index(
                        condition=models.Q(
                            ("ended_on", None), ("replaced_on", None), ("review_on__isnull", False)
                        ),
                        fields=["agency", "review_on", "id"],
                        name="plans_to_review",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("based_on", None),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="replan_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("based_on", None),
                            models.Q(("based_on", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_not_based_on_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_kind", ""), ("ended_on", None)),
                            models.Q(
                                ("ended_on__isnull", False),
                                models.Q(("end_kind", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_ended_with_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("replaced_on", None), _connector="OR"
                        ),
                        name="plan_ended_or_replaced",
                    ),
                ],
            },
        ),
        NewTable(
            name="PlanCell",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=banso.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cells",
                        to="planning.supportplan",
                    ),
                ),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("work", "work"),
                            ("living", "living"),
                            ("health", "health"),
                            ("security", "security"),
                            ("law", "law"),
                            ("relations", "relations"),
                            ("money", "money"),
                            ("purpose", "purpose"),
                        ],
                        max_length=10,
                    ),
                ),
                ("period", models.CharField(max_length=12)),
                ("priority", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("timing", banso.kit.models.Line(blank=True, max_length=100)),
                ("content", banso.kit.models.Prose(blank=True)),
                (
                    "who",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("person", "person"),
                            ("supporter", "supporter"),
                            ("together", "together"),
                            ("somebody", "somebody"),
                        ],
                        max_length=10,
                    ),
                ),
                ("who_name", banso.kit.models.Line(blank=True, max_length=100)),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unknown", "unknown"),
                            ("trying", "trying"),
                            ("goes_on", "goes_on"),
                            ("resting", "resting"),
                            ("came_back", "came_back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", banso.kit.models.Prose(blank=True)),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[
                            ("plain", "plain"),
                            ("health", "health"),
                            ("money", "money"),
                            ("crime", "crime"),
                        ],
                        default="plain",
                        max_length=8,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "domain", "period", "sensitivity"),
                        name="one_cell_per_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("priority", None),
                            models.Q(("priority__gte", 1), ("priority__lte", 3)),
                            _connector="OR",
                        ),
                        name="cell_priority_1_to_3",
                    ),
                ],
            },
        ),
        NewTable(
            name="PersonalPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=banso.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="personal",
                        to="planning.supportplan",
                    ),
                ),
                ("wish", banso.kit.models.Prose(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        NewTable(
            name="PersonalGoal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=banso.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "personal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="planning.personalplan",
                    ),
                ),
                ("period", models.CharField(blank=True, max_length=12)),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("text", banso.kit.models.Prose()),
                ("insisted", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unknown", "unknown"),
                            ("trying", "trying"),
                            ("goes_on", "goes_on"),
                            ("resting", "resting"),
                            ("came_back", "came_back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("dropped_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="goal_says_something"
                    )
                ],
            },
        ),
        NewTable(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=banso.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="planning.supportplan",
                    ),
                ),
                ("on", models.DateField()),
                (
                    "answered",
                    models.CharField(
                        choices=[
                            ("agreed", "agreed"),
                            ("not_yet", "not_yet"),
                            ("declined", "declined"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("drawn", "drawn"), ("paper", "paper"), ("oral", "oral")],
                        max_length=6,
                    ),
                ),
                ("witness", banso.kit.models.Line(blank=True, max_length=100)),
                (
                    "explained_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("words", banso.kit.models.Prose(blank=True)),
                ("signature", models.JSONField(default=list)),
                ("shown", banso.kit.models.Values(default=list)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered", "agreed"), ("way", "oral"), _negated=True),
                            models.Q(("witness", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="oral_agreement_has_a_witness",
                    )
                ],
            },
        ),
        NewTable(
            name="CopyHanded",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=banso.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="planning.supportplan",
                    ),
                ),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("sheet", models.CharField(max_length=12)),
                ("furigana", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        NewTable(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=banso.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="planning.supportplan",
                    ),
                ),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "attained",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "reached"),
                            ("partly", "partly"),
                            ("not_yet", "not_yet"),
                        ],
                        max_length=8,
                    ),
                ),
                ("changes", models.JSONField(default=list)),
                ("remaining", banso.kit.models.Prose(blank=True)),
                ("words", banso.kit.models.Prose(blank=True)),
                ("view", banso.kit.models.Prose(blank=True)),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[
                            ("plain", "plain"),
                            ("health", "health"),
                            ("money", "money"),
                            ("crime", "crime"),
                        ],
                        default="plain",
                        max_length=8,
                    ),
                ),
                ("conference_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("go_on", "go_on"),
                            ("replan", "replan"),
                            ("pause", "pause"),
                            ("end", "end"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=16)),
                ("reason_note", banso.kit.models.Line(blank=True, max_length=300)),
                ("next_review_on", models.DateField(blank=True, null=True)),
                ("follow_ups", models.JSONField(default=list)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["plan", "-on", "-id"], name="evaluations_of_plan")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ["go_on", "replan"]), ("reason", "")),
                            models.Q(
                                ("outcome__in", ["pause", "end"]),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ending_has_a_reason",
                    )
                ],
            },
        ),
        Statements(
            *frozen(
                "plan_frame_closed",
                "planning_supportplan",
                columns=FRAME,
                closed=dict.fromkeys(("update", "delete"), CLOSED.format(row="OLD")),
            )
        ),
        Statements(
            *frozen("plan_cell_closed", "planning_plancell", columns=CELL, closed=OF_CLOSED)
        ),
        Statements(
            *frozen(
                "plan_wish_closed",
                "planning_personalplan",
                columns=("plan_id", "wish"),
                closed=OF_CLOSED,
            )
        ),
        Statements(
            *frozen(
                "plan_goal_closed",
                "planning_personalgoal",
                columns=GOAL,
                closed=under(
                    "planning_supportplan",
                    "personal_id",
                    CLOSED.format(row="p"),
                    through=("planning_personalplan", "plan_id"),
                ),
            )
        ),
    ]
