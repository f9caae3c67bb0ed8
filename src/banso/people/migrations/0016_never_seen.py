"""Whom the person never wants to know of them, behind the second wall; what was said is never changed."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen
from banso.kit.row_level_security import enable_row_level_security

COLUMNS = ("member_id", "said_on", "way", "witness", "words", "noted_by_id")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0012_second_word"),
        ("people", "0015_taken_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="NeverSeenBy",
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
                ("said_on", models.DateField()),
                (
                    "way",
                    models.CharField(
                        choices=[("written", "written"), ("oral", "oral"), ("proxy", "proxy")],
                        max_length=8,
                    ),
                ),
                ("witness", banso.kit.models.Line(blank=True, max_length=100)),
                ("words", banso.kit.models.Prose(blank=True)),
                ("taken_back_on", models.DateField(blank=True, null=True)),
                ("taken_back_words", banso.kit.models.Prose(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
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
                    "taken_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("taken_back_on", None)),
                        fields=["member", "person"],
                        name="never_seen",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way", "written"),
                            models.Q(("witness", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="spoken_no_has_a_witness",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_by", None), ("taken_back_on", None)),
                            models.Q(
                                ("taken_back_by__isnull", False), ("taken_back_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="no_taken_back_by_somebody",
                    ),
                ],
            },
        ),
        migrations.RunPython(*enable_row_level_security("people_neverseenby")),
        migrations.RunPython(
            *frozen(
                "never_seen_kept",
                "people_neverseenby",
                columns=COLUMNS,
                closed={"update": "1 = 1", "delete": "1 = 1"},
            )
        ),
    ]
