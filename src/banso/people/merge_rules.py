"""
What happens to each kind of row when two entries turn out to be one person.

Each room declares a rule for its models that point at a person; a house test fails where one is
missing.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from banso.kit.declarations import declared


class OnMerge(StrEnum):
    """What happens to rows of the entry that goes."""

    MOVE = "move"  # the row goes over to the entry that stays, and back when they are parted
    COPY = "copy"  # the entry that stays gains the same; nothing is taken from the one that goes
    REBUILD = "rebuild"  # derived from other rows; made anew for both
    KEEP = "keep"  # the row is about the two entries themselves and stays where it is


@dataclass(frozen=True)
class MergeRule:
    """
    What happens to the rows of a model, by its label such as `intake.Encounter`; `fields` are those
    that point at a person.

    `alone` names columns of which the entry that stays has one open row already (`until_on` empty):
    such a double stays where it is. `name` is what people read in the preview. `formerly` names
    labels under which older merges kept the rows that they moved.
    """

    model: str
    on_merge: OnMerge
    fields: tuple[str, ...] = ("person",)
    alone: tuple[str, ...] = ()
    name: Promise | str = ""
    formerly: tuple[str, ...] = ()


def merge_rules() -> list[MergeRule]:
    """Return the rules of all rooms, by model."""
    return sorted(declared(MergeRule), key=lambda one: one.model)


def label_now(label: str) -> str:
    """Return the label of today of a model that went by this one, now or earlier."""
    return next((one.model for one in declared(MergeRule) if label in one.formerly), label)


def rules_of_what_moves() -> list[MergeRule]:
    """Return the rules of the models whose rows move with the person."""
    return [one for one in merge_rules() if one.on_merge is OnMerge.MOVE]
