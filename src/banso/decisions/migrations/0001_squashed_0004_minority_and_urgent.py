"""
Approval by an independent body.

What was asked and what was decided never change. Nobody decides, and nobody gives an opinion, on
their own organisation's request or where they are recused; and not with too few: the database
itself refuses.
"""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen
from banso.kit.migration_steps import NewTable, Statements

FOR_EVER = {"update": "1 = 1", "delete": "1 = 1"}
ASKED = (
    "agency_id",
    "asker_id",
    "plan_id",
    "kind",
    "number",
    "asked_by_id",
    "asked_on",
    "package",
    "gains",
    "before_id",
    "urgent_from",
    "urgent_reason",
)
DECIDED = (
    "agency_id",
    "asker_id",
    "request_id",
    "number",
    "decided_on",
    "outcome",
    "reasons",
    "conditions",
    "minority",
    "from_on",
    "until_on",
    "chair_id",
    "present",
    "recused",
)


def _stands_against(member: str) -> str:
    recused = f"EXISTS (SELECT 1 FROM decisions_recusal r WHERE r.request_id = NEW.request_id AND r.member_id = NEW.{member})"
    own = f"EXISTS (SELECT 1 FROM decisions_bodymember m JOIN decisions_request q ON q.id = NEW.request_id WHERE m.id = NEW.{member} AND m.home_agency_id = q.asker_id)"
    return f"{recused} OR {own}"


OVER = "EXISTS (SELECT 1 FROM decisions_decision d WHERE d.request_id = NEW.request_id)"
COUNTED = (
    "(SELECT count(*) FROM decisions_opinion o WHERE o.request_id = NEW.request_id AND NOT EXISTS "
    "(SELECT 1 FROM decisions_recusal r WHERE r.request_id = o.request_id AND r.member_id = o.member_id))"
)
TOO_FEW = f"{COUNTED} < (SELECT b.quorum FROM decisions_body b WHERE b.agency_id = NEW.agency_id)"


class Migration(migrations.Migration):
    replaces = [
        ("decisions", "0001_initial"),
        ("decisions", "0002_wall"),
        ("decisions", "0003_recognised"),
        ("decisions", "0004_minority_and_urgent"),
    ]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
        ("planning", "0001_squashed_0004_shown"),
    ]

    operations = [
        NewTable(
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
                (
                    "agency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                ("quorum", models.PositiveSmallIntegerField(default=3)),
                ("sign", banso.kit.models.Line(max_length=20)),
                ("months", models.PositiveSmallIntegerField(default=6)),
                ("names_minority", models.BooleanField(blank=True, null=True)),
                ("recognised_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quorum__gte", 2)), name="a_body_is_more_than_one"
                    )
                ],
            },
        ),
        NewTable(
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
                ("is_chair", models.BooleanField(default=False)),
                ("until_on", models.DateField(blank=True, null=True)),
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
        NewTable(
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
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("asked_on", models.DateField()),
                ("package", banso.kit.models.Values()),
                ("gains", models.JSONField(default=list)),
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
                ("urgent_from", models.DateField(blank=True, null=True)),
                ("urgent_reason", banso.kit.models.Prose(blank=True)),
                ("urgent_source_id", models.UUIDField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("decided", "decided"),
                            ("stopped", "stopped"),
                        ],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("received_at", models.DateTimeField(blank=True, null=True)),
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
                            models.Q(("kind", "urgent"), _negated=True),
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
                            ("kind__in", ["new", "urgent"]),
                            ("before__isnull", False),
                            _connector="OR",
                        ),
                        name="what_follows_names_what_was_before",
                    ),
                ],
            },
        ),
        NewTable(
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
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
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
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.bodymember",
                    ),
                ),
                ("why", models.CharField(max_length=16)),
                ("words", banso.kit.models.Line(blank=True, max_length=300)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("request", "member"), name="recused_once")
                ],
            },
        ),
        NewTable(
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
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
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
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.bodymember",
                    ),
                ),
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
        NewTable(
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
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="decisions.request",
                    ),
                ),
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
                ("names_minority", models.BooleanField(blank=True, null=True)),
                ("from_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.bodymember",
                    ),
                ),
                ("present", models.JSONField(default=list)),
                ("recused", models.JSONField(default=list)),
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
                            models.Q(("outcome", "conditions"), _negated=True),
                            models.Q(("conditions", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="conditions_are_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("from_on__isnull", False),
                                ("outcome__in", ("approve", "conditions")),
                                ("until_on__gte", models.F("from_on")),
                            ),
                            models.Q(
                                models.Q(("outcome__in", ("approve", "conditions")), _negated=True),
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
        Statements(*frozen("request_kept", "decisions_request", columns=ASKED, closed=FOR_EVER)),
        Statements(
            *frozen(
                "opinion_free",
                "decisions_opinion",
                columns=("member_id", "stance", "words"),
                closed=dict.fromkeys(
                    ("insert", "update"), f"{_stands_against('member_id')} OR {OVER}"
                ),
            )
        ),
        Statements(
            *frozen(
                "decision_kept",
                "decisions_decision",
                columns=DECIDED,
                closed={"insert": f"{_stands_against('chair_id')} OR {TOO_FEW}", **FOR_EVER},
            )
        ),
        Statements(
            *frozen(
                "decision_named_kept",
                "decisions_decision",
                columns=("names_minority",),
                closed={"update": "1 = 1"},
            )
        ),
        Statements(
            *frozen(
                "urgent_record_kept",
                "decisions_request",
                columns=("urgent_source_id",),
                closed={"update": "1 = 1"},
            )
        ),
    ]
