"""The second wall: on PostgreSQL these rows are seen only by their own agency. Steps are added, never changed."""

from django.db import migrations

from banso.kit.immutable_rows import frozen
from banso.kit.row_level_security import enable_row_level_security

COLUMNS = (
    "referral_id",
    '"on"',
    "state",
    "is_look",
    "by_id",
    "told_by",
    "reason",
    "along",
    "words",
    "note",
)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]
    operations = [
        migrations.RunPython(
            *enable_row_level_security(
                "referrals_referral", "referrals_referralstep", "referrals_sliplink"
            )
        ),
        migrations.RunPython(
            *frozen(
                "referral_step_kept",
                "referrals_referralstep",
                columns=COLUMNS,
                closed={"update": "1 = 1", "delete": "1 = 1"},
            )
        ),
    ]
