"""The second wall before what was answered; it never changes, but for the day on which it was shown."""

from django.db import migrations

from banso.kit.immutable_rows import frozen
from banso.kit.migration_steps import FormerlyCalled
from banso.kit.row_level_security import enable_row_level_security

KEPT = (
    "instrument_id",
    "code",
    "moment",
    '"on"',
    "mode",
    "asked_by_id",
    "declined",
    "answers",
    "total",
    "sensitivity",
)
FOR_EVER = {"update": "1 = 1", "delete": "1 = 1"}


class Migration(FormerlyCalled):
    formerly = ("verification", "0002_wall")
    dependencies = [("surveys", "0001_initial")]
    operations = [
        migrations.RunPython(
            *enable_row_level_security("verification_survey", "verification_tabletlink")
        ),
        migrations.RunPython(
            *frozen("survey_kept", "verification_survey", columns=KEPT, closed=FOR_EVER)
        ),
        migrations.RunPython(
            *frozen(
                "instrument_kept",
                "verification_instrument",
                columns=("seal", "code", "version", "body"),
                closed=FOR_EVER,
            )
        ),
    ]
