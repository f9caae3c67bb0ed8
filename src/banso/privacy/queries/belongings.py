"""
Every row that is somebody's: what points at the person, and what points at that.

Found by the tables themselves, so that a room that is added tomorrow belongs to it without a list.
Nothing is followed upwards: a table at which several sit, a round on which many were met, stay.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from banso.people.models import Person

Belongings = dict[type[Model], set[Any]]

STAYS = frozenset({"access.Member", "privacy.Asking", "privacy.Blackened"})
"""What points at a person and is not theirs: a member whose own record it is, what they asked."""

OF_OTHERS = frozenset(
    {
        "conferences.Minute.came_from",
        "conferences.Minute.from_tie",
        "conferences.Minute.promise",
        "conferences.Minute.to_tie",
        "ties.Tie.other",
    }
)
"""Columns by which somebody else's row names the person: what stands there is the other's."""


def _pointing() -> dict[type[Model], list[tuple[type[Model], "Field[Any, Any]"]]]:
    found: dict[type[Model], list[tuple[type[Model], Field[Any, Any]]]] = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in STAYS:
            continue
        for one in model._meta.concrete_fields:
            target: Any = one.related_model
            if target is not None and f"{model._meta.label}.{one.name}" not in OF_OTHERS:
                found.setdefault(target, []).append((model, one))
    return found


def belongings_of(person: Person) -> Belongings:
    """
    Return the keys of every row that is a person's, of all entries that are merged into theirs now:
    of one that was parted again nothing, that is somebody else.
    """
    pointing = _pointing()
    found: Belongings = {Person: {person.pk}}
    fresh: Belongings = {Person: {person.pk}}
    while fresh:
        following: Belongings = {}
        for model, keys in fresh.items():
            for child, column in pointing.get(model, []):
                rows = child._default_manager.filter(**{f"{column.name}__in": keys})
                new = set(rows.values_list("pk", flat=True)) - found.get(child, set())
                if new:
                    found.setdefault(child, set()).update(new)
                    following.setdefault(child, set()).update(new)
        fresh = following
    return found


def rows_of(found: Belongings) -> Iterator[tuple[type[Model], Model]]:
    """Yield the rows themselves, model by model, the first made first."""
    for model in sorted(found, key=lambda one: one._meta.label):
        for row in model._default_manager.filter(pk__in=found[model]).order_by("pk"):
            yield model, row
