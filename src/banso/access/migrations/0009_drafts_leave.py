"""Drafts and submissions go over to the room `drafts`, with their rows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0008_asks_for_training")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable(name="draft", table="drafts_draft"),
                migrations.AlterModelTable(name="submission", table="drafts_submission"),
            ],
            state_operations=[
                migrations.DeleteModel(name="Draft"),
                migrations.DeleteModel(name="Submission"),
            ],
        )
    ]
