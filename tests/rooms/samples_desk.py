"""A form whose help is opened."""

from typing import Any


def samples(home: Any, _cast: Any) -> dict[str, Any]:
    """Name a form for the pages that say what happens to what one writes."""
    home.slugs |= {"room": "companionship", "form": "write_note"}
    return {}
