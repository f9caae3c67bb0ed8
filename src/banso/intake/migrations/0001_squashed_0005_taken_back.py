"""Rounds of outreach, encounters, first consultations and their forms."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.migration_steps import NewTable


class Migration(migrations.Migration):
    replaces = [
        ("intake", "0001_initial"),
        ("intake", "0002_wall"),
        ("intake", "0003_forms_are_data"),
        ("intake", "0004_setting_off"),
        ("intake", "0005_taken_back"),
    ]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
    ]

    operations = [
        NewTable(
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
                ("on", models.DateField()),
                ("course", banso.kit.models.Line(max_length=100)),
                ("weather", models.CharField(blank=True, max_length=10)),
                ("note", banso.kit.models.Prose(blank=True)),
                ("handed", models.JSONField(default=dict)),
                (
                    "begun_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "set_off_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("set_off_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-on", "-id"], name="rounds_by_day")],
            },
        ),
        NewTable(
            name="RoundMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("name", banso.kit.models.Line(max_length=100)),
                ("pair", models.PositiveSmallIntegerField(default=1)),
            ],
        ),
        NewTable(
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
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
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
                ("place_kind", models.CharField(default="unknown", max_length=10)),
                ("condition", models.CharField(blank=True, max_length=10)),
                ("handed", models.JSONField(default=list)),
                ("was_new", models.BooleanField(default=False)),
                ("outside_id", models.CharField(blank=True, max_length=120)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
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
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.office",
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
                    "instrument",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intake.instrument",
                    ),
                ),
                ("answers", banso.kit.models.Values(default=dict)),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-on", "-id"], name="intakes_by_day")],
            },
        ),
    ]
