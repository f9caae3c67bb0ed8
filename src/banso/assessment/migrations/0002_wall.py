"""The second wall: on PostgreSQL these rows are seen only by their own agency. Forms (`Instrument`) belong to nobody."""

from django.db import migrations

from banso.kit.walls import raise_walls


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]
    operations = [
        migrations.RunPython(*raise_walls("assessment_assessment", "assessment_assessmentpart"))
    ]
