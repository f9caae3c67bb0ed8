"""Who began a round, and who else confirmed that its team goes out."""

import django.db.models.deletion
from django.db import migrations, models


def _member() -> models.ForeignKey:
    return models.ForeignKey(
        "access.Member",
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_forms_are_data"), ("access", "0011_guest_ended_at")]

    operations = [
        migrations.AddField("outreachround", "begun_by", _member()),
        migrations.AddField("outreachround", "set_off_by", _member()),
        migrations.AddField(
            "outreachround", "set_off_at", models.DateTimeField(null=True, blank=True)
        ),
    ]
