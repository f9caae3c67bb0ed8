"""つなぎ・もどし. Steps are added, never changed."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen
from banso.kit.migration_steps import NewTable, Statements

COLUMNS = (
    "referral_id",
    '"on"',
    "state",
    "is_look",
    "by_id",
    "told_by",
    "reason",
    "along",
    "words",
    "note",
)


class Migration(migrations.Migration):
    replaces = [
        ("referrals", "0001_initial"),
        ("referrals", "0002_wall"),
        ("referrals", "0003_watched"),
    ]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
        ("planning", "0001_squashed_0004_shown"),
        ("resources", "0001_squashed_0006_confidential"),
    ]

    operations = [
        NewTable(
            name="Referral",
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
                ("number", models.PositiveIntegerField()),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="resources.service",
                    ),
                ),
                ("receiver", banso.kit.models.Line(max_length=300)),
                (
                    "system",
                    models.CharField(
                        choices=[
                            ("medical", "medical"),
                            ("welfare", "welfare"),
                            ("disability", "disability"),
                            ("care", "care"),
                            ("housing", "housing"),
                            ("work", "work"),
                            ("training", "training"),
                            ("money", "money"),
                            ("justice", "justice"),
                            ("education", "education"),
                            ("community", "community"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("purpose", banso.kit.models.Line(max_length=300)),
                (
                    "domain",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("work", "work"),
                            ("living", "living"),
                            ("health", "health"),
                            ("security", "security"),
                            ("law", "law"),
                            ("relations", "relations"),
                            ("money", "money"),
                            ("purpose", "purpose"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.supportplan",
                    ),
                ),
                ("period", models.CharField(blank=True, max_length=12)),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.referral",
                    ),
                ),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[
                            ("plain", "plain"),
                            ("health", "health"),
                            ("money", "money"),
                            ("crime", "crime"),
                        ],
                        default="plain",
                        max_length=8,
                    ),
                ),
                (
                    "answerable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("considered", "considered"),
                            ("agreed", "agreed"),
                            ("asked", "asked"),
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                            ("went", "went"),
                            ("watched", "watched"),
                            ("returned", "returned"),
                        ],
                        default="considered",
                        max_length=10,
                    ),
                ),
                ("begun_on", models.DateField()),
                ("asked_on", models.DateField(blank=True, null=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("went_on", models.DateField(blank=True, null=True)),
                ("next_look_on", models.DateField(blank=True, null=True)),
                (
                    "refusal_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "full"),
                            ("not_eligible", "not_eligible"),
                            ("turned_away", "turned_away"),
                            ("pushed_back", "pushed_back"),
                            ("person_no", "person_no"),
                            ("no_answer", "no_answer"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("returned_on", models.DateField(blank=True, null=True)),
                (
                    "return_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("finished", "finished"),
                            ("did_not_fit", "did_not_fit"),
                            ("wished", "wished"),
                            ("term", "term"),
                            ("left", "left"),
                            ("pushed_out", "pushed_out"),
                            ("not_taken", "not_taken"),
                            ("lost_contact", "lost_contact"),
                        ],
                        max_length=12,
                    ),
                ),
                ("learnt", banso.kit.models.Prose(blank=True)),
                (
                    "next_step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new_referral", "new_referral"),
                            ("replan", "replan"),
                            ("rest", "rest"),
                            ("stays", "stays"),
                        ],
                        max_length=12,
                    ),
                ),
                ("suspended_reason", banso.kit.models.Line(blank=True, max_length=300)),
                (
                    "second_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "begun_on", "id"], name="referrals_of_person"),
                    models.Index(
                        condition=models.Q(("state", "returned"), _negated=True),
                        fields=["answerable", "next_look_on", "id"],
                        name="referrals_to_look_at",
                    ),
                    models.Index(
                        condition=models.Q(("state", "returned"), _negated=True),
                        fields=["agency", "next_look_on", "id"],
                        name="referrals_silent",
                    ),
                    models.Index(fields=["service", "-begun_on"], name="referrals_to_service"),
                    models.Index(
                        condition=models.Q(("state", "returned"), _negated=True),
                        fields=["person", "agency", "answerable"],
                        name="referrals_awaited",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "number"), name="referral_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_look_on", None), ("state", "returned")),
                            models.Q(
                                models.Q(("state", "returned"), _negated=True),
                                ("next_look_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="open_referral_has_a_next_look",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("next_step", ""),
                                ("return_reason", ""),
                                ("returned_on", None),
                                models.Q(("state", "returned"), _negated=True),
                            ),
                            models.Q(
                                ("returned_on__isnull", False),
                                ("state", "returned"),
                                models.Q(("return_reason", ""), _negated=True),
                                models.Q(("next_step", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="return_has_reason_and_next_step",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("refusal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="refused_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_person", None),
                            models.Q(("second_person", models.F("answerable")), _negated=True),
                            _connector="OR",
                        ),
                        name="second_person_is_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("suspended_reason", ""),
                            ("second_person__isnull", False),
                            _connector="OR",
                        ),
                        name="suspended_by_two",
                    ),
                ],
            },
        ),
        NewTable(
            name="ReferralStep",
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
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="referrals.referral",
                    ),
                ),
                ("on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("considered", "considered"),
                            ("agreed", "agreed"),
                            ("asked", "asked"),
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                            ("went", "went"),
                            ("watched", "watched"),
                            ("returned", "returned"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_look", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "told_by",
                    models.CharField(
                        choices=[
                            ("worker", "worker"),
                            ("receiver", "receiver"),
                            ("person", "person"),
                        ],
                        default="worker",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=12)),
                ("along", banso.kit.models.Line(blank=True, max_length=200)),
                ("words", banso.kit.models.Prose(blank=True)),
                ("note", banso.kit.models.Prose(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["referral", "on", "id"], name="steps_of_referral")
                ],
            },
        ),
        NewTable(
            name="SlipLink",
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
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.referral",
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_on", models.DateField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
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
        Statements(
            *frozen(
                "referral_step_kept",
                "referrals_referralstep",
                columns=COLUMNS,
                closed={"update": "1 = 1", "delete": "1 = 1"},
            )
        ),
    ]
