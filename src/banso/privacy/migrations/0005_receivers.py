"""Who receives what is held, on what ground, by which contract; set by two."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0016_second_keys_of_members"),
        ("privacy", "0004_retention"),
    ]

    operations = [
        migrations.CreateModel(
            name="Receiver",
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
                ("version", models.PositiveIntegerField(default=1)),
                ("name", banso.kit.models.Line(max_length=200)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("entrusted", "entrusted"),
                            ("for_them", "for_them"),
                            ("joint", "joint"),
                            ("consent", "consent"),
                            ("law", "law"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ground_words", banso.kit.models.Line(blank=True, max_length=300)),
                ("contract_on", models.DateField(blank=True, null=True)),
                ("items", banso.kit.models.Line(max_length=500)),
                ("purpose", banso.kit.models.Line(max_length=500)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("looked_after", banso.kit.models.Prose(blank=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("seconded_on", models.DateField()),
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
                "indexes": [
                    models.Index(fields=["agency", "ended_on", "name"], name="privacy_receivers")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("second", models.F("asked_by")), _negated=True),
                        name="privacy_receiver_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ground__in", ("consent", "law")),
                            ("contract_on__isnull", False),
                            _connector="OR",
                        ),
                        name="privacy_receiver_by_contract",
                    ),
                ],
            },
        ),
    ]
