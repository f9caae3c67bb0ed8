"""The second wall: on PostgreSQL these rows are seen only by their own agency. What was given on is added, never changed."""

from django.db import migrations

from banso.kit.frozen import frozen
from banso.kit.walls import raise_walls

COLUMNS = ("consent_id", "recipient", "part", '"on"', "by_id", "basis", "what", "reason")


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial")]
    operations = [
        migrations.RunPython(*raise_walls("consent_consent", "consent_provision")),
        migrations.RunPython(
            *frozen(
                "provision_kept",
                "consent_provision",
                columns=COLUMNS,
                closed={"update": "1 = 1", "delete": "1 = 1"},
            )
        ),
    ]
