"""Base pieces of models: identity, time, version, and text that refuses a My Number."""

from enum import StrEnum
from typing import Any, Self

from django.db import models

from banso.kit.ids import new_id
from banso.kit.my_number import refuse_my_number


class _Guarded:
    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Refuse a My Number on every way into the database, also in bulk."""
        value = super().pre_save(model_instance, add)  # type: ignore[misc]
        refuse_my_number(value)
        return value


class Line(_Guarded, models.CharField):  # type: ignore[type-arg]
    """One line of text that people type."""


class Prose(_Guarded, models.TextField):  # type: ignore[type-arg]
    """Text of any length that people type."""


class Values(_Guarded, models.JSONField):
    """Declared fields with what people typed into them."""


def code_choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """
    Return a code list as a column's choices, without its words: a word that changes is no change of
    the table.
    """
    return [(one.value, one.value) for one in kind]


class Stamped(models.Model):
    """A row with an identity of its own maker's choosing and the moment it was made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class KeptForm(Stamped):
    """
    A form as it was when it was first used: its whole body, so that what was written down on it is
    shown with it for ever.
    """

    code = models.CharField(max_length=40)
    form_version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    body = models.TextField()

    class Meta:
        abstract = True

    @classmethod
    def keep(cls, form: Any) -> Self:
        """Return the row of a form (`kit.data_forms.DataForm`), made where it is not kept yet."""
        kept, _made = cls._default_manager.get_or_create(
            digest=form.digest,
            defaults={"code": form.code, "form_version": form.version, "body": form.body},
        )
        return kept


class Versioned(Stamped):
    """A row that several people may edit; an edit names the version that it was made from."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class StaleEdit(Exception):
    """Somebody else has changed this in the meantime; carries the row as it is now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__("stale edit")
        self.current = current


def require_version(row: Versioned, version: int | None) -> None:
    """
    Refuse an edit that was made from an older version, and count this one.

    :raises StaleEdit: if the row has moved on
    """
    if version is not None and version != row.version:
        raise StaleEdit(row)
    row.version += 1
