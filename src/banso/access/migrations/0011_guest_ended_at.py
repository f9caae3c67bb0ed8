"""The second from which a guest whose account was ended is gone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0010_gone_at")]

    operations = [
        migrations.AddField("guest", "ended_at", models.DateTimeField(null=True, blank=True))
    ]
