"""The form of an intake is data: which one, and what it asks beyond the columns."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0002_wall"),
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
                ("code", models.CharField(max_length=40)),
                ("form_version", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("body", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="intake",
            name="answers",
            field=banso.kit.models.Values(default=dict),
        ),
        migrations.AddField(
            model_name="intake",
            name="instrument",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="intake.instrument",
            ),
        ),
    ]
