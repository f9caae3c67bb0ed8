"""The words that were explained are kept in versions, each with what was agreed to by it."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen

NEVER = {"update": "1 = 1", "delete": "1 = 1"}
KEPT = ("agency_id", "number", "text", "from_on", "asked_by_id", "second_id")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0016_second_keys_of_members"),
        ("consent", "0005_second_word"),
    ]

    operations = [
        migrations.CreateModel(
            name="Wording",
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
                ("number", models.PositiveIntegerField()),
                ("text", banso.kit.models.Prose()),
                ("from_on", models.DateField()),
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
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "number"), name="wording_numbered"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="wording_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("second", models.F("asked_by")), _negated=True),
                        name="wording_set_by_two",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="consent",
            name="wording",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="consent.wording",
            ),
        ),
        migrations.RunPython(
            *frozen("wording_kept", "consent_wording", columns=KEPT, closed=NEVER)
        ),
    ]
