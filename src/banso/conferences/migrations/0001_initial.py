import django.db.models.deletion
from django.db import migrations, models

import banso.conferences.rules
import banso.kit.ids
import banso.kit.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0006_guests_wall"),
        ("companionship", "0003_watched"),
        ("people", "0005_reach_for_hours"),
        ("planning", "0003_frozen"),
        ("ties", "0002_wall"),
    ]

    operations = [
        migrations.CreateModel(
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
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("running", "running"),
                            ("closed", "closed"),
                            ("confirmed", "confirmed"),
                        ],
                        default=banso.conferences.rules.State["PLANNED"],
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("next_on", models.DateField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
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
                            models.Q(
                                ("state", banso.conferences.rules.State["CONFIRMED"]), _negated=True
                            ),
                            models.Q(("closed_at__isnull", False), ("confirmed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="confirmed_after_closing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
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
                ("place", models.PositiveSmallIntegerField()),
                ("subject", banso.kit.models.Line(blank=True, max_length=200)),
                ("domains", models.JSONField(default=list)),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
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
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="conferences.conference",
                    ),
                ),
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
        migrations.CreateModel(
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
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="conferences.conference",
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
        migrations.CreateModel(
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
                    "attendance",
                    models.CharField(
                        choices=[
                            ("expected", "expected"),
                            ("present", "present"),
                            ("absent", "absent"),
                        ],
                        default=banso.conferences.rules.Attendance["EXPECTED"],
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
                    "seated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
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
                            models.Q(
                                ("confirmed_by", banso.conferences.rules.ConfirmedBy["UNREACHED"]),
                                _negated=True,
                            ),
                            models.Q(("confirm_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="unreached_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
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
                ("title", banso.kit.models.Line(max_length=200)),
                ("number", models.PositiveSmallIntegerField()),
                ("handed_at", models.DateTimeField()),
                ("back_at", models.DateTimeField(blank=True, null=True)),
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
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conferences.seat",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("conference", "number"), name="paper_numbered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
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
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
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
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="conferences.conference",
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="conferences.agendaitem",
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
    ]
