import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
import banso.people.rules
from banso.kit.migration_steps import FormerlyCalled


class Migration(FormerlyCalled):
    initial = True
    formerly = ("verification", "0001_initial")  # the room was called so

    dependencies = [
        ("access", "0006_guests_wall"),
        ("people", "0005_reach_for_hours"),
    ]

    operations = [
        migrations.CreateModel(
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
                ("seal", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=40)),
                ("version", models.CharField(max_length=20)),
                ("body", banso.kit.models.Values()),
                ("retired_on", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
            ],
            options={
                "db_table": "verification_instrument",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("agency", None)),
                        fields=("seal",),
                        name="instrument_of_home_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False)),
                        fields=("agency", "code", "version"),
                        name="instrument_of_agency_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Survey",
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
                (
                    "moment",
                    models.CharField(
                        choices=[
                            ("meeting", "meeting"),
                            ("entry", "entry"),
                            ("exit", "exit"),
                            ("m3", "m3"),
                            ("m6", "m6"),
                            ("m12", "m12"),
                            ("yearly", "yearly"),
                            ("other", "other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("alone", "alone"),
                            ("interview", "interview"),
                            ("paper", "paper"),
                        ],
                        max_length=9,
                    ),
                ),
                ("declined", models.BooleanField(default=False)),
                ("answers", banso.kit.models.Values(default=dict)),
                ("total", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[
                            ("plain", "plain"),
                            ("health", "health"),
                            ("money", "money"),
                            ("crime", "crime"),
                        ],
                        default=banso.people.rules.Sensitivity["PLAIN"],
                        max_length=8,
                    ),
                ),
                ("shown_on", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="surveys.instrument",
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
                "db_table": "verification_survey",
                "indexes": [
                    models.Index(fields=["person", "-on", "-id"], name="surveys_of_person"),
                    models.Index(
                        fields=["agency", "code", "moment", "on"], name="surveys_by_moment"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("declined", False), ("total", None), _connector="OR"),
                        name="declined_without_answers",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TabletLink",
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
                    "moment",
                    models.CharField(
                        choices=[
                            ("meeting", "meeting"),
                            ("entry", "entry"),
                            ("exit", "exit"),
                            ("m3", "m3"),
                            ("m6", "m6"),
                            ("m12", "m12"),
                            ("yearly", "yearly"),
                            ("other", "other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("token_seal", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="surveys.instrument",
                    ),
                ),
                (
                    "made_by",
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
            ],
            options={
                "db_table": "verification_tabletlink",
                "abstract": False,
            },
        ),
    ]
