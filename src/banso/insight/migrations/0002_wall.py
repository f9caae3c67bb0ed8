"""The second wall before questions, lists for research and what is kept for figures; what was asked for research never changes."""

from django.db import migrations

from banso.kit.immutable_rows import frozen
from banso.kit.migration_steps import FormerlyCalled
from banso.kit.row_level_security import enable_row_level_security

ASKED = ("question_title", "body", "columns", "purpose", "recipient", "asked_by_id", "asked_on")
FOR_EVER = {"update": "1 = 1", "delete": "1 = 1"}
TABLES = ("question", "research", "ratechoice", "reportsetting", "outsidegroup")


class Migration(FormerlyCalled):
    formerly = ("verification", "0004_second_wall")
    dependencies = [("insight", "0001_initial")]
    operations = [
        migrations.RunPython(
            *enable_row_level_security(*(f"verification_{table}" for table in TABLES))
        ),
        migrations.RunPython(
            *frozen("research_kept", "verification_research", columns=ASKED, closed=FOR_EVER)
        ),
    ]
