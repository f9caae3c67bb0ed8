from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_setting_off")]

    operations = [
        migrations.AddField(
            "encounter", "taken_back_at", models.DateTimeField(blank=True, null=True)
        )
    ]
