"""
A log says what failed and where, never what people typed: databases and validators quote values in
their messages.
"""

import logging
import traceback
from types import TracebackType


class WithoutWords(logging.Formatter):
    """Formats an exception as its kind and the places it came through, without its message."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Return the places, then the kind."""
        places = traceback.extract_tb(ei[2])
        lines = [f"  {place.filename}:{place.lineno} {place.name}" for place in places]
        return "\n".join([*lines, ei[0].__name__ if ei[0] else ""])
