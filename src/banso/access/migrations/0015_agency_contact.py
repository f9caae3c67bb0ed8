"""How an agency is reached, as its letters carry it."""

from django.db import migrations

import banso.kit.models


class Migration(migrations.Migration):
    dependencies = [("access", "0014_tour_step")]
    operations = [
        migrations.AddField("agency", "contact", banso.kit.models.Line(blank=True, max_length=200)),
    ]
