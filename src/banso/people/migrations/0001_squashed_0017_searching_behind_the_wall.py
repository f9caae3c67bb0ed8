"""
The person, the ledgers, the memory.

Texts are searched by pairs of characters: an FTS5 table on SQLite, an expression index on
PostgreSQL. There a policy keeps it from being used, so that a function opens the texts for itself
alone, and returns the ids of one agency's texts, where that agency is in force. Its own query is
planned anew each time and read to its end, so that the opening never outlives it; where it breaks
off, the transaction takes the opening back.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import banso.kit.eras
import banso.kit.ids
import banso.kit.models
from banso.kit.immutable_rows import frozen
from banso.kit.migration_steps import NewTable, Statements

POSTGRES = [
    """
    CREATE FUNCTION people_grams(squeezed text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
        ARRAY(SELECT DISTINCT substr(squeezed, place, 2) FROM generate_series(1, length(squeezed) - 1) AS place)
    """,
    "CREATE INDEX memory_by_pairs ON people_memorytext USING gin (people_grams(normalised)) WITH (fastupdate = off)",
    """
    CREATE FUNCTION people_searching() RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
    BEGIN RETURN coalesce(current_setting('banso.searching', true), '') = 'on'; END $$
    """,
    """
    CREATE FUNCTION people_texts_holding(agency uuid, pairs text[], pattern text)
    RETURNS SETOF bigint LANGUAGE plpgsql STABLE AS $$
    BEGIN
        IF coalesce(current_setting('banso.agency', true), '') NOT IN ('all', agency::text) THEN
            RETURN;
        END IF;
        PERFORM set_config('banso.searching', 'on', true);
        RETURN QUERY EXECUTE
            'SELECT id FROM people_memorytext WHERE agency_id = $1
             AND people_grams(normalised) @> $2 AND normalised LIKE $3'
            USING agency, pairs, pattern;
        PERFORM set_config('banso.searching', '', true);
    END $$
    """,
]
SQLITE = ["CREATE VIRTUAL TABLE people_memory_fts USING fts5(pairs, content='', columnsize=0)"]
NEVER_SEEN = ("member_id", "said_on", "way", "witness", "words", "noted_by_id")


def forwards(apps: Any, editor: Any) -> None:
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def backwards(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION people_texts_holding(uuid, text[], text)")
        editor.execute("DROP FUNCTION people_searching() CASCADE")  # and the policy made with it
        editor.execute("DROP INDEX memory_by_pairs")
        editor.execute("DROP FUNCTION people_grams(text)")
    else:
        editor.execute("DROP TABLE people_memory_fts")


class Migration(migrations.Migration):
    replaces = [
        ("people", "0001_initial"),
        ("people", "0002_memory_search"),
        ("people", "0003_wall"),
        ("people", "0004_watched"),
        ("people", "0005_reach_for_hours"),
        ("people", "0006_kept_back"),
        ("people", "0007_search_keys"),
        ("people", "0008_ledger_counters_move"),
        ("people", "0009_no_ledger_counters"),
        ("people", "0010_birth_in_words"),
        ("people", "0011_lives"),
        ("people", "0012_deaths_fit"),
        ("people", "0013_keys_version"),
        ("people", "0014_outside_rows"),
        ("people", "0015_taken_back"),
        ("people", "0016_never_seen"),
        ("people", "0017_searching_behind_the_wall"),
    ]

    initial = True

    dependencies = [
        ("access", "0001_squashed_0016_second_keys_of_members"),
    ]

    operations = [
        NewTable(
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
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
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
                ("birth_words", banso.kit.models.Line(blank=True, max_length=80)),
                ("looks", banso.kit.models.Line(blank=True, max_length=200)),
                ("restricted", models.BooleanField(default=False)),
                ("has_died", models.BooleanField(default=False)),
                ("death_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("death_month", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("death_day", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "death_precision",
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
                ("keeps_death_day", models.BooleanField(default=False)),
                ("last_met_on", models.DateField(blank=True, null=True)),
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
                ("outside_id", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "sort_name", "id"], name="person_by_name"),
                    models.Index(fields=["agency", "last_met_on", "id"], name="person_by_last_met"),
                    models.Index(
                        condition=models.Q(("restricted", True)),
                        fields=["agency", "id"],
                        name="person_kept_back",
                    ),
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
                            models.Q(("death_precision", "unknown"), ("death_year", None)),
                            models.Q(
                                models.Q(("death_precision", "unknown"), _negated=True),
                                ("death_year__isnull", False),
                                ("has_died", True),
                            ),
                            _connector="OR",
                        ),
                        name="person_death_fits_precision",
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
        NewTable(
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
                ("values", banso.kit.models.Values(default=dict)),
                ("origins", models.JSONField(default=dict)),
                ("outside_id", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["agency", "ledger", "-opened_on", "-id"], name="ledger_by_opening"
                    ),
                    models.Index(fields=["agency", "ledger", "number"], name="ledger_by_number"),
                    models.Index(
                        condition=models.Q(("closed_on", None)),
                        fields=["person"],
                        name="ledger_open_of_person",
                    ),
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
        NewTable(
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
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
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
                        default="plain",
                        max_length=8,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=60)),
                ("source_id", models.UUIDField(blank=True, null=True)),
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
                ("revision_reason", banso.kit.models.Line(blank=True, max_length=200)),
                ("is_current", models.BooleanField(default=True)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
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
        NewTable(
            name="MemoryText",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.timelineentry",
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
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.agency",
                    ),
                ),
                ("normalised", models.TextField()),
            ],
        ),
        NewTable(
            name="NeverSeenBy",
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
                ("said_on", models.DateField()),
                (
                    "way",
                    models.CharField(
                        choices=[("written", "written"), ("oral", "oral"), ("proxy", "proxy")],
                        max_length=8,
                    ),
                ),
                ("witness", banso.kit.models.Line(blank=True, max_length=100)),
                ("words", banso.kit.models.Prose(blank=True)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("taken_back_on", models.DateField(blank=True, null=True)),
                ("taken_back_words", banso.kit.models.Prose(blank=True)),
                (
                    "taken_back_by",
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
                    models.Index(
                        condition=models.Q(("taken_back_on", None)),
                        fields=["member", "person"],
                        name="never_seen",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way", "written"),
                            models.Q(("witness", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="spoken_no_has_a_witness",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_by", None), ("taken_back_on", None)),
                            models.Q(
                                ("taken_back_by__isnull", False), ("taken_back_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="no_taken_back_by_somebody",
                    ),
                ],
            },
        ),
        NewTable(
            name="OutsideRow",
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
                ("kind", models.CharField(max_length=10)),
                ("outside_id", models.CharField(max_length=140)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                ("row_id", models.UUIDField()),
                ("said", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [models.Index(fields=["row_id"], name="outside_row_of_row")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "kind", "outside_id"), name="outside_row_once"
                    )
                ],
            },
        ),
        NewTable(
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="name_says_something"
                    )
                ],
            },
        ),
        NewTable(
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
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
                        default="unknown",
                        max_length=10,
                    ),
                ),
                ("place", banso.kit.models.Line(max_length=200)),
                ("when", banso.kit.models.Line(blank=True, max_length=200)),
                ("sleeps_here", models.BooleanField(default=False)),
                ("until_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        NewTable(
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                ("value", banso.kit.models.Line(max_length=200)),
                ("note", banso.kit.models.Line(blank=True, max_length=200)),
            ],
            options={
                "abstract": False,
            },
        ),
        NewTable(
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
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
        NewTable(
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
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
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.member",
                    ),
                ),
                ("until_on", models.DateField(blank=True, null=True)),
                ("until_at", models.DateTimeField(blank=True, null=True)),
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
        NewTable(
            name="SearchKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
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
                ("key", models.CharField(max_length=44)),
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
        NewTable(
            name="KeysVersion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("version", models.PositiveSmallIntegerField()),
            ],
        ),
        NewTable(
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
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "gone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                ("by_id", models.UUIDField(null=True)),
                ("reason", banso.kit.models.Line(blank=True, max_length=300)),
                ("filled", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("undone_by_id", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("gone")), _negated=True),
                        name="merge_of_two",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("gone",),
                        name="merged_once_at_a_time",
                    ),
                ],
            },
        ),
        NewTable(
            name="MergeMove",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.merge",
                    ),
                ),
                ("label", models.CharField(max_length=80)),
                ("row_id", models.CharField(max_length=40)),
            ],
        ),
        NewTable(
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
                ("by_id", models.UUIDField(null=True)),
                ("reason", banso.kit.models.Line(blank=True, max_length=300)),
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
        Statements(forwards, backwards),
        Statements(
            *frozen(
                "never_seen_kept",
                "people_neverseenby",
                columns=NEVER_SEEN,
                closed={"update": "1 = 1", "delete": "1 = 1"},
            )
        ),
    ]
