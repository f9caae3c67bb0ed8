"""A finished snapshot is never changed."""

from django.db import migrations

from banso.kit.immutable_rows import frozen, under


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_wall")]
    operations = [
        migrations.RunPython(
            *frozen(
                "assessment_finished",
                "assessment_assessmentpart",
                columns=("assessment_id", "section", "answers"),
                closed=under("assessment_assessment", "assessment_id", "p.finished_on IS NOT NULL"),
            )
        ),
    ]
