"""What people are asked. An answer never changes, but for the day on which it was shown."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen
from banso.kit.migration_steps import NewTable, Statements

KEPT = (
    "instrument_id",
    "code",
    "moment",
    '"on"',
    "mode",
    "asked_by_id",
    "declined",
    "answers",
    "total",
    "sensitivity",
)
INSTRUMENT = ("seal", "code", "version", "body")
FOR_EVER = {"update": "1 = 1", "delete": "1 = 1"}


class Migration(migrations.Migration):
    replaces = [
        ("verification", "0001_initial"),
        ("verification", "0002_wall"),
        ("surveys", "0001_initial"),
        ("surveys", "0002_wall"),
        ("surveys", "0003_tables_of_the_room"),
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
                ("seal", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=40)),
                ("version", models.CharField(max_length=20)),
                ("body", banso.kit.models.Values()),
                ("retired_on", models.DateField(blank=True, null=True)),
            ],
            options={
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
        NewTable(
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
                        to="surveys.instrument",
                    ),
                ),
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
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
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
                        default="plain",
                        max_length=8,
                    ),
                ),
                ("shown_on", models.DateField(blank=True, null=True)),
            ],
            options={
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
        NewTable(
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
                        to="surveys.instrument",
                    ),
                ),
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
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        Statements(*frozen("survey_kept", "surveys_survey", columns=KEPT, closed=FOR_EVER)),
        Statements(
            *frozen("instrument_kept", "surveys_instrument", columns=INSTRUMENT, closed=FOR_EVER)
        ),
    ]
