from django.db import migrations

import banso.kit.models


class Migration(migrations.Migration):
    dependencies = [("companionship", "0008_after_death")]

    operations = [
        migrations.AddField(
            model_name="contactnote",
            name="looked",
            field=banso.kit.models.Values(blank=True, null=True),
        )
    ]
