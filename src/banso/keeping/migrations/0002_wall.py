"""
The second wall before what is kept for people; rows and counts are never changed, and a second
name, once given, stays.
"""

from django.db import migrations

from banso.kit.immutable_rows import frozen
from banso.kit.row_level_security import enable_row_level_security

ROW = (
    "keeping_id",
    "number",
    '"on"',
    "kind",
    "what",
    "amount",
    "purpose",
    "with_whom",
    "why_below",
    "of_id",
    "reverses_id",
    "entered_by_id",
)
COUNT = (
    "keeping_id",
    '"on"',
    "expected",
    "found",
    "things_there",
    "note",
    "together",
    "words",
    "entered_by_id",
)
SECOND = ("second_id", "second_on")
FOR_EVER = {"update": "1 = 1", "delete": "1 = 1"}
ONCE = {"update": "OLD.second_id IS NOT NULL"}


class Migration(migrations.Migration):
    dependencies = [("keeping", "0001_initial")]
    operations = [
        migrations.RunPython(
            *enable_row_level_security("keeping_keeping", "keeping_bookrow", "keeping_count")
        ),
        migrations.RunPython(
            *frozen("book_row_kept", "keeping_bookrow", columns=ROW, closed=FOR_EVER)
        ),
        migrations.RunPython(
            *frozen("book_row_seconded", "keeping_bookrow", columns=SECOND, closed=ONCE)
        ),
        migrations.RunPython(
            *frozen("count_kept", "keeping_count", columns=COUNT, closed=FOR_EVER)
        ),
        migrations.RunPython(
            *frozen("count_seconded", "keeping_count", columns=SECOND, closed=ONCE)
        ),
    ]
