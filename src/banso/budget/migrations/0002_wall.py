"""The second wall before household budgets; a version is never changed, the next replaces it."""

from django.db import migrations

from banso.kit.immutable_rows import frozen
from banso.kit.row_level_security import enable_row_level_security

TABLES = ("budget", "budgetline", "debt", "lifeevent")
FOR_EVER = {"update": "1 = 1", "delete": "1 = 1"}
COLUMNS = {
    "budget": ("number", '"on"', "household", "cash", "words", "view", "reason", "short_on"),
    "budgetline": ("budget_id", "code", "now", "planned", "day", "pace"),
    "debt": ("budget_id", "kind", "to_whom", "total", "instalment", "day", "state"),
    "lifeevent": ("budget_id", "year", "what", "cost"),
}


class Migration(migrations.Migration):
    dependencies = [("budget", "0001_initial")]
    operations = [
        migrations.RunPython(*enable_row_level_security(*(f"budget_{one}" for one in TABLES))),
        *(
            migrations.RunPython(
                *frozen(f"{one}_kept", f"budget_{one}", columns=COLUMNS[one], closed=FOR_EVER)
            )
            for one in TABLES
        ),
    ]
