"""Of whom an agency asks a second key; homes for real use that exist already ask everybody."""

from typing import Any

from django.conf import settings
from django.db import migrations, models


def ask_everybody(apps: Any, schema_editor: Any) -> None:
    """Let agencies that are there ask everybody, and pages lock, but in a demonstration."""
    if not settings.BANSO_DEMO:
        apps.get_model("access", "Agency").objects.update(key_of="everybody", lock_after=15)


class Migration(migrations.Migration):
    dependencies = [("access", "0015_agency_contact")]
    operations = [
        migrations.AddField(
            model_name="agency",
            name="key_of",
            field=models.CharField(
                choices=[
                    ("everybody", "everybody"),
                    ("managers", "managers"),
                    ("nobody", "nobody"),
                ],
                default="nobody",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="agency",
            name="lock_after",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunPython(ask_everybody, migrations.RunPython.noop),
    ]
