"""One at a time on this machine: a lock on a file, which goes with the process that holds it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from banso.kit.refusals import Refusal


@contextmanager
def alone_with(path: Path, *, else_say: type[Refusal]) -> Iterator[None]:
    """
    Hold the lock of a file for the block.

    :raises Refusal: the one given, if somebody else holds it
    """
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise else_say from error
        yield
