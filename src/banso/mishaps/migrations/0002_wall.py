"""The second wall: on PostgreSQL these rows are seen only by their own agency."""

from django.db import migrations

from banso.kit.row_level_security import enable_row_level_security


class Migration(migrations.Migration):
    dependencies = [("mishaps", "0001_initial")]
    operations = [
        migrations.RunPython(*enable_row_level_security("mishaps_mishap", "mishaps_present"))
    ]
