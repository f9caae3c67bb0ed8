"""What was typed and not yet sent. The first tables came over from `access`."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import banso.kit.ids
from banso.kit.migration_steps import NewTable, TableThatCameOver


class Migration(migrations.Migration):
    replaces = [("drafts", "0001_initial"), ("drafts", "0002_unsent")]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
    ]

    operations = [
        TableThatCameOver(
            name="Draft",
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
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("key", models.CharField(max_length=120)),
                ("data", models.JSONField()),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("member", "key"), name="one_draft_per_form")
                ],
            },
        ),
        NewTable(
            name="Unsent",
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
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("path", models.CharField(max_length=500)),
                ("data", models.JSONField()),
                ("sent_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["account", "sent_at"], name="unsent_of_account")],
            },
        ),
        TableThatCameOver(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("token", models.UUIDField()),
                ("outcome", models.CharField(max_length=300)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("member", "token"), name="submitted_once")
                ],
            },
        ),
    ]
