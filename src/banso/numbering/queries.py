"""What is numbered already."""

from typing import Any

from django.db.models import Max, QuerySet


def highest(rows: QuerySet[Any], column: str = "number") -> int:
    """Return the highest number among rows, 0 if there is none."""
    return int(rows.aggregate(highest=Max(column))["highest"] or 0)
