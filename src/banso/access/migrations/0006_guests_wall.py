"""The second wall before guests and their invitations."""

from django.db import migrations

from banso.kit.walls import raise_walls


class Migration(migrations.Migration):
    dependencies = [("access", "0005_guests")]
    operations = [migrations.RunPython(*raise_walls("access_guest", "access_invitation"))]
