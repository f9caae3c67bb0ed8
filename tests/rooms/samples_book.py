"""A chapter of the book that is opened."""

from typing import Any


def samples(home: Any, _cast: Any) -> dict[str, Any]:
    """Name a chapter for the page that shows one."""
    home.slugs |= {"chapter": "night"}
    return {}
