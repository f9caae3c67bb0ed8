"""Every function that a room's `actions` offers to others."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import banso

Action = Callable[..., Any]


def _rooms() -> Iterator[ModuleType]:
    for room in pkgutil.iter_modules(banso.__path__):
        if room.ispkg and any(
            inside.name == "actions"
            for inside in pkgutil.iter_modules([f"{banso.__path__[0]}/{room.name}"])
        ):
            yield importlib.import_module(f"banso.{room.name}.actions")


def public_actions() -> dict[str, Action]:
    """Return them by room and name, such as `people.merge_people`."""
    return {
        f"{module.__name__.split('.')[1]}.{name}": offered
        for module in _rooms()
        for name, offered in vars(module).items()
        if inspect.isfunction(offered)
        and not name.startswith("_")
        and offered.__module__.startswith(module.__name__)
    }


def guarded_actions() -> dict[str, Action]:
    """Return those that ask somebody for a duty, or say why they don't."""
    return {name: one for name, one in sorted(public_actions().items()) if hasattr(one, "asks")}
