"""
Homes as earlier versions left them: made by the migrations of then, one after another.

Today's way from nothing (`0001_squashed_…`) stands beside those, and is left out here.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.core.management.sql import emit_post_migrate_signal
from django.db import migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.functional import SimpleLazyObject

from banso.kit.migration_steps import FormerlyCalled, draw_alone

Key = tuple[str, str]


def old_chain(connection: Any = None) -> MigrationLoader:
    """Return the migrations of then, none of them replaced by one of today."""
    return MigrationLoader(connection, replace_migrations=False)


def steps_of_then(loader: MigrationLoader, before: Mapping[str, str]) -> list[Key]:
    """
    Return the last steps of a home in which each named room stood at that migration, or had none
    yet ("").
    """
    graph, gone = loader.graph, {key for key, one in loader.graph.nodes.items() if one.replaces}
    for room, name in before.items():
        first = [key for key in graph.nodes if key[0] == room and key not in gone and not name]
        for key in first or graph.node_map[room, name].children:
            if key[0] == room:
                gone |= set(graph.backwards_plan(key))
    kept = set(graph.nodes) - gone
    return sorted(
        key for key in kept if not {one.key for one in graph.node_map[key].children} & kept
    )


@contextmanager
def _drawing_little() -> Iterator[None]:
    """
    Let Django draw one model where one is new, and none for steps that look at none: it would take
    half a minute.
    """
    add = migrations.CreateModel.state_forwards

    def state_forwards(self: Any, app_label: str, state: Any) -> None:
        draw_alone(state, app_label, self.name_lower, lambda: add(self, app_label, state))

    def database_forwards(self: Any, label: str, editor: Any, before: Any, after: Any) -> None:
        def models() -> Any:
            before.clear_delayed_apps_cache()
            return before.apps

        self.code(SimpleLazyObject(models), editor)

    with (
        mock.patch.object(migrations.CreateModel, "state_forwards", state_forwards),
        mock.patch.object(migrations.RunPython, "database_forwards", database_forwards),
    ):
        yield


def make_as_then(connection: Any, before: Mapping[str, str]) -> Any:
    """Make a home of then in an empty database, and return its models as they were."""
    executor = MigrationExecutor(connection)
    executor.loader = old_chain(connection)
    with _drawing_little():
        state = executor.migrate(steps_of_then(executor.loader, before))
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE name LIKE '%\\_squashed\\_%' ESCAPE '\\'"
        )
        for (room, name), one in executor.loader.disk_migrations.items():
            if isinstance(one, FormerlyCalled):
                cursor.execute(
                    "UPDATE django_migrations SET app = %s, name = %s WHERE app = %s AND name = %s",
                    [*one.formerly, room, name],
                )
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    return state.apps
