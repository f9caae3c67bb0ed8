"""
What happens to each kind of row when two entries turn out to be one person.

Each room files its models here when it starts; a house test fails when a model points at a person
and is not filed, and
`docs/merging.md` is written from this table.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Rule(StrEnum):
    """What happens to rows of the entry that goes."""

    MOVE = "move"  # the row goes over to the entry that stays, and back when they are parted
    COPY = "copy"  # the entry that stays gains the same; nothing is taken from the one that goes
    REBUILD = "rebuild"  # derived from other rows; made anew for both
    KEEP = "keep"  # the row is about the two entries themselves and stays where it is


@dataclass(frozen=True)
class Filed:
    """
    A model as filed: its label, the rule, and which of its fields point at a person.

    `alone` names columns of which the entry that stays has one open row already (`until_on` empty):
    such a double stays where it is. `formerly` names labels under which older merges kept the rows
    that they moved.
    """

    label: str
    rule: Rule
    fields: tuple[str, ...]
    alone: tuple[str, ...] = ()
    name: Promise | str = ""
    formerly: tuple[str, ...] = ()


_TABLE: dict[str, Filed] = {}


def file_under(
    label: str,
    rule: Rule,
    *,
    fields: tuple[str, ...] = ("person",),
    alone: tuple[str, ...] = (),
    name: Promise | str = "",
    formerly: tuple[str, ...] = (),
) -> None:
    """
    File a model, by its label such as `intake.Encounter`, under a rule; `name` is what people read
    in the preview.
    """
    _TABLE[label] = Filed(label, rule, fields, alone, name, formerly)


def filed() -> list[Filed]:
    """Return the whole table, by label."""
    return [_TABLE[label] for label in sorted(_TABLE)]


def label_now(label: str) -> str:
    """Return the label of today of a model that was filed under this one, now or earlier."""
    return next((one.label for one in _TABLE.values() if label in one.formerly), label)


def moving() -> list[Filed]:
    """Return what moves with the person."""
    return [one for one in filed() if one.rule is Rule.MOVE]
