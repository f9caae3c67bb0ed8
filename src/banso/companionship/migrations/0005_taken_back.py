from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companionship", "0004_until_death")]

    operations = [
        migrations.AddField(
            model_name="contactnote",
            name="taken_back_at",
            field=models.DateTimeField(blank=True, null=True),
        )
    ]
