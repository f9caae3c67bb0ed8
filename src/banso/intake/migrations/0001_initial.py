import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
import banso.people.rules


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutreachRound",
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
                ("on", models.DateField()),
                ("course", banso.kit.models.Line(max_length=100)),
                ("weather", models.CharField(blank=True, max_length=10)),
                ("note", banso.kit.models.Prose(blank=True)),
                ("handed", models.JSONField(default=dict)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.office",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-on", "-id"], name="rounds_by_day")],
            },
        ),
        migrations.CreateModel(
            name="Encounter",
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
                ("at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("talked", "talked"),
                            ("greeted", "greeted"),
                            ("asleep", "asleep"),
                            ("not_today", "not_today"),
                            ("not_there", "not_there"),
                        ],
                        max_length=10,
                    ),
                ),
                ("place", banso.kit.models.Line(blank=True, max_length=200)),
                (
                    "place_kind",
                    models.CharField(
                        default=banso.people.rules.PlaceKind["UNKNOWN"], max_length=10
                    ),
                ),
                ("condition", models.CharField(blank=True, max_length=10)),
                ("handed", models.JSONField(default=list)),
                ("was_new", models.BooleanField(default=False)),
                ("outside_id", models.CharField(blank=True, max_length=120)),
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
                        blank=True,
                        null=True,
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
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intake.outreachround",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["round", "at", "id"], name="encounters_of_round"),
                    models.Index(fields=["person", "-at"], name="encounters_of_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outside_id", ""), _negated=True),
                        fields=("agency", "outside_id"),
                        name="encounter_outside_id_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", banso.kit.models.Line(max_length=100)),
                ("pair", models.PositiveSmallIntegerField(default=1)),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="team",
                        to="intake.outreachround",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Intake",
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
                ("on", models.DateField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("outreach", "outreach"),
                            ("walk_in", "walk_in"),
                            ("phone", "phone"),
                            ("mail", "mail"),
                            ("brought", "brought"),
                            ("referred", "referred"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("came_with", banso.kit.models.Line(blank=True, max_length=200)),
                ("matters", models.JSONField(default=list)),
                ("worst", models.CharField(blank=True, max_length=12)),
                ("words", banso.kit.models.Prose(blank=True)),
                ("urgency", models.CharField(default="none", max_length=8)),
                ("consent", models.CharField(default="not_yet", max_length=8)),
                ("consent_way", banso.kit.models.Line(blank=True, max_length=200)),
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
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.office",
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
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-on", "-id"], name="intakes_by_day")],
            },
        ),
    ]
