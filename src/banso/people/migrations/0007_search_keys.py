"""Search keys and normalised texts get the names that are usual for them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0006_kept_back")]

    operations = [
        migrations.RenameModel("FindKey", "SearchKey"),
        migrations.RenameField("MemoryText", "squeezed", "normalised"),
    ]
