"""The second wall before everything of training; certificates and talks are never changed."""

from django.db import migrations

from banso.kit.immutable_rows import frozen
from banso.kit.row_level_security import enable_row_level_security

TABLES = (
    "course",
    "session",
    "attendance",
    "certificate",
    "requirement",
    "supervision",
    "workhours",
    "heavywalk",
    "handoverwords",
    "thanks",
)
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
    dependencies = [("training", "0001_initial")]
    operations = [
        migrations.RunPython(
            *enable_row_level_security(*(f"training_{table}" for table in TABLES))
        ),
        migrations.RunPython(
            *frozen("certificate_kept", "training_certificate", columns=CERTIFIED, closed=FOR_EVER)
        ),
        migrations.RunPython(
            *frozen("supervision_kept", "training_supervision", columns=TALKED, closed=FOR_EVER)
        ),
    ]
