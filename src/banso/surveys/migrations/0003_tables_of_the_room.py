"""The tables are called after the room; triggers and policies go along, on both engines."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("surveys", "0002_wall")]
    operations = [
        migrations.AlterModelTable(name="instrument", table=None),
        migrations.AlterModelTable(name="survey", table=None),
        migrations.AlterModelTable(name="tabletlink", table=None),
    ]
