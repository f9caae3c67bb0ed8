"""The second wall: on PostgreSQL these rows are seen only by their own agency."""

from django.db import migrations

from banso.kit.row_level_security import enable_row_level_security


class Migration(migrations.Migration):
    dependencies = [("companionship", "0001_initial")]
    operations = [
        migrations.RunPython(
            *enable_row_level_security(
                "companionship_companionship",
                "companionship_contactnote",
                "companionship_promise",
                "companionship_handoverpost",
            )
        )
    ]
