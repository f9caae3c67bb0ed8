"""
What the migrations of the rooms are made of, beside Django's own operations.

Django keeps a picture of all models while it migrates. When a model is added it draws anew whatever
is related to it by any number of steps: here that is everything, for each of a hundred tables. And
it draws everything anew for a step that runs statements and looks at no model. What a home is made
from at first does without both.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import migrations
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState


def draw_alone(state: ProjectState, app_label: str, name: str, add: Callable[[], None]) -> None:
    """Add a model to the picture of all models, and draw that one alone: no other points at it."""
    drawn = state.__dict__.pop("apps", None)
    add()
    if drawn is not None:
        state.apps = drawn
        drawn.render_multiple([state.models[app_label, name]])


class NewTable(migrations.CreateModel):
    """Makes the table of a model to which no other points yet."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the model, and draw it alone."""
        add = super().state_forwards
        draw_alone(state, app_label, self.name_lower, lambda: add(app_label, state))


class TableThatCameOver(NewTable):
    """Makes the table of a model, unless it is there: another room had it, and renamed it."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the table where it is not there yet."""
        table = to_state.apps.get_model(app_label, self.name)._meta.db_table
        with schema_editor.connection.cursor() as cursor:
            there = schema_editor.connection.introspection.table_names(cursor)
        if table not in there:
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class Statements(migrations.RunPython):
    """Runs statements of the database's own, which look at no model: they are handed none."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Run them."""
        forwards: Any = self.code
        forwards(None, schema_editor)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take back what they made."""
        backwards: Any = self.reverse_code
        backwards(None, schema_editor)


class FormerlyCalled(migrations.Migration):
    """
    A migration of a room that was called otherwise: a home remembers it under that name, in which
    case nothing is done, and it is remembered by its own name as well. Django has `replaces` for
    this, but what replaces something cannot itself be brought together with later migrations.
    """

    formerly: ClassVar[tuple[str, str]]

    def apply(
        self, project_state: ProjectState, schema_editor: Any, collect_sql: bool = False
    ) -> ProjectState:
        """Change the tables, but where that is done."""
        if self.formerly in MigrationRecorder(schema_editor.connection).applied_migrations():
            return self.mutate_state(project_state, preserve=False)
        return super().apply(project_state, schema_editor, collect_sql)
