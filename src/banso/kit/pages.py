"""
Keyset pages: the next page starts behind the last row seen, so that page 400 costs what page 1
does.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import Model, Q, QuerySet

T = TypeVar("T")
M = TypeVar("M", bound=Model)


class BadCursor(ValueError):
    """The cursor in the address was not made by this list."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows and the cursor of the next ones, empty at the end."""

    rows: list[T]
    next_cursor: str


def _encode(values: list[Any]) -> str:
    plain = [
        value.isoformat()
        if isinstance(value, (date, datetime))
        else str(value)
        if isinstance(value, UUID)
        else value
        for value in values
    ]
    return urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _decode(cursor: str, count: int) -> list[Any]:
    try:
        values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError) as error:
        raise BadCursor(cursor) from error
    if not isinstance(values, list) or len(values) != count:
        raise BadCursor(cursor)
    return values


def _behind(order: tuple[str, ...], values: list[Any]) -> Q:
    """
    Build `(a < x) or (a = x and b < y)`, with a plain bound on the first column so that an index
    can be used.
    """
    first, first_value = order[0].lstrip("-"), values[0]
    bound = Q(**{f"{first}__{'lte' if order[0].startswith('-') else 'gte'}": first_value})
    behind, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        column = name.lstrip("-")
        behind |= equal & Q(**{f"{column}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{column: value})
    return bound & behind


def page_of(
    rows: QuerySet[M], *, order: tuple[str, ...], cursor: str = "", size: int = 50
) -> Page[M]:
    """
    Return one page of rows in a total order (the last column unique), behind a cursor.

    :raises BadCursor: if the cursor is not one of this list's
    """
    ordered = rows.order_by(*order)
    try:
        if cursor:
            ordered = ordered.filter(_behind(order, _decode(cursor, len(order))))
        found = list(ordered[: size + 1])
    except (TypeError, ValueError, OverflowError, ValidationError, DataError) as error:
        if cursor:
            raise BadCursor(cursor) from error
        raise
    if len(found) <= size:
        return Page(found, "")
    last = found[size - 1]
    values = [_attribute(last, name.lstrip("-")) for name in order]
    return Page(found[:size], _encode(values))


def _attribute(row: object, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row
