"""The second wall: on PostgreSQL an agency's own checks are seen only by that agency. The directory itself belongs to everybody."""

from django.db import migrations

from banso.kit.row_level_security import enable_row_level_security

TABLES = ("wrongreport", "servicetrust", "servicecheck", "serviceincident")


class Migration(migrations.Migration):
    dependencies = [("resources", "0002_directory_and_checks")]
    operations = [
        migrations.RunPython(
            *enable_row_level_security(*(f"resources_{table}" for table in TABLES))
        )
    ]
