"""How often something is done has a field of its own; in a closed version it is never changed."""

from django.db import migrations

from banso.kit.immutable_rows import frozen, under
from banso.kit.models import Line

OF_BEFORE = (
    "plan_id",
    "domain",
    "period",
    "priority",
    "timing",
    "content",
    "who",
    "who_name",
    "state",
    "words",
)
OF_CLOSED = under(
    "planning_supportplan", "plan_id", "p.replaced_on IS NOT NULL OR p.ended_on IS NOT NULL"
)
before = frozen("plan_cell_closed", "planning_plancell", columns=OF_BEFORE, closed=OF_CLOSED)
now = frozen(
    "plan_cell_closed", "planning_plancell", columns=(*OF_BEFORE, "frequency"), closed=OF_CLOSED
)


class Migration(migrations.Migration):
    dependencies = [("planning", "0004_shown")]
    operations = [
        migrations.RunPython(before[1], before[0]),  # SQLite makes the table anew without them
        migrations.AddField(
            model_name="plancell",
            name="frequency",
            field=Line(max_length=100, blank=True, db_default=""),
        ),
        migrations.RunPython(*now),
    ]
