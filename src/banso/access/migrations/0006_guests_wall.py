"""The second wall before guests and their invitations."""

from django.db import migrations

from banso.kit.row_level_security import enable_row_level_security


class Migration(migrations.Migration):
    dependencies = [("access", "0005_guests")]
    operations = [
        migrations.RunPython(*enable_row_level_security("access_guest", "access_invitation"))
    ]
