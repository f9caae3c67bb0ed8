from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0014_outside_rows")]

    operations = [
        migrations.AddField(
            model_name="timelineentry",
            name="taken_back_at",
            field=models.DateTimeField(blank=True, null=True),
        )
    ]
