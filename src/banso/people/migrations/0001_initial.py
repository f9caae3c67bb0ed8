import django.db.models.deletion
from django.db import migrations, models

import banso.kit.eras
import banso.kit.ids
import banso.kit.models
import banso.people.rules


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
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
                ("by_id", models.UUIDField(null=True)),
                ("reason", banso.kit.models.Line(blank=True, max_length=300)),
                ("filled", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("undone_by_id", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="MergeMove",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=80)),
                ("row_id", models.CharField(max_length=40)),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.merge",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
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
                ("called_name", banso.kit.models.Line(max_length=100)),
                ("sort_name", models.CharField(blank=True, max_length=100)),
                ("own_words", banso.kit.models.Prose(blank=True)),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("male", "male"),
                            ("female", "female"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("birth_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("birth_month", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("birth_day", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "birth_precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("about", "about"),
                            ("unknown", "unknown"),
                        ],
                        default=banso.kit.eras.Precision["UNKNOWN"],
                        max_length=10,
                    ),
                ),
                ("looks", banso.kit.models.Line(blank=True, max_length=200)),
                ("restricted", models.BooleanField(default=False)),
                ("last_met_on", models.DateField(blank=True, null=True)),
                ("outside_id", models.CharField(blank=True, max_length=120)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "sort_name", "id"], name="person_by_name"),
                    models.Index(fields=["agency", "last_met_on", "id"], name="person_by_last_met"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("called_name", ""), _negated=True),
                        name="person_is_called_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("birth_precision", "unknown"), ("birth_year", None)),
                            models.Q(
                                models.Q(("birth_precision", "unknown"), _negated=True),
                                ("birth_year__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="person_birth_fits_precision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="person_not_merged_into_self",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outside_id", ""), _negated=True),
                        fields=("agency", "outside_id"),
                        name="person_outside_id_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeverSame",
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
                ("by_id", models.UUIDField(null=True)),
                ("reason", banso.kit.models.Line(blank=True, max_length=300)),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="never_same_in_order",
                    ),
                    models.UniqueConstraint(fields=("one", "other"), name="never_same_once"),
                ],
            },
        ),
        migrations.AddField(
            model_name="merge",
            name="gone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="kept",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.CreateModel(
            name="MeetingPlace",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("park", "park"),
                            ("river", "river"),
                            ("road", "road"),
                            ("station", "station"),
                            ("facility", "facility"),
                            ("cafe", "cafe"),
                            ("friend", "friend"),
                            ("car", "car"),
                            ("home", "home"),
                            ("unknown", "unknown"),
                        ],
                        default=banso.people.rules.PlaceKind["UNKNOWN"],
                        max_length=10,
                    ),
                ),
                ("place", banso.kit.models.Line(max_length=200)),
                ("when", banso.kit.models.Line(blank=True, max_length=200)),
                ("sleeps_here", models.BooleanField(default=False)),
                ("until_on", models.DateField(blank=True, null=True)),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
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
                    "ledger",
                    models.CharField(
                        choices=[
                            ("outreach", "outreach"),
                            ("centre", "centre"),
                            ("aftercare", "aftercare"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", banso.kit.models.Line(max_length=20)),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "closing_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("passed_on", "passed_on"),
                            ("wished", "wished"),
                            ("moved", "moved"),
                            ("lost_contact", "lost_contact"),
                            ("hospital", "hospital"),
                            ("facility", "facility"),
                            ("died", "died"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("values", banso.kit.models.Values(default=dict)),
                ("origins", models.JSONField(default=dict)),
                ("outside_id", models.CharField(blank=True, max_length=120)),
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
                        to="people.ledgerentry",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.office",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                    models.Index(
                        fields=["agency", "ledger", "-opened_on", "-id"], name="ledger_by_opening"
                    ),
                    models.Index(fields=["agency", "ledger", "number"], name="ledger_by_number"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "number"), name="ledger_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="ledger_closed_after_opened",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("closing_reason", "")),
                            models.Q(
                                ("closed_on__isnull", False),
                                models.Q(("closing_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ledger_closed_with_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outside_id", ""), _negated=True),
                        fields=("agency", "outside_id"),
                        name="ledger_outside_id_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=44)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
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
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["agency", "key", "person"],
                        name="key_finds_person",
                        opclasses=["uuid_ops", "varchar_pattern_ops", "uuid_ops"],
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactPoint",
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
                ("value", banso.kit.models.Line(max_length=200)),
                ("note", banso.kit.models.Line(blank=True, max_length=200)),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Caution",
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
                    "kind",
                    models.CharField(
                        choices=[("do_not", "do_not"), ("danger", "danger"), ("alert", "alert")],
                        max_length=10,
                    ),
                ),
                ("text", banso.kit.models.Line(max_length=300)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("lifted_on", models.DateField(blank=True, null=True)),
                ("by_id", models.UUIDField(null=True)),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "alert"), _negated=True),
                            ("until_on__isnull", False),
                            _connector="OR",
                        ),
                        name="alert_has_an_end",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonName",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("legal", "legal"),
                            ("nickname", "nickname"),
                            ("alias", "alias"),
                            ("maiden", "maiden"),
                            ("roman", "roman"),
                            ("placeholder", "placeholder"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", banso.kit.models.Line(max_length=100)),
                ("kana", banso.kit.models.Line(blank=True, max_length=100)),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="name_says_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reach",
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
                ("until_on", models.DateField(blank=True, null=True)),
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
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.office",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("member__isnull", False), ("office", None)),
                            models.Q(("member", None), ("office__isnull", False)),
                            _connector="OR",
                        ),
                        name="reach_is_office_or_member",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("office__isnull", False)),
                        fields=("office", "person"),
                        name="reach_of_office_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("member__isnull", False)),
                        fields=("member", "person"),
                        name="reach_of_member_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TimelineEntry",
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
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=30)),
                (
                    "ledger",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outreach", "outreach"),
                            ("centre", "centre"),
                            ("aftercare", "aftercare"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", banso.kit.models.Line(max_length=200)),
                ("fact", banso.kit.models.Prose(blank=True)),
                ("words", banso.kit.models.Prose(blank=True)),
                ("view", banso.kit.models.Prose(blank=True)),
                ("being", models.BooleanField(default=False)),
                ("doing", models.BooleanField(default=False)),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[
                            ("plain", "plain"),
                            ("health", "health"),
                            ("money", "money"),
                            ("crime", "crime"),
                        ],
                        default=banso.people.rules.Sensitivity["PLAIN"],
                        max_length=8,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=60)),
                ("source_id", models.UUIDField(blank=True, null=True)),
                ("revision_reason", banso.kit.models.Line(blank=True, max_length=200)),
                ("is_current", models.BooleanField(default=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.office",
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
                    "revises",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.timelineentry",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_current", True)),
                        fields=["person", "-at", "-id"],
                        name="memory_of_person",
                    ),
                    models.Index(
                        condition=models.Q(("is_current", True)),
                        fields=["person", "kind", "-at", "-id"],
                        name="memory_by_kind",
                    ),
                    models.Index(fields=["agency", "-at"], name="memory_of_agency"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revises", None),
                            models.Q(("revision_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MemoryText",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("squeezed", models.TextField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
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
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.timelineentry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LedgerCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ledger", models.CharField(max_length=10)),
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "ledger", "fiscal_year"), name="one_counter_per_year"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("gone")), _negated=True), name="merge_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)),
                fields=("gone",),
                name="merged_once_at_a_time",
            ),
        ),
    ]
