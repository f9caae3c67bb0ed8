"""What went wrong in the house, or nearly."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.migration_steps import NewTable


class Migration(migrations.Migration):
    replaces = [("mishaps", "0001_initial"), ("mishaps", "0002_wall")]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
    ]

    operations = [
        NewTable(
            name="Mishap",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("near", "near"),
                            ("accident", "accident"),
                            ("medicine", "medicine"),
                            ("complaint", "complaint"),
                            ("quarrel", "quarrel"),
                            ("away", "away"),
                            ("money", "money"),
                            ("fire", "fire"),
                            ("leak", "leak"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("house", "house"),
                            ("home", "home"),
                            ("way", "way"),
                            ("street", "street"),
                            ("office", "office"),
                            ("receiver", "receiver"),
                            ("elsewhere", "elsewhere"),
                        ],
                        max_length=10,
                    ),
                ),
                ("place_words", banso.kit.models.Line(blank=True, max_length=200)),
                ("on", models.DateField()),
                ("at_time", models.TimeField(blank=True, null=True)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("plain", "plain"),
                            ("health", "health"),
                            ("money", "money"),
                            ("crime", "crime"),
                        ],
                        default="plain",
                        max_length=10,
                    ),
                ),
                ("happened", banso.kit.models.Prose()),
                ("others", banso.kit.models.Line(blank=True, max_length=200)),
                ("done", banso.kit.models.Prose(blank=True)),
                ("told", models.JSONField(default=list)),
                ("told_words", banso.kit.models.Line(blank=True, max_length=300)),
                ("learnt", banso.kit.models.Prose(blank=True)),
                ("change", banso.kit.models.Prose(blank=True)),
                ("change_until", models.DateField(blank=True, null=True)),
                (
                    "answerable",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("closed_words", banso.kit.models.Line(blank=True, max_length=300)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "-on", "-id"], name="mishaps_by_day"),
                    models.Index(
                        condition=models.Q(("closed_on", None)),
                        fields=["agency", "change_until"],
                        name="mishaps_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_by", None), ("closed_on", None)),
                            models.Q(("closed_by__isnull", False), ("closed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="mishap_closed_by_somebody",
                    )
                ],
            },
        ),
        NewTable(
            name="Present",
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
                    "mishap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="present",
                        to="mishaps.mishap",
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
                "indexes": [models.Index(fields=["person", "mishap"], name="mishaps_of_person")],
            },
        ),
    ]
