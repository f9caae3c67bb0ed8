from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resources", "0005_normalised")]
    operations = [
        migrations.AddField(
            model_name="service",
            name="confidential",
            field=models.BooleanField(default=False),
        )
    ]
