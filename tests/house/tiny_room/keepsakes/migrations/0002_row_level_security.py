"""Row-level security for keepsakes."""

from django.db import migrations

from banso.kit.row_level_security import enable_row_level_security


class Migration(migrations.Migration):
    dependencies = [("keepsakes", "0001_initial")]
    operations = [migrations.RunPython(*enable_row_level_security("keepsakes_keepsake"))]
