"""
Who may read what people typed: one rule for each model that keeps a text, declared by its room.

Whose people somebody reaches is asked elsewhere (`people.queries.within_reach`). Here it is said
which duties a row's texts ask for: the room's own, that of what the row speaks of (health, money,
crime), that of a field. Pages, lists, previews and files show a text of a row only through
`may_read` and `readable_rows`, or through a query that asks the same; the canary test holds every
address against these rules.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, TypeVar

from django.db.models import Model, Q

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.declarations import declared_by_code
from banso.kit.models import Line, Prose

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class TextRule:
    """
    Who may read the texts of a model, by its label such as `consent.Consent`: `person` leads to
    whom they are about (empty where about nobody), `duty` is what all of them ask for.

    `about` leads to the columns that say what a row speaks of, and `asks` says which of their
    values ask for a duty of their own; `fields` are those that ask for one. Who wrote a row
    (`authors` lead to them) always reads it, and is the only one to where `alone` is said. What is
    `shared` belongs to no agency.
    """

    model: str
    person: str = "person"
    duty: Duty | None = Duty.SEE_MEMORY
    about: tuple[str, ...] = ()
    asks: Mapping[Any, Duty] = field(default_factory=dict)
    fields: Mapping[str, Duty] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    alone: bool = False
    shared: bool = False

    @property
    def code(self) -> str:
        """The model's label, by which the rule is found."""
        return self.model


def text_rule(label: str) -> TextRule:
    """
    Return the rule of a model.

    :raises KeyError: if no room declares one
    """
    return declared_by_code(TextRule)[label]


def _led_to(row: Model, path: str) -> Any:
    """Return what a path of columns leads to from a row."""
    one: Any = row
    for name in path.split("__"):
        one = getattr(one, name, None)
    return one


def _asked(rule: TextRule, row: Model, name: str) -> Iterator[Duty]:
    """Yield the duties that a text of a row asks for."""
    if rule.duty:
        yield rule.duty
    for path in rule.about:
        if asked := rule.asks.get(_led_to(row, path) or ""):
            yield asked
    if name in rule.fields:
        yield rule.fields[name]


def _authors(rule: TextRule, viewer: Viewer) -> tuple[str, ...]:
    """Return by which columns somebody reads what is their own; no program does."""
    return () if viewer.by_key else rule.authors


def may_read(viewer: Viewer, row: Model, name: str = "") -> bool:
    """
    Return whether somebody may read the texts of a row, or the one text named, of somebody they
    have within reach.

    :raises KeyError: if no room declares who may read texts of this kind
    """
    rule = text_rule(row._meta.label)
    if any(_led_to(row, f"{path}_id") == viewer.member_id for path in _authors(rule, viewer)):
        return True
    return not rule.alone and all(viewer.may(duty) for duty in _asked(rule, row, name))


def readable_rows(viewer: Viewer, label: str) -> Q:
    """
    Return the same rule as a condition on the rows of a model.

    :raises KeyError: if no room declares who may read texts of this kind
    """
    rule = text_rule(label)
    closed = [code for code, duty in rule.asks.items() if not viewer.may(duty)]
    own = reduce(
        lambda one, path: one | Q(**{f"{path}_id": viewer.member_id}),
        _authors(rule, viewer),
        Q(pk__in=[]),
    )
    if rule.alone or (rule.duty and not viewer.may(rule.duty)):
        return own
    if not closed:
        return Q()
    speaks = (Q(**{f"{path}__in": closed}) for path in rule.about)
    return ~reduce(lambda one, other: one | other, speaks, Q(pk__in=[])) | own


def as_read(viewer: Viewer, row: M) -> M:
    """
    Return a row as somebody may read it: itself, or a copy without any text that people typed,
    which is for showing and never kept.

    :raises KeyError: if no room declares who may read texts of this kind
    """
    if may_read(viewer, row):
        return row
    closed = copy(row)
    for one in row._meta.concrete_fields:
        if isinstance(one, Line | Prose):
            setattr(closed, one.attname, "")
    closed.is_closed = True  # type: ignore[attr-defined]
    return closed
