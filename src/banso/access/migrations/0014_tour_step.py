"""How far a member was shown around."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0013_ways_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="member",
            name="tour_step",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
