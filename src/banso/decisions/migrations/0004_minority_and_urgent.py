"""
Whether the minority is named is the body's rule, kept with each decision (those before were printed
with names); a request after the fact says which record tells of the support that had begun. What is
kept with a decision or a request never changes.
"""

from django.db import migrations, models

from banso.kit.immutable_rows import frozen


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_recognised")]

    operations = [
        migrations.AddField("body", "names_minority", models.BooleanField(null=True, blank=True)),
        migrations.AddField(
            "decision", "names_minority", models.BooleanField(null=True, blank=True)
        ),
        migrations.AddField("request", "urgent_source_id", models.UUIDField(null=True, blank=True)),
        migrations.RunPython(
            *frozen(
                "decision_named_kept",
                "decisions_decision",
                columns=("names_minority",),
                closed={"update": "1 = 1"},
            )
        ),
        migrations.RunPython(
            *frozen(
                "urgent_record_kept",
                "decisions_request",
                columns=("urgent_source_id",),
                closed={"update": "1 = 1"},
            )
        ),
    ]
