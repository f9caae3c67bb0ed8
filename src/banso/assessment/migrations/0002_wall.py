"""The second wall: on PostgreSQL these rows are seen only by their own agency. Forms (`Instrument`) belong to nobody."""

from django.db import migrations

from banso.kit.row_level_security import enable_row_level_security


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]
    operations = [
        migrations.RunPython(
            *enable_row_level_security("assessment_assessment", "assessment_assessmentpart")
        )
    ]
