"""What the addresses of bringing in ask for."""

from typing import Any
from uuid import uuid4


def samples(home: Any, cast: Any) -> dict[str, Any]:
    """Return an import and a difference of nobody."""
    return {"run_id": uuid4(), "difference_id": uuid4()}
