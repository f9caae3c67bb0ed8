"""Base pieces of models: identity, time, version, and text that refuses a My Number."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any, Self

from django.db import DatabaseError, models

from banso.kit.db import LOOK_AGAIN
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


class WrittenMeanwhile(DatabaseError):
    """A row was about to be written back that somebody else has written since it was read."""

    def __init__(self) -> None:
        super().__init__(LOOK_AGAIN)


class Stamped(models.Model):
    """
    A row with an identity of its own maker's choosing and the moment it was made.

    It is written back only over what was read: where somebody else has written one of these columns
    in between, the action begins again (`kit.db.in_one_transaction`), and nothing is lost.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._as_read: dict[str, Any] = {}

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        """Remember a row as it was read."""
        row = super().from_db(db, field_names, values, **more)
        row._as_read = dict(zip(field_names, values, strict=False))
        return row

    def refresh_from_db(
        self, using: Any = None, fields: Any = None, from_queryset: Any = None
    ) -> None:
        """Read the row, or some columns of it, anew, and remember it so."""
        super().refresh_from_db(using, fields, from_queryset)
        for one in self._meta.concrete_fields:
            if one.attname in self.__dict__ and (not fields or {one.name, one.attname} & {*fields}):
                self._as_read[one.attname] = self.__dict__[one.attname]

    def _do_update(self, base_qs: Any, using: Any, pk_val: Any, values: Any, *rest: Any) -> Any:
        written = {
            field.attname
            for field, _model, _value in values
            if not isinstance(field, models.JSONField)  # may have been changed in its place
        }
        before = {name: value for name, value in self._as_read.items() if name in written}
        untouched = base_qs.filter(**before)
        done = super()._do_update(untouched, using, pk_val, values, *rest)
        if not done and before and base_qs.filter(pk=pk_val).exists():
            raise WrittenMeanwhile
        for name in before:
            value = getattr(self, name)
            if hasattr(value, "resolve_expression"):  # only the database knows what it came to
                del self._as_read[name]
            else:
                self._as_read[name] = value
        return done


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
