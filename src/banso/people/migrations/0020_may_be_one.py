"""Pairs that may be of one person, and how far a look over the home has come."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0016_second_keys_of_members"),
        ("people", "0019_name_parts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Linking",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("since", models.BigIntegerField(default=0)),
                ("upto", models.BigIntegerField()),
                ("slices_done", models.PositiveIntegerField(default=0)),
                ("compared", models.PositiveBigIntegerField(default=0)),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MayBeOne",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("one_id", models.UUIDField()),
                ("other_id", models.UUIDField()),
                ("bits", models.SmallIntegerField()),
                ("speaks_for", models.JSONField(default=list)),
                ("speaks_against", models.JSONField(default=list)),
                ("found_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "-bits", "id"], name="may_be_one_surest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("one_id__lt", models.F("other_id"))),
                        name="may_be_one_in_order",
                    ),
                    models.UniqueConstraint(
                        fields=("agency", "one_id", "other_id"), name="may_be_one_once"
                    ),
                ],
            },
        ),
    ]
