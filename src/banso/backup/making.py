"""Making a backup while people work."""

import gzip
import io
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from banso.backup import manifest, sealing
from banso.backup.copying import Copied, copy_database
from banso.backup.postgres_tools import NoPrograms, ProgramFailed
from banso.backup.refusals import (
    BadRecipientNamed,
    CannotWrite,
    DatabaseRefused,
    DiskFull,
    NoPlace,
    NoRecipient,
    OneIsMade,
    PlaceInHome,
    ProgramMissing,
)
from banso.backup.rules import made_at, name_of, that_stay
from banso.kit.db import on_postgres
from banso.kit.erased_list import NAME as ERASED
from banso.kit.erased_list import add_to_list, name_beside, read_list
from banso.kit.file_lock import alone_with
from banso.kit.new_files import is_full, lies_in, new_file
from banso.kit.sealed_sqlite.files import errors
from banso.kit.versions import this_version


@dataclass(frozen=True)
class Made:
    """A backup: where it lies, how many tables and rows are in it, and what went because of it."""

    path: Path
    tables: int
    rows: int
    let_go: int


def home_mark() -> str:
    """Return what this home's backups are told from another's by; it says nothing of the key."""
    return sha256(b"banso home " + settings.AUDIT_KEY.encode()).hexdigest()[:8]


def backups_in(place: Path, *, home: str) -> dict[datetime, Path]:
    """Return the backups of a home (of any, without its mark) in a folder, by their moments."""
    found = {}
    for path in place.glob("banso-*.age"):
        at = made_at(path.name, home=home)
        if at is not None:
            found[at] = path
    return found


def make_backup(
    place: Path, *, recipients: Sequence[str], now: datetime, thin: bool = False
) -> Made:
    """
    Make a backup in a folder while people work. It has its name only when it is whole and on the
    disk; with `thin`, older ones of this home that need not stay go then.

    :raises Refusal: if it was not made; nothing of it is left then
    """
    home = Path(settings.HOME)
    _check(place, home, recipients)
    with alone_with(home / "backup.lock", else_say=OneIsMade), _told_plainly():
        _clean(place, home)
        target = _free_name(place, now)
        folder = Path(tempfile.mkdtemp(prefix=manifest.STAGING, dir=home))
        part = target.with_suffix(".part")
        try:
            copied = copy_database(folder)
            _write(part, copied, home, recipients, now)
            part.rename(target)
            add_to_list(place / name_beside(home_mark()), read_list(home / ERASED))
            _onto_disk(place)
        finally:
            part.unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
        let_go = _thin(place, now) if thin else 0
    rows = sum(one.count for one in copied.tables.values())
    return Made(target, len(copied.tables), rows, let_go)


def _check(place: Path, home: Path, recipients: Sequence[str]) -> None:
    if not place.is_dir():
        raise NoPlace
    if lies_in(place, home):
        raise PlaceInHome
    if not recipients:
        raise NoRecipient
    try:
        sealing.check_recipients(recipients)
    except sealing.BadRecipient as error:
        raise BadRecipientNamed from error


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise (DiskFull if is_full(error) else CannotWrite) from error
    except errors() as error:
        full = "disk is full" in str(error)
        raise (DiskFull if full else DatabaseRefused) from error
    except NoPrograms as error:
        raise ProgramMissing from error
    except ProgramFailed as error:
        full = "No space left" in str(error)
        raise (DiskFull if full else DatabaseRefused) from error


def _clean(place: Path, home: Path) -> None:
    """Remove what a backup that was killed has left; no other is made of this home now."""
    for folder in home.glob(f"{manifest.STAGING}*"):
        shutil.rmtree(folder, ignore_errors=True)
    for part in place.glob(f"banso-{home_mark()}-*.part"):
        part.unlink(missing_ok=True)


def _free_name(place: Path, now: datetime) -> Path:
    target = place / name_of(home_mark(), now)
    if target.exists():
        raise OneIsMade
    return target


def _write(
    part: Path, copied: Copied, home: Path, recipients: Sequence[str], now: datetime
) -> None:
    others = manifest.files_of_home(home)
    engine = manifest.POSTGRES if on_postgres() else manifest.SQLITE
    key = settings.BANSO_SEALED
    secrets = manifest.SEALED_SECRETS if key else manifest.SECRETS
    head = manifest.Head(
        version=this_version(),
        made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        engine=engine,
        migrations=sorted(copied.migrations),
        size=copied.path.stat().st_size + sum(_size(one) for one in others),
        sealed=key is not None,
        format=manifest.FORMAT if key else manifest.FORMAT_PLAIN,
    )
    told = manifest.Manifest({name: one.told() for name, one in copied.tables.items()})

    def write(plain: BinaryIO) -> None:
        with (
            gzip.GzipFile(fileobj=plain, mode="wb", compresslevel=1) as packed,
            tarfile.open(fileobj=packed, mode="w|") as archive,
        ):
            _add_text(archive, manifest.HEAD, manifest.as_bytes(head))
            if key:
                _add_text(archive, manifest.HOME_KEY, key.told().encode())
            _add_file(archive, told, secrets, home / secrets)
            _add_file(archive, told, manifest.DATABASE[engine], copied.path)
            for one in others:
                with suppress(FileNotFoundError):  # what passes may have gone by now
                    _add_file(archive, told, str(one.relative_to(home)), one)
            _add_text(archive, manifest.MANIFEST, manifest.as_bytes(told))

    with new_file(part) as sealed:
        sealing.seal(write, sealed, recipients)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _add_text(archive: tarfile.TarFile, name: str, text: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(text)
    archive.addfile(entry, io.BytesIO(text))


def _add_file(archive: tarfile.TarFile, told: manifest.Manifest, name: str, path: Path) -> None:
    with path.open("rb") as file:
        entry, hashed = tarfile.TarInfo(name), manifest.Hashed(file)
        entry.size = os.fstat(file.fileno()).st_size
        archive.addfile(entry, hashed)
        told.files[name] = hashed.told()


def _thin(place: Path, now: datetime) -> int:
    found = backups_in(place, home=home_mark())
    go = set(found) - that_stay(found, now=now)
    for at in go:
        found[at].unlink(missing_ok=True)
    return len(go)


def _onto_disk(folder: Path) -> None:
    """Let a name that was given survive a power cut as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
