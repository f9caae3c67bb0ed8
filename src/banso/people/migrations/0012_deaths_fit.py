"""A day of death belongs to somebody who has died."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("people", "0011_lives")]

    operations = [
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                name="person_death_fits_precision",
                condition=Q(death_precision="unknown", death_year=None)
                | (~Q(death_precision="unknown") & Q(death_year__isnull=False, has_died=True)),
            ),
        )
    ]
