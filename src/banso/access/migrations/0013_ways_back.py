"""Codes on paper with which a member sets a password of their own."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
from banso.kit.row_level_security import enable_row_level_security


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0012_second_word"),
    ]

    operations = [
        migrations.CreateModel(
            name="WayBack",
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
                ("code_seal", models.CharField(max_length=64, unique=True)),
                ("word_seal", models.CharField(max_length=64)),
                ("drops_key", models.BooleanField(default=False)),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RunPython(*enable_row_level_security("access_wayback")),
    ]
