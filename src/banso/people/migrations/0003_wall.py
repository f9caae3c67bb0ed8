"""The second wall: on PostgreSQL these rows are seen only by their own agency."""

from django.db import migrations

from banso.kit.walls import raise_walls


class Migration(migrations.Migration):
    dependencies = [("people", "0002_memory_search")]
    operations = [
        migrations.RunPython(
            *raise_walls("people_person", "people_ledgerentry", "people_timelineentry")
        )
    ]
