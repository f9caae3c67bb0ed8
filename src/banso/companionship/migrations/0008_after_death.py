from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companionship", "0007_promise_made_by")]

    operations = [
        migrations.AddField(
            model_name="promise",
            name="after_death",
            field=models.BooleanField(default=False, db_default=False),
        )
    ]
