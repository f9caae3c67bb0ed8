"""Whoever runs the home says which bodies it recognises; those that decide already stay so."""

from typing import Any

from django.db import migrations, models
from django.utils import timezone


def _those_before(apps: Any, editor: Any) -> None:
    apps.get_model("decisions", "Body").objects.update(recognised_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_wall")]

    operations = [
        migrations.AddField("body", "recognised_at", models.DateTimeField(null=True, blank=True)),
        migrations.RunPython(_those_before, migrations.RunPython.noop),
    ]
