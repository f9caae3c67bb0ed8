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


def replace_file(path: Path, content: bytes) -> None:
    """
    Put content in place of a file, whole or not at all; it survives a power cut.

    :raises OSError: if it can't be written
    """
    begun = path.with_name(f"{path.name}.part")
    begun.unlink(missing_ok=True)
    with new_file(begun) as file:
        file.write(content)
    begun.replace(path)


def lies_in(path: Path, folder: Path) -> bool:
    """Return whether a path leads into a folder, or is it: whoever takes one then has the other."""
    return path.resolve().is_relative_to(folder.resolve())


def is_full(error: OSError) -> bool:
    """Return whether a disk, or what somebody may use of it, is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
