"""The second wall: on PostgreSQL these rows are seen only by their own agency. What was given on is added, never changed."""

from django.db import migrations

from banso.kit.immutable_rows import frozen
from banso.kit.row_level_security import enable_row_level_security

COLUMNS = ("consent_id", "recipient", "part", '"on"', "by_id", "basis", "what", "reason")


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial")]
    operations = [
        migrations.RunPython(*enable_row_level_security("consent_consent", "consent_provision")),
        migrations.RunPython(
            *frozen(
                "provision_kept",
                "consent_provision",
                columns=COLUMNS,
                closed={"update": "1 = 1", "delete": "1 = 1"},
            )
        ),
    ]
