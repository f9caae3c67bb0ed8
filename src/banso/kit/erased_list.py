"""
Who was erased from a home, by ids that tell nobody anything: kept beside the database and beside
the backups, so that a home that is brought back from an older backup is told.

Nothing here knows of Django: a home is restored before there is one.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from banso.kit.new_files import replace_file

NAME = "erased.json"


def name_beside(mark: str) -> str:
    """Return the name of the list beside the backups of a home."""
    return f"banso-{mark}-{NAME}"


def read_list(path: Path) -> list[dict[str, Any]]:
    """
    Return the erasures that a list names; none where there is no list.

    :raises ValueError: if it is there and can't be read
    """
    try:
        found = json.loads(path.read_text())
    except FileNotFoundError:
        return []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ValueError(f"{path} is no list of what was erased")
    return found


def add_to_list(path: Path, more: Iterable[dict[str, Any]]) -> None:
    """
    Add erasures to a list; what stands there already stays.

    :raises ValueError: if there is a list that can't be read
    :raises OSError: if it can't be written
    """
    known = {str(one.get("id")): one for one in read_list(path)}
    fresh = {str(one["id"]): one for one in more}
    if set(fresh) <= set(known):
        return
    replace_file(path, json.dumps(list((known | fresh).values()), indent=1).encode())
