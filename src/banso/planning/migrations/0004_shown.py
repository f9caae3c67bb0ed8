"""What lay before the person when they answered is kept with the answer."""

from django.db import migrations

import banso.kit.models


class Migration(migrations.Migration):
    dependencies = [("planning", "0003_frozen")]
    operations = [
        migrations.AddField("agreement", "shown", banso.kit.models.Values(default=list)),
    ]
