"""Papers that end on a day."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.migration_steps import NewTable


class Migration(migrations.Migration):
    replaces = [("documents", "0001_initial"), ("documents", "0002_wall")]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
    ]

    operations = [
        NewTable(
            name="Document",
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
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("disability", "disability"),
                            ("medical_aid", "medical_aid"),
                            ("welfare", "welfare"),
                            ("health", "health"),
                            ("care", "care"),
                            ("residence", "residence"),
                            ("identity", "identity"),
                            ("driving", "driving"),
                            ("lease", "lease"),
                            ("guarantee", "guarantee"),
                            ("fire", "fire"),
                            ("benefit", "benefit"),
                            ("work", "work"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", banso.kit.models.Line(blank=True, max_length=120)),
                ("number", banso.kit.models.Line(blank=True, max_length=60)),
                ("from_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "lies",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("kept", "kept"),
                            ("elsewhere", "elsewhere"),
                            ("lost", "lost"),
                            ("asked", "asked"),
                        ],
                        default="person",
                        max_length=10,
                    ),
                ),
                ("lies_words", banso.kit.models.Line(blank=True, max_length=200)),
                (
                    "renewer",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("together", "together"),
                            ("other", "other"),
                            ("nobody", "nobody"),
                        ],
                        default="together",
                        max_length=8,
                    ),
                ),
                (
                    "answerable",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("note", banso.kit.models.Prose(blank=True)),
                (
                    "renews",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewal",
                        to="documents.document",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("renewed", "renewed"),
                            ("given_back", "given_back"),
                            ("not_needed", "not_needed"),
                            ("ran_out", "ran_out"),
                            ("mistaken", "mistaken"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_on", None)),
                        fields=["agency", "until_on", "id"],
                        name="documents_by_end",
                    ),
                    models.Index(fields=["person", "kind"], name="documents_of_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_on", None),
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="document_ends_after_beginning",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("ending", "")),
                            models.Q(
                                ("closed_on__isnull", False),
                                models.Q(("ending", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="document_closed_with_ending",
                    ),
                ],
            },
        ),
    ]
