"""
Files that are written once and then stay: never over what lies there, and on the disk when done.

Nothing here knows of Django: a home is restored before there is one.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

OWN = 0o600
"""Whoever owns the file reads it, and nobody else."""


@contextmanager
def new_file(path: Path, *, mode: int = OWN) -> Iterator[BinaryIO]:
    """
    Make a file for the block to write; it survives a power cut once the block is left.

    :raises FileExistsError: if there is such a file
    :raises OSError: if it can't be written
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def is_full(error: OSError) -> bool:
    """Return whether a disk, or what somebody may use of it, is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
