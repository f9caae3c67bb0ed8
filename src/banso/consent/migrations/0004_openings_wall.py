"""The second wall before what was opened in danger; why, when and by whom is never changed, and nothing of it goes away."""

from django.db import migrations

from banso.kit.immutable_rows import frozen
from banso.kit.row_level_security import enable_row_level_security

COLUMNS = ("member_id", '"at"', "until_at", "reason")


class Migration(migrations.Migration):
    dependencies = [("consent", "0003_openings")]
    operations = [
        migrations.RunPython(*enable_row_level_security("consent_opening")),
        migrations.RunPython(
            *frozen(
                "opening_kept",
                "consent_opening",
                columns=COLUMNS,
                closed={"update": "1 = 1", "delete": "1 = 1"},
            )
        ),
    ]
