"""What a home has learnt of names: how parts of them are read, and how rare they are."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0016_second_keys_of_members"),
        ("people", "0018_suspended"),
    ]

    operations = [
        migrations.CreateModel(
            name="NamePart",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("role", models.CharField(max_length=1)),
                ("written", models.CharField(max_length=20)),
                ("sound", models.CharField(max_length=20)),
                ("times", models.PositiveIntegerField()),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "written", "sound", "role"), name="name_part_once"
                    )
                ],
            },
        ),
    ]
