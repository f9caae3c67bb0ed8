"""The second wall: on PostgreSQL these rows are seen only by their own agency."""

from django.db import migrations

from banso.kit.row_level_security import enable_row_level_security

TABLES = (
    "supportplan",
    "plancell",
    "personalplan",
    "personalgoal",
    "agreement",
    "copyhanded",
    "evaluation",
)


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]
    operations = [
        migrations.RunPython(*enable_row_level_security(*(f"planning_{table}" for table in TABLES)))
    ]
