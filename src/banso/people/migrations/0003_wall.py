"""The second wall: on PostgreSQL these rows are seen only by their own agency."""

from django.db import migrations

from banso.kit.row_level_security import enable_row_level_security


class Migration(migrations.Migration):
    dependencies = [("people", "0002_memory_search")]
    operations = [
        migrations.RunPython(
            *enable_row_level_security(
                "people_person", "people_ledgerentry", "people_timelineentry"
            )
        )
    ]
