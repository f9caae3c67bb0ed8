import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Organization",
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
                ("name", banso.kit.models.Line(max_length=300)),
                ("url", models.CharField(blank=True, max_length=500)),
                ("source", models.CharField(max_length=200)),
                ("outside_id", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "outside_id"), name="organization_once_per_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="organization_has_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Location",
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
                ("address", banso.kit.models.Line(blank=True, max_length=400)),
                ("postal_code", models.CharField(blank=True, max_length=10)),
                ("prefecture_code", models.CharField(blank=True, max_length=2)),
                ("outside_id", models.CharField(max_length=200)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="resources.organization",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "outside_id"), name="location_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
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
                ("name", banso.kit.models.Line(max_length=300)),
                ("plain_name", banso.kit.models.Line(blank=True, max_length=300)),
                ("category", models.CharField(blank=True, max_length=60)),
                ("description", banso.kit.models.Prose(blank=True)),
                ("phone", models.CharField(blank=True, max_length=60)),
                ("fax", models.CharField(blank=True, max_length=60)),
                ("email", models.CharField(blank=True, max_length=200)),
                ("url", models.CharField(blank=True, max_length=500)),
                ("hours", banso.kit.models.Line(blank=True, max_length=400)),
                ("closed_days", banso.kit.models.Line(blank=True, max_length=300)),
                ("methods", banso.kit.models.Line(blank=True, max_length=200)),
                ("eligibility", banso.kit.models.Prose(blank=True)),
                ("status", models.CharField(blank=True, max_length=40)),
                ("assured_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                ("source_title", banso.kit.models.Line(blank=True, max_length=300)),
                ("licence", models.CharField(blank=True, max_length=200)),
                ("outside_id", models.CharField(max_length=200)),
                ("squeezed", models.TextField(blank=True)),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="resources.location",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="resources.organization",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name", "id"], name="service_by_name"),
                    models.Index(fields=["category", "name", "id"], name="service_by_category"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "outside_id"), name="service_once_per_source"
                    )
                ],
            },
        ),
    ]
