"""The trace. It can be added to and nothing else: triggers on both engines refuse changing and removing."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from banso.kit.migration_steps import NewTable, Statements

TABLES = ("audit_event", "audit_eventsubject")


def forwards(apps: Any, editor: Any) -> None:
    postgres = editor.connection.vendor == "postgresql"
    if postgres:
        editor.execute(
            "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the trace is append-only'; END $$"
        )
    for table in TABLES:
        if postgres:
            editor.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
            )
            editor.execute(
                f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
            )
        else:
            for verb in ("UPDATE", "DELETE"):
                editor.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'the trace is append-only'); END"
                )


def backwards(apps: Any, editor: Any) -> None:
    for table in TABLES:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER {table}_kept ON {table}")
            editor.execute(f"DROP TRIGGER {table}_whole ON {table}")
        else:
            editor.execute(f"DROP TRIGGER {table}_no_update")
            editor.execute(f"DROP TRIGGER {table}_no_delete")
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION audit_refuse()")


class Migration(migrations.Migration):
    replaces = [("audit", "0001_initial"), ("audit", "0002_append_only")]

    initial = True

    dependencies = []

    operations = [
        NewTable(
            name="Event",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("agency_id", models.UUIDField()),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("actor_id", models.UUIDField(null=True)),
                ("action", models.CharField(max_length=60)),
                ("object_kind", models.CharField(blank=True, max_length=60)),
                ("object_id", models.CharField(blank=True, max_length=40)),
                ("detail", models.JSONField(default=dict)),
                ("previous", models.CharField(max_length=64)),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency_id", "actor_id", "-seq"], name="event_by_actor")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency_id", "seq"), name="event_place_in_chain"
                    )
                ],
            },
        ),
        NewTable(
            name="EventSubject",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to="audit.event",
                    ),
                ),
                ("person_id", models.UUIDField()),
            ],
            options={
                "indexes": [models.Index(fields=["person_id", "-event"], name="subject_by_person")],
            },
        ),
        NewTable(
            name="ChainHead",
            fields=[
                ("agency_id", models.UUIDField(primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField(default=0)),
                ("seal", models.CharField(max_length=64)),
            ],
        ),
        Statements(forwards, backwards),
    ]
