"""The data of the demo, read from its TOML files into what its modules declare."""

import tomllib
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

HERE = Path(__file__).parent
T = TypeVar("T")


@cache
def table(path: str) -> Mapping[str, Any]:
    """Return a file's content; a person has only the files that there is something to say in."""
    file = HERE / path
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def one(declared: type[T], values: Mapping[str, Any]) -> T:
    """
    Return a declared row.

    :raises TypeError: if the file says something that was not declared, or leaves out what must be
    """
    hints = get_type_hints(declared)
    return declared(
        **{
            name: _as(hints[name], value) if name in hints else value
            for name, value in values.items()
        }
    )


def rows(declared: type[T], path: str, name: str) -> tuple[T, ...]:
    """Return the rows of a table of a file, in the file's order."""
    return tuple(one(declared, values) for values in table(path).get(name, ()))


def of_each_person(declared: type[T], name: str, *, file: str = "") -> dict[str, tuple[T, ...]]:
    """Return, by what the person is called, the rows of a table, for those who have any."""
    found = {}
    for folder in sorted((HERE / "people").iterdir()):
        path = f"people/{folder.name}"
        if kept := rows(declared, f"{path}/{file or name}.toml", name):
            found[str(table(f"{path}/story.toml")["called"])] = kept
    return found


def _as(hint: Any, value: Any) -> Any:
    """Return a value as it was declared: a row of its own, a tuple instead of a list."""
    if get_origin(hint) is UnionType:
        hint = next(part for part in get_args(hint) if part is not type(None))
    if is_dataclass(hint) and isinstance(hint, type):
        return one(hint, value)
    if get_origin(hint) is dict:
        return {name: _as(get_args(hint)[1], part) for name, part in value.items()}
    if get_origin(hint) is tuple:
        return tuple(_as(get_args(hint)[0], part) for part in value)
    return value
