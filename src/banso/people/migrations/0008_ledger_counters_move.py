"""Counters of the ledgers move to the room of numbering."""

from typing import Any

from django.db import migrations


def move(apps: Any, editor: Any) -> None:
    counters = apps.get_model("numbering", "Counter").objects
    for one in apps.get_model("people", "LedgerCounter").objects.order_by("pk").iterator():
        counters.create(
            agency_id=one.agency_id,
            scheme="ledger",
            period=f"{one.ledger}-{one.fiscal_year}",
            last=one.last,
        )


def move_back(apps: Any, editor: Any) -> None:
    counters = apps.get_model("people", "LedgerCounter").objects
    rows = apps.get_model("numbering", "Counter").objects.filter(scheme="ledger")
    for one in rows.order_by("pk").iterator():
        ledger, year = one.period.rsplit("-", 1)
        counters.create(
            agency_id=one.agency_id, ledger=ledger, fiscal_year=int(year), last=one.last
        )
    rows.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_search_keys"),
        ("numbering", "0002_row_level_security"),
    ]
    operations = [migrations.RunPython(move, move_back)]
