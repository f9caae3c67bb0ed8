"""The people who do the work; certificates and talks are never changed."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen
from banso.kit.migration_steps import NewTable, Statements

CERTIFIED = (
    "member_id",
    "course_id",
    "title",
    "level",
    "number",
    "issued_by",
    "issued_on",
    "expires_on",
    "entered_by_id",
)
TALKED = ("member_id", "supervisor_id", '"on"', "minutes", "text", "agreed", "next_on")
FOR_EVER = {"update": "1 = 1", "delete": "1 = 1"}


class Migration(migrations.Migration):
    replaces = [("training", "0001_initial"), ("training", "0002_wall")]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
    ]

    operations = [
        NewTable(
            name="Course",
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
                ("title", banso.kit.models.Line(max_length=200)),
                (
                    "level",
                    models.CharField(
                        choices=[("grade2", "grade2"), ("grade1", "grade1"), ("local", "local")],
                        max_length=8,
                    ),
                ),
                ("hours", models.DecimalField(decimal_places=1, max_digits=5)),
                ("about", banso.kit.models.Prose(blank=True)),
                ("valid_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("retired_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="course_is_called_something",
                    )
                ],
            },
        ),
        NewTable(
            name="Session",
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
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="training.course",
                    ),
                ),
                ("on", models.DateField()),
                ("place", banso.kit.models.Line(blank=True, max_length=200)),
                ("taught_by", banso.kit.models.Line(blank=True, max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-on", "-id"], name="sessions_by_day")],
            },
        ),
        NewTable(
            name="Attendance",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="training.session",
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
                    "presence",
                    models.CharField(
                        choices=[
                            ("signed_up", "signed_up"),
                            ("there", "there"),
                            ("not_there", "not_there"),
                        ],
                        default="signed_up",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "member"), name="attends_once")
                ],
            },
        ),
        NewTable(
            name="Certificate",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="training.course",
                    ),
                ),
                ("title", banso.kit.models.Line(max_length=200)),
                (
                    "level",
                    models.CharField(
                        choices=[("grade2", "grade2"), ("grade1", "grade1"), ("local", "local")],
                        max_length=8,
                    ),
                ),
                ("number", banso.kit.models.Line(max_length=60)),
                ("issued_by", banso.kit.models.Line(max_length=200)),
                ("issued_on", models.DateField()),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_why", banso.kit.models.Line(blank=True, max_length=300)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["member", "level"], name="certificates_of_member")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "issued_by", "number"), name="certificate_numbered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on", None),
                            ("expires_on__gte", models.F("issued_on")),
                            _connector="OR",
                        ),
                        name="certificate_ends_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on", None),
                            models.Q(("withdrawn_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="withdrawn_with_a_reason",
                    ),
                ],
            },
        ),
        NewTable(
            name="Requirement",
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
                    "duty",
                    models.CharField(
                        choices=[
                            ("see_people", "see_people"),
                            ("see_names", "see_names"),
                            ("see_memory", "see_memory"),
                            ("see_places", "see_places"),
                            ("see_health", "see_health"),
                            ("see_money", "see_money"),
                            ("see_crime", "see_crime"),
                            ("see_restricted", "see_restricted"),
                            ("record_rounds", "record_rounds"),
                            ("write_memory", "write_memory"),
                            ("keep_ledgers", "keep_ledgers"),
                            ("assess", "assess"),
                            ("plan", "plan"),
                            ("merge_people", "merge_people"),
                            ("assign_companions", "assign_companions"),
                            ("hand_over", "hand_over"),
                            ("export_lists", "export_lists"),
                            ("import_data", "import_data"),
                            ("see_resources", "see_resources"),
                            ("keep_receivers", "keep_receivers"),
                            ("see_checks", "see_checks"),
                            ("check_receivers", "check_receivers"),
                            ("refer", "refer"),
                            ("open_in_danger", "open_in_danger"),
                            ("confer", "confer"),
                            ("see_trace", "see_trace"),
                            ("manage_agency", "manage_agency"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="training.course",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[("grade2", "grade2"), ("grade1", "grade1"), ("local", "local")],
                        max_length=8,
                    ),
                ),
                ("from_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("duty", "manage_agency"), _negated=True),
                        name="managing_is_never_held_back",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("course__isnull", False), ("level", "")),
                            models.Q(("course", None), models.Q(("level", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_course_or_a_level_is_asked_for",
                    ),
                ],
            },
        ),
        NewTable(
            name="Supervision",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("on", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("text", banso.kit.models.Prose()),
                ("agreed", banso.kit.models.Prose(blank=True)),
                ("next_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["member", "-on"], name="supervision_of_member"),
                    models.Index(fields=["supervisor", "-on"], name="supervision_by_member"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("member", models.F("supervisor")), _negated=True),
                        name="supervised_by_another",
                    )
                ],
            },
        ),
        NewTable(
            name="WorkHours",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("on", models.DateField()),
                (
                    "work",
                    models.CharField(
                        choices=[
                            ("coordinate", "coordinate"),
                            ("being", "being"),
                            ("doing", "doing"),
                            ("meeting", "meeting"),
                            ("writing", "writing"),
                            ("learning", "learning"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("struck_at", None)),
                        fields=["agency", "on", "member"],
                        name="hours_by_day",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)),
                        name="hours_of_one_day",
                    )
                ],
            },
        ),
        NewTable(
            name="HeavyWalk",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("agreed", banso.kit.models.Line(blank=True, max_length=300)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("until_on", None)),
                        fields=["agency", "from_on", "id"],
                        name="heavy_now",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="weighs_until_after_it_began",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("person", "member"),
                        name="weighs_once_at_a_time",
                    ),
                ],
            },
        ),
        NewTable(
            name="HandoverWords",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("text", banso.kit.models.Prose(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["member", "person"], name="handover_words_of_member")
                ],
            },
        ),
        NewTable(
            name="Thanks",
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
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("text", banso.kit.models.Line(max_length=300)),
            ],
            options={
                "indexes": [models.Index(fields=["receiver", "-id"], name="thanks_of_member")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sender", models.F("receiver")), _negated=True),
                        name="thanks_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="thanks_says_something",
                    ),
                ],
            },
        ),
        Statements(
            *frozen("certificate_kept", "training_certificate", columns=CERTIFIED, closed=FOR_EVER)
        ),
        Statements(
            *frozen("supervision_kept", "training_supervision", columns=TALKED, closed=FOR_EVER)
        ),
    ]
