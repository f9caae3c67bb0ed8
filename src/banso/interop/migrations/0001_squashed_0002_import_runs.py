"""What comes in from elsewhere."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.migration_steps import NewTable


class Migration(migrations.Migration):
    replaces = [("interop", "0001_initial"), ("interop", "0002_import_runs")]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
    ]

    operations = [
        NewTable(
            name="LedgerMapping",
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
                ("fingerprint", models.CharField(max_length=64)),
                ("ledger", models.CharField(max_length=10)),
                ("columns", models.JSONField()),
                ("name", banso.kit.models.Line(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "fingerprint"), name="one_mapping_per_header"
                    )
                ],
            },
        ),
        NewTable(
            name="ImportRun",
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
                ("kind", models.CharField(max_length=10)),
                ("file", banso.kit.models.Line(blank=True, max_length=200)),
                ("by_id", models.UUIDField(null=True)),
                ("counts", models.JSONField(default=dict)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                ("taken_back_by_id", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "-created_at"], name="import_runs_of_agency")
                ],
            },
        ),
        NewTable(
            name="ImportStep",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="interop.importrun",
                    ),
                ),
                ("label", models.CharField(max_length=80)),
                ("row_id", models.UUIDField()),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(default=dict)),
            ],
        ),
        NewTable(
            name="ImportDifference",
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
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="interop.importrun",
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
                ("kind", models.CharField(max_length=10)),
                ("row_id", models.UUIDField()),
                ("field", models.CharField(max_length=60)),
                ("here", banso.kit.models.Values(null=True)),
                ("file", banso.kit.models.Values(null=True)),
                (
                    "decided",
                    models.CharField(
                        blank=True,
                        choices=[("", ""), ("taken", "taken"), ("left", "left"), ("both", "both")],
                        max_length=5,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by_id", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["agency", "decided", "-created_at"], name="differences_open"
                    ),
                    models.Index(fields=["row_id", "field"], name="differences_of_row"),
                ],
            },
        ),
    ]
