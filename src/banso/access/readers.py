"""Which roles read what is typed into the rows of a model, in words."""

from collections.abc import Iterable
from typing import Any

from banso.access.rules import ROLES, Duty, Role
from banso.access.text_rules import TextRule


def roles_with(duties: Iterable[Duty]) -> list[Any]:
    """Return what the roles are called that have all of some duties."""
    asked = set(duties)
    return [one.label for one in Role if asked <= ROLES[one].duties]


def readers_of(rule: TextRule) -> list[Any]:
    """Return what the roles are called that read the words a rule is about."""
    return roles_with([rule.duty] if rule.duty else [])
