"""The second wall: on PostgreSQL these rows are seen only by their own agency."""

from django.db import migrations

from banso.kit.walls import raise_walls

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
    operations = [migrations.RunPython(*raise_walls(*(f"planning_{table}" for table in TABLES)))]
