"""The second wall: on PostgreSQL these rows are seen only by their own agency."""

from django.db import migrations

from banso.kit.walls import raise_walls


class Migration(migrations.Migration):
    dependencies = [("ties", "0001_initial")]
    operations = [
        migrations.RunPython(
            *raise_walls(
                "ties_tie", "ties_tieplace", "ties_tievisit", "ties_handover", "ties_giving"
            )
        )
    ]
