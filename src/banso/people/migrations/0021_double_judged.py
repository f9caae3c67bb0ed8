"""What people said of pairs that may be of one person; pairs keep when they were first found."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0016_second_keys_of_members"),
        ("people", "0020_may_be_one"),
    ]

    operations = [
        migrations.AlterField(
            model_name="maybeone",
            name="found_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.CreateModel(
            name="DoubleJudged",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("one_id", models.UUIDField()),
                ("other_id", models.UUIDField()),
                (
                    "judged",
                    models.CharField(
                        choices=[
                            ("one", "One person"),
                            ("two", "Two people"),
                            ("ask", "The person will be asked"),
                            ("later", "Put off"),
                        ],
                        max_length=10,
                    ),
                ),
                ("until", models.DateField(blank=True, null=True)),
                ("bits", models.SmallIntegerField(blank=True, null=True)),
                ("found_at", models.DateTimeField(blank=True, null=True)),
                ("by_id", models.UUIDField(null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    models.Index(
                        fields=["agency", "one_id", "other_id", "id"], name="double_judged_pair"
                    ),
                    models.Index(fields=["agency", "at"], name="double_judged_when"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("one_id__lt", models.F("other_id"))),
                        name="double_judged_in_order",
                    )
                ],
            },
        ),
    ]
