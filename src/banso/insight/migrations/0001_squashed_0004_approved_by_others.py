"""Questions, lists for research and what is kept for figures; what was asked for research never changes."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen
from banso.kit.migration_steps import NewTable, Statements

FOR_EVER = {"update": "1 = 1", "delete": "1 = 1"}
ASKED = ("question_title", "body", "columns", "purpose", "recipient", "asked_by_id", "asked_on")


class Migration(migrations.Migration):
    replaces = [
        ("verification", "0003_trends_questions_reports"),
        ("verification", "0004_second_wall"),
        ("insight", "0001_initial"),
        ("insight", "0002_wall"),
        ("insight", "0003_tables_of_the_room"),
        ("insight", "0004_approved_by_others"),
    ]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
    ]

    operations = [
        NewTable(
            name="RateChoice",
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
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("lost", models.CharField(max_length=4)),
                ("care", models.CharField(max_length=4)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["agency", "fiscal_year", "-id"], name="rate_choices_of_year"
                    )
                ],
            },
        ),
        NewTable(
            name="Question",
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("title", banso.kit.models.Line(max_length=100)),
                ("body", models.JSONField()),
                ("columns", models.JSONField(default=list)),
                ("shared", models.BooleanField(default=False)),
                ("dropped_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("dropped_on", None)),
                        fields=["agency", "-id"],
                        name="questions_of_agency",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="question_has_a_title",
                    )
                ],
            },
        ),
        NewTable(
            name="Research",
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
                ("question_title", banso.kit.models.Line(max_length=100)),
                ("body", models.JSONField()),
                ("columns", models.JSONField()),
                ("purpose", banso.kit.models.Prose()),
                ("recipient", banso.kit.models.Line(max_length=200)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("asked_on", models.DateField()),
                (
                    "first_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "second_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("refused_words", banso.kit.models.Line(blank=True, max_length=300)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("rows", models.JSONField(default=list)),
                ("steps", models.JSONField(default=dict)),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("taken_out", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-id"], name="research_of_agency")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("purpose", ""), _negated=True),
                            models.Q(("recipient", ""), _negated=True),
                        ),
                        name="research_says_what_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_by", None),
                            ("first_by", None),
                            models.Q(("first_by", models.F("second_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="research_approved_by_others",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("first_by", None),
                                models.Q(("first_by", models.F("asked_by")), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("second_by", None),
                                models.Q(("second_by", models.F("asked_by")), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="nobody_approves_their_own_research",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rows", []),
                            models.Q(("second_by__isnull", False), ("until_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="research_rows_only_when_approved",
                    ),
                ],
            },
        ),
        NewTable(
            name="ReportSetting",
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
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("population", models.PositiveIntegerField()),
                ("population_on", models.DateField()),
                ("source", banso.kit.models.Line(max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["agency", "fiscal_year", "-id"], name="report_settings_of_year"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("population__gt", 0)), name="population_is_somebody"
                    )
                ],
            },
        ),
        NewTable(
            name="OutsideGroup",
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
                ("code", models.CharField(max_length=40)),
                ("item", models.CharField(max_length=40)),
                ("title", banso.kit.models.Line(max_length=100)),
                ("source", banso.kit.models.Line(max_length=300)),
                ("counts", models.JSONField(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("dropped_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("dropped_on", None)),
                        fields=["agency", "code", "item"],
                        name="outside_groups_of_item",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="outside_group_says_whose",
                    )
                ],
            },
        ),
        Statements(*frozen("research_kept", "insight_research", columns=ASKED, closed=FOR_EVER)),
    ]
