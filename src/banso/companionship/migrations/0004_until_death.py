"""Walking along that a death ended, so that it goes on where that was noted by mistake."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companionship", "0003_watched")]

    operations = [
        migrations.AddField("companionship", "until_death", models.BooleanField(default=False))
    ]
