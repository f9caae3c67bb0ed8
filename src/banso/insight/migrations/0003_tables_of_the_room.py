"""The tables are called after the room; triggers and policies go along, on both engines."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("insight", "0002_wall")]
    operations = [
        migrations.AlterModelTable(name="outsidegroup", table=None),
        migrations.AlterModelTable(name="question", table=None),
        migrations.AlterModelTable(name="ratechoice", table=None),
        migrations.AlterModelTable(name="reportsetting", table=None),
        migrations.AlterModelTable(name="research", table=None),
    ]
