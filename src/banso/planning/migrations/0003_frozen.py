"""A version that was replaced or ended is never changed: its frame, its cells and its sentences. Protection (`sensitivity`) may still grow stricter."""

from django.db import migrations

from banso.kit.immutable_rows import frozen, under

CLOSED = "p.replaced_on IS NOT NULL OR p.ended_on IS NOT NULL"
FRAME = (
    "number",
    "made_on",
    "reason",
    "periods",
    "problems",
    "aim",
    "goal",
    "services",
    "informal",
    "work_target",
    "remarks",
)
CELL = (
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


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_wall")]
    operations = [
        migrations.RunPython(
            *frozen(
                "plan_frame_closed",
                "planning_supportplan",
                columns=FRAME,
                closed={
                    "update": "OLD.replaced_on IS NOT NULL OR OLD.ended_on IS NOT NULL",
                    "delete": "OLD.replaced_on IS NOT NULL OR OLD.ended_on IS NOT NULL",
                },
            )
        ),
        migrations.RunPython(
            *frozen(
                "plan_cell_closed",
                "planning_plancell",
                columns=CELL,
                closed=under("planning_supportplan", "plan_id", CLOSED),
            )
        ),
        migrations.RunPython(
            *frozen(
                "plan_wish_closed",
                "planning_personalplan",
                columns=("plan_id", "wish"),
                closed=under("planning_supportplan", "plan_id", CLOSED),
            )
        ),
        migrations.RunPython(
            *frozen(
                "plan_goal_closed",
                "planning_personalgoal",
                columns=(
                    "personal_id",
                    "period",
                    "place",
                    "text",
                    "insisted",
                    "state",
                    "dropped_on",
                ),
                closed=under(
                    "planning_supportplan",
                    "personal_id",
                    CLOSED,
                    through=("planning_personalplan", "plan_id"),
                ),
            )
        ),
    ]
