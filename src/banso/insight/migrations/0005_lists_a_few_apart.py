"""Who was in a list that left is remembered by keys, so that no later one is a few people apart."""

from django.db import migrations, models

from banso.kit.immutable_rows import frozen

ASKED = ("question_title", "body", "columns", "purpose", "recipient", "asked_by_id", "asked_on")
_keep, _let = frozen(
    "research_kept",
    "insight_research",
    columns=ASKED,
    closed={"update": "1 = 1", "delete": "1 = 1"},
)


class Migration(migrations.Migration):
    dependencies = [("insight", "0004_approved_by_others")]

    operations = [
        migrations.RunPython(_let, _keep),  # SQLite makes the table anew, without what holds it
        migrations.AddField(
            model_name="research",
            name="people",
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(_keep, _let),
    ]
