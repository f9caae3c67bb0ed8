import django.db.models.deletion
from django.db import migrations, models

import banso.decisions.rules
import banso.kit.ids
import banso.kit.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0006_guests_wall"),
        ("people", "0005_reach_for_hours"),
        ("planning", "0003_frozen"),
    ]

    operations = [
        migrations.CreateModel(
            name="BodyMember",
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
                ("is_chair", models.BooleanField(default=False)),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "guest",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.guest",
                    ),
                ),
                (
                    "home_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_chair", True), ("until_on", None)),
                        fields=("agency",),
                        name="one_chair",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Request",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("renewal", "renewal"),
                            ("urgent", "urgent"),
                            ("again", "again"),
                            ("appeal", "appeal"),
                        ],
                        max_length=8,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("asked_on", models.DateField()),
                ("package", banso.kit.models.Values()),
                ("gains", models.JSONField(default=list)),
                ("urgent_from", models.DateField(blank=True, null=True)),
                ("urgent_reason", banso.kit.models.Prose(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("decided", "decided"),
                            ("stopped", "stopped"),
                        ],
                        default=banso.decisions.rules.State["ASKED"],
                        max_length=8,
                    ),
                ),
                ("received_at", models.DateTimeField(blank=True, null=True)),
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
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.request",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.supportplan",
                    ),
                ),
                (
                    "received_by",
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
                    models.Index(fields=["agency", "state", "-id"], name="requests_of_body"),
                    models.Index(fields=["asker", "state", "-id"], name="requests_of_asker"),
                    models.Index(fields=["person", "-id"], name="requests_of_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "number"), name="request_numbered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("agency", models.F("asker")), _negated=True),
                        name="nobody_asks_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", banso.decisions.rules.Kind["URGENT"]), _negated=True),
                            models.Q(
                                ("urgent_from__isnull", False),
                                models.Q(("urgent_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="urgent_says_since_when_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    banso.decisions.rules.Kind["NEW"],
                                    banso.decisions.rules.Kind["URGENT"],
                                ],
                            ),
                            ("before__isnull", False),
                            _connector="OR",
                        ),
                        name="what_follows_names_what_was_before",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
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
                ("why", models.CharField(max_length=16)),
                ("words", banso.kit.models.Line(blank=True, max_length=300)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.bodymember",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to="decisions.request",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("request", "member"), name="recused_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
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
                    "stance",
                    models.CharField(
                        choices=[
                            ("approve", "approve"),
                            ("conditions", "conditions"),
                            ("send_back", "send_back"),
                            ("refuse", "refuse"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", banso.kit.models.Prose()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.bodymember",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="decisions.request",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("request", "member"), name="one_opinion_each"),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="opinion_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("number", banso.kit.models.Line(max_length=40)),
                ("decided_on", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("approve", "approve"),
                            ("conditions", "conditions"),
                            ("send_back", "send_back"),
                            ("refuse", "refuse"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reasons", banso.kit.models.Prose()),
                ("conditions", banso.kit.models.Prose(blank=True)),
                ("minority", banso.kit.models.Prose(blank=True)),
                ("from_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("present", models.JSONField(default=list)),
                ("recused", models.JSONField(default=list)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.bodymember",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="decisions.request",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("until_on__isnull", False)),
                        fields=["asker", "until_on"],
                        name="terms_ending",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "number"), name="document_numbered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True),
                        name="decided_with_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", banso.decisions.rules.Stance["CONDITIONS"]),
                                _negated=True,
                            ),
                            models.Q(("conditions", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="conditions_are_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("from_on__isnull", False),
                                (
                                    "outcome__in",
                                    (
                                        banso.decisions.rules.Stance["APPROVE"],
                                        banso.decisions.rules.Stance["CONDITIONS"],
                                    ),
                                ),
                                ("until_on__gte", models.F("from_on")),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "outcome__in",
                                        (
                                            banso.decisions.rules.Stance["APPROVE"],
                                            banso.decisions.rules.Stance["CONDITIONS"],
                                        ),
                                    ),
                                    _negated=True,
                                ),
                                ("from_on", None),
                                ("until_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="granted_for_a_term",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Body",
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
                ("quorum", models.PositiveSmallIntegerField(default=3)),
                ("sign", banso.kit.models.Line(max_length=20)),
                ("months", models.PositiveSmallIntegerField(default=6)),
                (
                    "agency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quorum__gte", 2)), name="a_body_is_more_than_one"
                    )
                ],
            },
        ),
    ]
