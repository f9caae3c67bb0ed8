"""
Who has died, as far as the day is known; what entries closed for that reason knew comes along.

Somebody welcomed back was kept as if an earlier entry had passed them on: only an entry that closed
as passed on, on the very day on which the next one opened, has done so.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import F


def died_before(apps: Any, editor: Any) -> None:
    """Let those be known to have died whose entry was closed for that reason."""
    entries = apps.get_model("people", "LedgerEntry").objects.filter(closing_reason="died")
    people = apps.get_model("people", "Person").objects
    for person_id, on in entries.order_by("closed_on").values_list("person_id", "closed_on"):
        people.filter(pk=person_id).update(
            has_died=True, death_year=on.year, death_month=on.month, death_precision="about"
        )


def only_what_was_passed_on(apps: Any, editor: Any) -> None:
    """Let entries go on only from those that passed the person on."""
    entries = apps.get_model("people", "LedgerEntry").objects
    welcomed = entries.filter(came_from__isnull=False).exclude(
        came_from__closing_reason="passed_on", came_from__closed_on=F("opened_on")
    )
    ids = list(welcomed.values_list("pk", flat=True))
    for start in range(0, len(ids), 500):
        entries.filter(pk__in=ids[start : start + 500]).update(came_from=None)


class Migration(migrations.Migration):
    dependencies = [("people", "0010_birth_in_words")]

    operations = [
        migrations.AddField("person", "has_died", models.BooleanField(default=False)),
        migrations.AddField(
            "person", "death_year", models.PositiveSmallIntegerField(null=True, blank=True)
        ),
        migrations.AddField(
            "person", "death_month", models.PositiveSmallIntegerField(null=True, blank=True)
        ),
        migrations.AddField(
            "person", "death_day", models.PositiveSmallIntegerField(null=True, blank=True)
        ),
        migrations.AddField(
            "person",
            "death_precision",
            models.CharField(
                max_length=10,
                default="unknown",
                choices=[(one, one) for one in ("day", "month", "year", "about", "unknown")],
            ),
        ),
        migrations.AddField("person", "keeps_death_day", models.BooleanField(default=False)),
        migrations.RunPython(died_before, migrations.RunPython.noop),
        migrations.RunPython(only_what_was_passed_on, migrations.RunPython.noop),
    ]
