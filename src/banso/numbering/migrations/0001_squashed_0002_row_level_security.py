"""One counter row for each kind of number."""

import django.db.models.deletion
from django.db import migrations, models

from banso.kit.migration_steps import NewTable


class Migration(migrations.Migration):
    replaces = [("numbering", "0001_initial"), ("numbering", "0002_row_level_security")]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
    ]

    operations = [
        NewTable(
            name="Counter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                ("scheme", models.CharField(max_length=20)),
                ("period", models.CharField(blank=True, max_length=60)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "scheme", "period"), name="one_counter"
                    )
                ],
            },
        ),
    ]
