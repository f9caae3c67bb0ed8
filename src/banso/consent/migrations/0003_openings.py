import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_member_own_record"),
        ("consent", "0002_wall"),
        ("people", "0005_reach_for_hours"),
    ]

    operations = [
        migrations.CreateModel(
            name="Opening",
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
                ("at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("reason", banso.kit.models.Prose()),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("explained_on", models.DateField(blank=True, null=True)),
                ("words", banso.kit.models.Prose(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="opened_with_a_reason",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="provision",
            name="source_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source_id__isnull", False)),
                fields=("source_id", "person", "recipient", "part"),
                name="opened_once_at_a_source",
            ),
        ),
        migrations.AddField(
            model_name="opening",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.agency"
            ),
        ),
        migrations.AddField(
            model_name="opening",
            name="explained_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.member",
            ),
        ),
        migrations.AddField(
            model_name="opening",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.member"
            ),
        ),
        migrations.AddField(
            model_name="opening",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="opening",
            name="seen_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.member",
            ),
        ),
        migrations.AddIndex(
            model_name="opening",
            index=models.Index(
                condition=models.Q(("explained_on", None)),
                fields=["agency", "-at"],
                name="openings_untold",
            ),
        ),
        migrations.AddIndex(
            model_name="opening",
            index=models.Index(fields=["person", "-at"], name="openings_of_person"),
        ),
        migrations.AddConstraint(
            model_name="opening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("explained_on", None), ("explained_by__isnull", False), _connector="OR"
                ),
                name="explained_by_somebody",
            ),
        ),
    ]
