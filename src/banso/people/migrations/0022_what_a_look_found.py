"""How many pairs wait after a look, and whether its proposals have become worse."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0021_double_judged"),
    ]

    operations = [
        migrations.AddField(
            model_name="linking",
            name="fallen_behind",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="linking",
            name="waiting",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
