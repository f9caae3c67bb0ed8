from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("companionship", "0005_taken_back")]

    operations = [
        migrations.AddField(
            model_name="companionship",
            name="until_before_death",
            field=models.DateField(blank=True, null=True),
        )
    ]
