"""The second wall: on PostgreSQL these rows are seen only by their own agency."""

from django.db import migrations

from banso.kit.walls import raise_walls


class Migration(migrations.Migration):
    dependencies = [("companionship", "0001_initial")]
    operations = [
        migrations.RunPython(
            *raise_walls(
                "companionship_companionship",
                "companionship_contactnote",
                "companionship_promise",
                "companionship_handoverpost",
            )
        )
    ]
