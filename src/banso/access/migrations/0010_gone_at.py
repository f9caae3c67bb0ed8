"""The second from which somebody who was let go is gone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0009_drafts_leave")]

    operations = [
        migrations.AddField("member", "gone_at", models.DateTimeField(null=True, blank=True))
    ]
