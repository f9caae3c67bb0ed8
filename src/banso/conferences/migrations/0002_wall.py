"""The second wall; minutes that are confirmed never change, and additions stay as they were written."""

from django.db import migrations

from banso.kit.immutable_rows import frozen, under
from banso.kit.row_level_security import enable_row_level_security

CONFIRMED = "p.state = 'confirmed'"
CONFERENCE = (
    "kind",
    "number",
    "regular",
    '"on"',
    "starts_at",
    "place",
    "purpose",
    "chair_id",
    "keeper_id",
    "state",
    "closed_at",
    "confirmed_at",
    "next_on",
)
ITEM = (
    "conference_id",
    "place",
    "subject",
    "plan_id",
    "domains",
)  # the person may turn out to be another entry's
SEAT = (
    "conference_id",
    "party",
    "name",
    "organisation",
    "member_id",
    "guest_id",
    "item_id",
    "attendance",
    "sworn_on",
    "confirmed_at",
    "confirmed_by",
    "confirm_note",
)
MINUTE = (
    "conference_id",
    "item_id",
    "kind",
    "seat_id",
    "text",
    "until_on",
    "mark",
    "part",
    "from_tie_id",
    "to_tie_id",
    "promise_id",
    "written_by_id",
    "written_by_guest_id",
    "struck_at",
)


def _under() -> dict[str, str]:
    return under("conferences_conference", "conference_id", CONFIRMED)


class Migration(migrations.Migration):
    dependencies = [("conferences", "0001_initial")]
    operations = [
        migrations.RunPython(
            *enable_row_level_security(
                *(
                    f"conferences_{name}"
                    for name in ("conference", "agendaitem", "seat", "minute", "paper", "addition")
                )
            )
        ),
        migrations.RunPython(
            *frozen(
                "conference_confirmed",
                "conferences_conference",
                columns=CONFERENCE,
                closed=dict.fromkeys(("update", "delete"), "OLD.state = 'confirmed'"),
            )
        ),
        migrations.RunPython(
            *frozen("agenda_confirmed", "conferences_agendaitem", columns=ITEM, closed=_under())
        ),
        migrations.RunPython(
            *frozen("seat_confirmed", "conferences_seat", columns=SEAT, closed=_under())
        ),
        migrations.RunPython(
            *frozen("minute_confirmed", "conferences_minute", columns=MINUTE, closed=_under())
        ),
        migrations.RunPython(
            *frozen(
                "addition_kept",
                "conferences_addition",
                columns=("text", '"at"', "by_id"),
                closed={"update": "1 = 1", "delete": "1 = 1"},
            )
        ),
    ]
