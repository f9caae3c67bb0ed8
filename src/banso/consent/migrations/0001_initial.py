import django.db.models.deletion
from django.db import migrations, models

import banso.consent.rules
import banso.kit.ids
import banso.kit.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0004_member_own_record"),
        ("people", "0004_watched"),
    ]

    operations = [
        migrations.CreateModel(
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
                ("words", banso.kit.models.Prose(blank=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_words", banso.kit.models.Prose(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "explained_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
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
                            ("way", banso.consent.rules.Way["WRITTEN"]),
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
        migrations.CreateModel(
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
                    "basis",
                    models.CharField(
                        choices=[("consent", "consent"), ("law", "law"), ("danger", "danger")],
                        max_length=8,
                    ),
                ),
                ("what", banso.kit.models.Line(max_length=300)),
                ("reason", banso.kit.models.Prose(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-on", "-id"], name="provisions_of_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("basis", banso.consent.rules.Basis["CONSENT"]),
                                ("consent__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    ("basis", banso.consent.rules.Basis["CONSENT"]), _negated=True
                                ),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="given_on_by_a_consent_or_with_a_reason",
                    )
                ],
            },
        ),
    ]
