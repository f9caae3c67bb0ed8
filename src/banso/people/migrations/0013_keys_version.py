"""In which way the search keys of a home were made: in another one, everybody is filed anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0012_deaths_fit")]

    operations = [
        migrations.CreateModel(
            "KeysVersion",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("version", models.PositiveSmallIntegerField()),
            ],
        )
    ]
