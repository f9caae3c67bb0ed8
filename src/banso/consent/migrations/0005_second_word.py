"""Opening in danger has a second member; what was opened by itself has a row."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen
from banso.kit.row_level_security import enable_row_level_security

NEVER = {"update": "1 = 1", "delete": "1 = 1"}
BEFORE = ("member_id", '"at"', "until_at", "reason")
PART = ("opening_id", "kind", "row_id", '"at"', "reason")
_keep_before, _let_before = frozen("opening_kept", "consent_opening", columns=BEFORE, closed=NEVER)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0012_second_word"),
        ("consent", "0004_openings_wall"),
        ("people", "0016_never_seen"),
    ]

    operations = [
        migrations.RunPython(_let_before, _keep_before),
        migrations.CreateModel(
            name="OpenedPart",
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
                    "kind",
                    models.CharField(
                        choices=[("place", "place"), ("contact", "contact")], max_length=8
                    ),
                ),
                ("row_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("reason", banso.kit.models.Prose()),
            ],
        ),
        migrations.AddField(
            model_name="opening",
            name="second",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.member",
            ),
        ),
        migrations.AddConstraint(
            model_name="opening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second", None),
                    models.Q(("second", models.F("member")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_opens_alone",
            ),
        ),
        migrations.AddField(
            model_name="openedpart",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.agency"
            ),
        ),
        migrations.AddField(
            model_name="openedpart",
            name="opening",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="consent.opening",
            ),
        ),
        migrations.AddConstraint(
            model_name="openedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="part_opened_with_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="openedpart",
            constraint=models.UniqueConstraint(
                fields=("opening", "row_id"), name="part_opened_once"
            ),
        ),
        migrations.RunPython(
            *frozen("opening_kept", "consent_opening", columns=(*BEFORE, "second_id"), closed=NEVER)
        ),
        migrations.RunPython(*enable_row_level_security("consent_openedpart")),
        migrations.RunPython(
            *frozen("part_kept", "consent_openedpart", columns=PART, closed=NEVER)
        ),
    ]
