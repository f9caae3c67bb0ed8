"""The text of a service that is searched gets the name that is usual for it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("resources", "0004_parts")]

    operations = [migrations.RenameField("Service", "squeezed", "normalised")]
