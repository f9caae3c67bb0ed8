from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_taken_back")]

    operations = [
        migrations.AlterField(
            model_name="encounter",
            name="outcome",
            field=models.CharField(
                max_length=10,
                choices=[
                    ("talked", "talked"),
                    ("greeted", "greeted"),
                    ("looked", "looked"),
                    ("asleep", "asleep"),
                    ("not_today", "not_today"),
                    ("not_there", "not_there"),
                ],
            ),
        )
    ]
