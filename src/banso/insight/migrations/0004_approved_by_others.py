"""Lists for research are approved as everything that nobody does alone; what was asked for stays as it is."""

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
    dependencies = [
        ("access", "0012_second_word"),
        ("insight", "0003_tables_of_the_room"),
    ]

    operations = [
        migrations.RunPython(_let, _keep),
        migrations.RemoveConstraint(
            model_name="research",
            name="research_approved_by_two_others",
        ),
        migrations.AddConstraint(
            model_name="research",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second_by", None),
                    ("first_by", None),
                    models.Q(("first_by", models.F("second_by")), _negated=True),
                    _connector="OR",
                ),
                name="research_approved_by_others",
            ),
        ),
        migrations.RunPython(_keep, _let),
    ]
