from django.db import migrations

import banso.kit.models


class Migration(migrations.Migration):
    dependencies = [("people", "0009_no_ledger_counters")]
    operations = [
        migrations.AddField(
            model_name="person",
            name="birth_words",
            field=banso.kit.models.Line(blank=True, default="", max_length=80),
            preserve_default=False,
        )
    ]
