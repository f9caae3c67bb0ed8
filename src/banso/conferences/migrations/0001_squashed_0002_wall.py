"""The six parties at one table; minutes that are confirmed never change, and additions stay as they were written."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen, under
from banso.kit.migration_steps import NewTable, Statements

CONFERENCE = (
    "kind",
    "number",
    "regular",
    '"on"',
    "starts_at",
    "place",
    "purpose",
    "chair_id",
    "keeper_id",
    "state",
    "closed_at",
    "confirmed_at",
    "next_on",
)
# the person may turn out to be another entry's
ITEM = ("conference_id", "place", "subject", "plan_id", "domains")
SEAT = (
    "conference_id",
    "party",
    "name",
    "organisation",
    "member_id",
    "guest_id",
    "item_id",
    "attendance",
    "sworn_on",
    "confirmed_at",
    "confirmed_by",
    "confirm_note",
)
MINUTE = (
    "conference_id",
    "item_id",
    "kind",
    "seat_id",
    "text",
    "until_on",
    "mark",
    "part",
    "from_tie_id",
    "to_tie_id",
    "promise_id",
    "written_by_id",
    "written_by_guest_id",
    "struck_at",
)
UNDER_CONFIRMED = under("conferences_conference", "conference_id", "p.state = 'confirmed'")


class Migration(migrations.Migration):
    replaces = [("conferences", "0001_initial"), ("conferences", "0002_wall")]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("companionship", "0001_squashed_0007_promise_made_by"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
        ("planning", "0001_squashed_0004_shown"),
        ("ties", "0001_squashed_0002_wall"),
    ]

    operations = [
        NewTable(
            name="Conference",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("six", "six"),
                            ("coordination", "coordination"),
                            ("sealed", "sealed"),
                            ("internal", "internal"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("regular", models.BooleanField(default=True)),
                ("on", models.DateField()),
                ("starts_at", models.TimeField(blank=True, null=True)),
                ("place", banso.kit.models.Line(blank=True, max_length=200)),
                ("purpose", banso.kit.models.Line(blank=True, max_length=300)),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "keeper",
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
                            ("planned", "planned"),
                            ("running", "running"),
                            ("closed", "closed"),
                            ("confirmed", "confirmed"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("next_on", models.DateField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "-on", "-id"], name="conferences_by_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "kind", "number"), name="conference_numbered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(("closed_at__isnull", False), ("confirmed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="confirmed_after_closing",
                    ),
                ],
            },
        ),
        NewTable(
            name="AgendaItem",
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
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="conferences.conference",
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                ("subject", banso.kit.models.Line(blank=True, max_length=200)),
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
                ("domains", models.JSONField(default=list)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("person__isnull", False)),
                        fields=["person"],
                        name="items_of_person",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("subject", "")),
                            models.Q(
                                ("person", None),
                                ("plan", None),
                                models.Q(("subject", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="item_is_a_person_or_words",
                    )
                ],
            },
        ),
        NewTable(
            name="Seat",
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
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="conferences.conference",
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("supporter", "supporter"),
                            ("coordinator", "coordinator"),
                            ("hello_work", "hello_work"),
                            ("caseworker", "caseworker"),
                            ("employer", "employer"),
                            ("placement", "placement"),
                            ("key_person", "key_person"),
                            ("municipality", "municipality"),
                            ("medical", "medical"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", banso.kit.models.Line(max_length=100)),
                ("organisation", banso.kit.models.Line(blank=True, max_length=200)),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.guest",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conferences.agendaitem",
                    ),
                ),
                (
                    "seated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("expected", "expected"),
                            ("present", "present"),
                            ("absent", "absent"),
                        ],
                        default="expected",
                        max_length=8,
                    ),
                ),
                ("sworn_on", models.DateField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("screen", "screen"),
                            ("paper", "paper"),
                            ("unreached", "unreached"),
                        ],
                        max_length=9,
                    ),
                ),
                ("confirm_note", banso.kit.models.Line(blank=True, max_length=300)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("guest__isnull", False)),
                        fields=["guest", "conference"],
                        name="seats_of_guest",
                    ),
                    models.Index(
                        condition=models.Q(("member__isnull", False)),
                        fields=["member", "conference"],
                        name="seats_of_member",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("member__isnull", False)),
                        fields=("conference", "member"),
                        name="member_seated_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("guest__isnull", False)),
                        fields=("conference", "guest"),
                        name="guest_seated_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("item__isnull", False)),
                        fields=("item",),
                        name="person_seated_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("member", None), ("guest", None), _connector="OR"),
                        name="seat_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", "")),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                models.Q(("confirmed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="seat_confirmed_in_a_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_by", "unreached"), _negated=True),
                            models.Q(("confirm_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="unreached_says_why",
                    ),
                ],
            },
        ),
        NewTable(
            name="Minute",
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
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="conferences.conference",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="conferences.agendaitem",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("last", "last"),
                            ("news", "news"),
                            ("words", "words"),
                            ("tie", "tie"),
                            ("opinion", "opinion"),
                            ("decision", "decision"),
                            ("role", "role"),
                            ("hand_over", "hand_over"),
                            ("advice", "advice"),
                            ("after", "after"),
                            ("missing", "missing"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conferences.seat",
                    ),
                ),
                ("text", banso.kit.models.Prose()),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "mark",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "done"),
                            ("partly", "partly"),
                            ("not", "not"),
                            ("grew", "grew"),
                            ("thinned", "thinned"),
                            ("left", "left"),
                            ("approved", "approved"),
                            ("not_approved", "not_approved"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        blank=True,
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
                (
                    "from_tie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ties.tie",
                    ),
                ),
                (
                    "to_tie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ties.tie",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companionship.promise",
                    ),
                ),
                (
                    "came_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conferences.minute",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "written_by_guest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.guest",
                    ),
                ),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["conference", "id"], name="minutes_of_conference"),
                    models.Index(
                        condition=models.Q(("kind", "missing"), ("struck_at", None)),
                        fields=["agency", "-id"],
                        name="missing_in_the_region",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="minute_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("written_by__isnull", False), ("written_by_guest", None)),
                            models.Q(("written_by", None), ("written_by_guest__isnull", False)),
                            _connector="OR",
                        ),
                        name="minute_written_by_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("from_tie", None), ("to_tie", None)),
                            models.Q(("from_tie__isnull", False), ("to_tie__isnull", False)),
                            _connector="OR",
                        ),
                        name="both_ties_or_none",
                    ),
                ],
            },
        ),
        NewTable(
            name="Paper",
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
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="conferences.conference",
                    ),
                ),
                ("title", banso.kit.models.Line(max_length=200)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conferences.seat",
                    ),
                ),
                ("handed_at", models.DateTimeField()),
                ("back_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("conference", "number"), name="paper_numbered_once"
                    )
                ],
            },
        ),
        NewTable(
            name="Addition",
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
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="conferences.conference",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conferences.agendaitem",
                    ),
                ),
                ("text", banso.kit.models.Prose()),
                (
                    "part",
                    models.CharField(
                        blank=True,
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
                ("at", models.DateTimeField()),
                (
                    "by",
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
                        condition=models.Q(("text", ""), _negated=True),
                        name="addition_says_something",
                    )
                ],
            },
        ),
        Statements(
            *frozen(
                "conference_confirmed",
                "conferences_conference",
                columns=CONFERENCE,
                closed=dict.fromkeys(("update", "delete"), "OLD.state = 'confirmed'"),
            )
        ),
        Statements(
            *frozen(
                "agenda_confirmed", "conferences_agendaitem", columns=ITEM, closed=UNDER_CONFIRMED
            )
        ),
        Statements(
            *frozen("seat_confirmed", "conferences_seat", columns=SEAT, closed=UNDER_CONFIRMED)
        ),
        Statements(
            *frozen(
                "minute_confirmed", "conferences_minute", columns=MINUTE, closed=UNDER_CONFIRMED
            )
        ),
        Statements(
            *frozen(
                "addition_kept",
                "conferences_addition",
                columns=("text", '"at"', "by_id"),
                closed={"update": "1 = 1", "delete": "1 = 1"},
            )
        ),
    ]
