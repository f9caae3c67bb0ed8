"""Who walks with whom, notes of contacts, promises, the handover feed."""

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.ids
import banso.kit.models
from banso.kit.migration_steps import NewTable


class Migration(migrations.Migration):
    replaces = [
        ("companionship", "0001_initial"),
        ("companionship", "0002_wall"),
        ("companionship", "0003_watched"),
        ("companionship", "0004_until_death"),
        ("companionship", "0005_taken_back"),
        ("companionship", "0006_until_before_death"),
        ("companionship", "0007_promise_made_by"),
    ]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
        ("people", "0001_squashed_0017_searching_behind_the_wall"),
    ]

    operations = [
        NewTable(
            name="Companionship",
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
                    "system",
                    models.CharField(
                        choices=[("individual", "individual"), ("comprehensive", "comprehensive")],
                        default="individual",
                        max_length=14,
                    ),
                ),
                ("is_lead", models.BooleanField(default=True)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("until_death", models.BooleanField(default=False)),
                ("until_before_death", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("until_on", None)),
                        fields=["member", "person"],
                        name="walks_of_member",
                    ),
                    models.Index(
                        condition=models.Q(("until_on", None)),
                        fields=["person", "member"],
                        name="walks_of_person",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="walk_ends_after_beginning",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("person", "member"),
                        name="one_walk_at_a_time",
                    ),
                ],
            },
        ),
        NewTable(
            name="ContactNote",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("on", models.DateField()),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("visit", "visit"),
                            ("face", "face"),
                            ("accompany", "accompany"),
                            ("phone", "phone"),
                            ("mail", "mail"),
                            ("letter", "letter"),
                            ("meeting", "meeting"),
                            ("enquiry", "enquiry"),
                            ("street", "street"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("place", banso.kit.models.Line(blank=True, max_length=200)),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("being", models.BooleanField(default=False)),
                ("doing", models.BooleanField(default=False)),
                ("outside_id", models.CharField(blank=True, max_length=120)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "on"], name="notes_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("being", True), ("doing", True), _connector="OR"),
                        name="note_is_being_or_doing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outside_id", ""), _negated=True),
                        fields=("agency", "outside_id"),
                        name="note_outside_id_once",
                    ),
                ],
            },
        ),
        NewTable(
            name="Promise",
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
                    "answerable",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("text", banso.kit.models.Line(max_length=200)),
                ("due_on", models.DateField()),
                ("settled_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kept", "kept"),
                            ("not_kept", "not_kept"),
                            ("changed", "changed"),
                            ("undone", "undone"),
                        ],
                        max_length=8,
                    ),
                ),
                ("outcome_note", banso.kit.models.Line(blank=True, max_length=300)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("made_with", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_on", None)),
                        fields=["answerable", "due_on", "id"],
                        name="promises_of_member",
                    ),
                    models.Index(
                        condition=models.Q(("settled_on", None)),
                        fields=["person", "due_on", "id"],
                        name="promises_of_person",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("settled_on", None)),
                            models.Q(
                                ("settled_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="promise_settled_with_outcome",
                    )
                ],
            },
        ),
        NewTable(
            name="HandoverPost",
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
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.office",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
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
                ("at", models.DateTimeField()),
                ("text", banso.kit.models.Prose()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["office", "-at", "-id"], name="handovers_of_office")
                ],
            },
        ),
        NewTable(
            name="HandoverMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="companionship.handoverpost",
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
                    "kind",
                    models.CharField(
                        choices=[("read", "read"), ("thanks", "thanks")], max_length=6
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("post", "member", "kind"), name="one_mark_of_a_kind"
                    )
                ],
            },
        ),
    ]
