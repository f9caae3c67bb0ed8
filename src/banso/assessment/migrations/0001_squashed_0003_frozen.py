"""Forms, assessments and their parts; a finished snapshot is never changed."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen, under
from banso.kit.migration_steps import NewTable, Statements


class Migration(migrations.Migration):
    replaces = [
        ("assessment", "0001_initial"),
        ("assessment", "0002_wall"),
        ("assessment", "0003_frozen"),
    ]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
    ]

    operations = [
        NewTable(
            name="Instrument",
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
                ("code", models.CharField(max_length=40)),
                ("form_version", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("body", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        NewTable(
            name="Assessment",
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
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.instrument",
                    ),
                ),
                ("taken_on", models.DateField()),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "started_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.assessment",
                    ),
                ),
                ("finished_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["person", "-taken_on", "-id"], name="assessments_of_person"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_on", None),
                            ("finished_on__gte", models.F("taken_on")),
                            _connector="OR",
                        ),
                        name="assessment_finished_after_begun",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_from", None),
                            models.Q(("started_from", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="assessment_not_from_itself",
                    ),
                ],
            },
        ),
        NewTable(
            name="AssessmentPart",
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
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="assessment.assessment",
                    ),
                ),
                ("section", models.CharField(max_length=40)),
                ("answers", banso.kit.models.Values(default=dict)),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "section"), name="one_part_per_section"
                    )
                ],
            },
        ),
        Statements(
            *frozen(
                "assessment_finished",
                "assessment_assessmentpart",
                columns=("assessment_id", "section", "answers"),
                closed=under("assessment_assessment", "assessment_id", "p.finished_on IS NOT NULL"),
            )
        ),
    ]
