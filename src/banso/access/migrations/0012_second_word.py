"""What nobody does alone: proposals, the second word on them, two parts in two hands."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.row_level_security import enable_row_level_security


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0011_guest_ended_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="renewed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="agency",
            name="second_by",
            field=models.CharField(
                choices=[("managers", "managers"), ("duty", "duty"), ("anybody", "anybody")],
                default="duty",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="drops_key",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="invitation",
            name="seconded",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="word_seal",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.CreateModel(
            name="Proposal",
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
                ("act", models.CharField(max_length=40)),
                ("about", models.UUIDField()),
                ("given", banso.kit.models.Values(default=dict)),
                ("code_seal", models.CharField(blank=True, max_length=64)),
                ("reason", banso.kit.models.Prose(blank=True)),
                ("open_until", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
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
                    "asked_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SecondWord",
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
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.guest",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="access.proposal",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                condition=models.Q(("done_at", None), ("stopped_at", None)),
                fields=["agency", "open_until"],
                name="proposals_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at", None), ("stopped_at", None), _connector="OR"),
                name="done_or_stopped",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_of", None),
                    models.Q(("asked_of", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_asks_themselves_to_confirm",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondword",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("guest__isnull", False), ("member", None)),
                    models.Q(("guest", None), ("member__isnull", False)),
                    _connector="OR",
                ),
                name="a_word_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondword",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("member", None),
                    models.Q(("member", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_confirms_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondword",
            constraint=models.UniqueConstraint(
                fields=("proposal", "member"), name="one_word_of_a_member"
            ),
        ),
        migrations.AddConstraint(
            model_name="secondword",
            constraint=models.UniqueConstraint(
                fields=("proposal", "guest"), name="one_word_of_a_guest"
            ),
        ),
        migrations.RunPython(*enable_row_level_security("access_proposal", "access_secondword")),
    ]
