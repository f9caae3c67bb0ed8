"""
A log says what failed and where, never what people typed: databases and validators quote values in
their messages.
"""

import errno
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
        """Return the places, then the kind and its number."""
        places = traceback.extract_tb(ei[2])
        lines = [f"  {place.filename}:{place.lineno} {place.name}" for place in places]
        kind = f"{ei[0].__name__ if ei[0] else ''} {number_of(ei[1])}".rstrip()
        return "\n".join([*lines, kind])


def number_of(error: BaseException | None) -> str:
    """Return the number that a database or the system gives an error: its code, no words."""
    for one in (error, error.__cause__ if error else None):
        for name in ("sqlstate", "sqlite_errorname"):
            if getattr(one, name, None):
                return str(getattr(one, name))
        if isinstance(one, OSError) and one.errno:
            return errno.errorcode.get(one.errno, str(one.errno))
    return ""
