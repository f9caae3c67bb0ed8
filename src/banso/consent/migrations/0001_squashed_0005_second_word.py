"""The person's word, what was given on, and what was opened in danger: added, never changed."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen
from banso.kit.migration_steps import NewTable, Statements

FOR_EVER = {"update": "1 = 1", "delete": "1 = 1"}
PROVISION = ("consent_id", "recipient", "part", '"on"', "by_id", "basis", "what", "reason")
OPENING = ("member_id", '"at"', "until_at", "reason", "second_id")
PART = ("opening_id", "kind", "row_id", '"at"', "reason")


class Migration(migrations.Migration):
    replaces = [
        ("consent", "0001_initial"),
        ("consent", "0002_wall"),
        ("consent", "0003_openings"),
        ("consent", "0004_openings_wall"),
        ("consent", "0005_second_word"),
    ]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
    ]

    operations = [
        NewTable(
            name="Consent",
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
                    "recipient_kind",
                    models.CharField(
                        choices=[
                            ("office", "office"),
                            ("hello_work", "hello_work"),
                            ("medical", "medical"),
                            ("company", "company"),
                            ("placement", "placement"),
                            ("landlord", "landlord"),
                            ("key_person", "key_person"),
                            ("agency", "agency"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("recipient", banso.kit.models.Line(max_length=200)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("contact", "contact"),
                            ("living", "living"),
                            ("health", "health"),
                            ("money", "money"),
                            ("welfare", "welfare"),
                            ("crime", "crime"),
                            ("work", "work"),
                            ("plan", "plan"),
                            ("ties", "ties"),
                        ],
                        max_length=10,
                    ),
                ),
                ("purpose", banso.kit.models.Line(max_length=300)),
                ("answer", models.CharField(choices=[("yes", "yes"), ("no", "no")], max_length=3)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "way",
                    models.CharField(
                        choices=[("written", "written"), ("oral", "oral"), ("proxy", "proxy")],
                        max_length=8,
                    ),
                ),
                ("witness", banso.kit.models.Line(blank=True, max_length=100)),
                (
                    "explained_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("words", banso.kit.models.Prose(blank=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_words", banso.kit.models.Prose(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "recipient", "part"], name="consents_of_person"),
                    models.Index(
                        condition=models.Q(
                            ("answer", "yes"), ("until_on__isnull", False), ("withdrawn_on", None)
                        ),
                        fields=["agency", "until_on"],
                        name="consents_ending",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recipient", ""), _negated=True),
                            models.Q(("purpose", ""), _negated=True),
                        ),
                        name="consent_names_whom_and_what_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way", "written"),
                            models.Q(("witness", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="spoken_word_has_a_witness",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="consent_ends_after_it_began",
                    ),
                ],
            },
        ),
        NewTable(
            name="Provision",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consent.consent",
                    ),
                ),
                ("recipient", banso.kit.models.Line(max_length=200)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("contact", "contact"),
                            ("living", "living"),
                            ("health", "health"),
                            ("money", "money"),
                            ("welfare", "welfare"),
                            ("crime", "crime"),
                            ("work", "work"),
                            ("plan", "plan"),
                            ("ties", "ties"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("consent", "consent"), ("law", "law"), ("danger", "danger")],
                        max_length=8,
                    ),
                ),
                ("what", banso.kit.models.Line(max_length=300)),
                ("reason", banso.kit.models.Prose(blank=True)),
                ("source_id", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-on", "-id"], name="provisions_of_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "consent"), ("consent__isnull", False)),
                            models.Q(
                                models.Q(("basis", "consent"), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="given_on_by_a_consent_or_with_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source_id__isnull", False)),
                        fields=("source_id", "person", "recipient", "part"),
                        name="opened_once_at_a_source",
                    ),
                ],
            },
        ),
        NewTable(
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("reason", banso.kit.models.Prose()),
                (
                    "seen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("explained_on", models.DateField(blank=True, null=True)),
                (
                    "explained_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("words", banso.kit.models.Prose(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("explained_on", None)),
                        fields=["agency", "-at"],
                        name="openings_untold",
                    ),
                    models.Index(fields=["person", "-at"], name="openings_of_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="opened_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second", None),
                            models.Q(("second", models.F("member")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_opens_alone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("explained_on", None), ("explained_by__isnull", False), _connector="OR"
                        ),
                        name="explained_by_somebody",
                    ),
                ],
            },
        ),
        NewTable(
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
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "opening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="consent.opening",
                    ),
                ),
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="part_opened_with_a_reason",
                    ),
                    models.UniqueConstraint(fields=("opening", "row_id"), name="part_opened_once"),
                ],
            },
        ),
        Statements(
            *frozen("provision_kept", "consent_provision", columns=PROVISION, closed=FOR_EVER)
        ),
        Statements(*frozen("opening_kept", "consent_opening", columns=OPENING, closed=FOR_EVER)),
        Statements(*frozen("part_kept", "consent_openedpart", columns=PART, closed=FOR_EVER)),
    ]
