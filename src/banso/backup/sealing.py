"""
Sealing with age (age-encryption.org): whoever makes a backup has the recipient, which opens
nothing; the key that opens lies elsewhere.

Nothing here knows of Django: a home is restored before there is one.
"""

import errno
import gzip
import os
import tarfile
import threading
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import pyrage

from banso.kit.new_files import new_file

BROKEN = (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error)
"""What a reader meets in something that is cut or damaged."""


class BadRecipient(Exception):
    """This is no recipient of age (age1…)."""


class BadKey(Exception):
    """This file holds no key of age (AGE-SECRET-KEY-1…)."""


class NotOpened(Exception):
    """The key does not open this file, or the file is no backup."""


class NotWhole(Exception):
    """The file is cut off or damaged."""


def make_key(path: Path) -> str:
    """
    Write a new key to a file that only its owner reads, and return its recipient.

    :raises FileExistsError: if there is such a file
    """
    made = pyrage.x25519.Identity.generate()
    with new_file(path) as file:
        file.write(f"# public key: {made.to_public()}\n{made}\n".encode())
    return str(made.to_public())


def check_recipients(recipients: Sequence[str]) -> None:
    """
    See that each is a recipient.

    :raises BadRecipient: if one is not
    """
    for one in recipients:
        try:
            pyrage.x25519.Recipient.from_str(one)
        except pyrage.RecipientError as error:
            raise BadRecipient(one) from error


def read_keys(path: Path) -> list[object]:
    """
    Return the keys of a file.

    :raises BadKey: if there is none in it
    """
    lines = path.read_text(errors="replace").split()
    try:
        found = [
            pyrage.x25519.Identity.from_str(line)
            for line in lines
            if line.startswith("AGE-SECRET-KEY-")
        ]
    except pyrage.IdentityError as error:
        raise BadKey from error
    if not found:
        raise BadKey
    return found


def seal(write: Callable[[BinaryIO], None], sealed: BinaryIO, recipients: Sequence[str]) -> None:
    """Seal what a function writes, as it writes it."""
    known = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    failed: list[BaseException] = []
    reading, writing = os.pipe()

    def written() -> None:
        try:
            with os.fdopen(writing, "wb") as plain:
                write(plain)
        except BaseException as error:
            failed.append(error)

    beside = threading.Thread(target=written)
    beside.start()
    try:
        with os.fdopen(reading, "rb") as plain:
            pyrage.encrypt_io(plain, sealed, known)
    except pyrage.EncryptError as error:
        # It holds the error of the disk in words only.
        full = f"Errno {errno.ENOSPC}" in str(error)
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error
    finally:
        beside.join()
    if failed:
        raise failed[0]


def open_sealed(sealed: BinaryIO, read: Callable[[BinaryIO], None], keys: Sequence[object]) -> None:
    """
    Let a function read what is sealed, as it is opened.

    :raises NotOpened: if no key fits
    :raises NotWhole: if it is cut or damaged; what was read before then counts for nothing
    """
    failed: list[BaseException] = []
    reading, writing = os.pipe()

    def opened() -> None:
        try:
            with os.fdopen(writing, "wb") as plain:
                pyrage.decrypt_io(sealed, plain, keys)
        except BaseException as error:
            failed.append(error)

    beside = threading.Thread(target=opened)
    beside.start()
    stopped: Exception | None = None
    try:
        with os.fdopen(reading, "rb") as plain:
            try:
                read(plain)
                while plain.read(1 << 20):  # to the end: only there it shows whether it is whole
                    pass
            except Exception as error:
                stopped = error
    finally:
        beside.join()
    if stopped is not None and not isinstance(stopped, BROKEN):
        raise stopped
    if failed:
        opens = not isinstance(failed[0], pyrage.DecryptError)
        raise NotWhole(str(failed[0])) if opens else NotOpened(str(failed[0]))
    if stopped is not None:
        raise NotWhole(str(stopped)) from stopped
