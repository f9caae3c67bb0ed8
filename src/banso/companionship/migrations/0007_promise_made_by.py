"""Who made a promise, and in which contact, so that it can be taken back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companionship", "0006_until_before_death"), ("access", "0001_initial")]

    operations = [
        migrations.AddField(
            "promise",
            "made_by",
            models.ForeignKey(
                "access.Member",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                null=True,
                blank=True,
            ),
        ),
        migrations.AddField("promise", "made_with", models.UUIDField(null=True, blank=True)),
        migrations.AlterField(
            "promise",
            "outcome",
            models.CharField(
                max_length=8,
                blank=True,
                choices=[
                    ("kept", "kept"),
                    ("not_kept", "not_kept"),
                    ("changed", "changed"),
                    ("undone", "undone"),
                ],
            ),
        ),
    ]
