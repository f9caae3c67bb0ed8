"""
Bringing a home back from a backup, into an empty folder and an empty database.

As long as it is not whole, a file named `restoring` stands in the folder, and no command opens it;
the next try begins again from the start. Nothing here knows of Django: there is no home yet.
"""

import gzip
import shutil
import tarfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from banso.backup import manifest, sealing
from banso.backup.empty_database import CannotRestore, make_empty, see_that_it_is_empty
from banso.backup.postgres_tools import NoPrograms, ProgramFailed, load
from banso.backup.rules import NAMED, Rows, differences
from banso.backup.tables import rows_of_file, rows_of_postgres
from banso.kit.erased_list import NAME as ERASED
from banso.kit.erased_list import add_to_list, name_beside, read_list
from banso.kit.home_key import HomeKey, NotOpened, Opener, home_key_from, wrap
from banso.kit.new_files import is_full, new_file
from banso.kit.versions import newer_than_this, this_version


@dataclass(frozen=True)
class Restored:
    """What was brought back."""

    head: manifest.Head
    tables: int
    rows: int


def restore(
    file: Path, *, key: Path, home: Path, database_url: str = "", opener: Opener | None = None
) -> Restored:
    """
    Bring a home back; only into a folder, and a database, in which there is nothing. A sealed one
    is opened by `opener` from then on.

    :raises CannotRestore: if that can't be; nothing of it is left then
    """
    keys = _keys(key)
    _empty_folder(home)
    if database_url:
        see_that_it_is_empty(database_url)
    mark = home / manifest.RESTORING
    mark.write_text(f"{file}\n")
    try:
        head, told, data = _unpack(file, keys, home, database_url, opener)
        if data and opener:
            wrap(home, data, opener)
        rows = _fill(home, head, data, database_url)
        _same(told.tables, {name: one.told() for name, one in rows.items()}, "table")
        _tell_of_erased(file, home)
    except BaseException:
        _make_empty(home)
        if database_url:
            make_empty(database_url)
        raise
    mark.unlink()
    return Restored(head, len(rows), sum(one.count for one in rows.values()))


def _tell_of_erased(file: Path, home: Path) -> None:
    """Tell the home who was erased since: the next start erases them again, before it serves."""
    found = NAMED.fullmatch(file.name)
    beside = file.with_name(name_beside(found.group(1))) if found else None
    try:
        if beside is not None:
            add_to_list(home / ERASED, read_list(beside))
    except ValueError as error:
        raise CannotRestore(f"the list of erased records can't be read: {beside}") from error


def _keys(path: Path) -> list[object]:
    try:
        return sealing.read_keys(path)
    except sealing.BadKey as error:
        raise CannotRestore(f"{path} holds no key (AGE-SECRET-KEY-1…)") from error
    except OSError as error:
        raise CannotRestore(f"the key {path} can't be read: {error.strerror}") from error


def _empty_folder(home: Path) -> None:
    """See that the folder is empty; what a restore that was broken off has left is removed."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if (home / manifest.RESTORING).exists():
            _make_empty(home)
        if any(home.iterdir()):
            raise CannotRestore(f"{home} is not empty; a backup is brought back into an empty home")
    except OSError as error:
        raise CannotRestore(f"{home} can't be written to: {error.strerror}") from error


def _make_empty(home: Path) -> None:
    """Remove everything, the mark last: whatever ends this, the home is not opened."""
    for path in sorted(home.iterdir(), key=lambda one: one.name == manifest.RESTORING):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _unpack(
    file: Path, keys: list[object], home: Path, database_url: str, opener: Opener | None
) -> tuple[manifest.Head, manifest.Manifest, HomeKey | None]:
    found: dict[str, Any] = {"files": {}, "home key": None}

    def read(plain: BinaryIO) -> None:
        with (
            gzip.GzipFile(fileobj=plain, mode="rb") as packed,
            tarfile.open(fileobj=packed, mode="r|") as archive,
        ):
            _take_out(archive, home, database_url, found, is_opened=opener is not None)

    try:
        with file.open("rb") as sealed:
            sealing.open_sealed(sealed, read, keys)
    except sealing.NotOpened as error:
        raise CannotRestore(
            f"{file} is not opened by this key: it is another one's, or this is no backup"
        ) from error
    except sealing.NotWhole as error:
        raise CannotRestore(f"{file} is cut off or damaged; take another backup") from error
    except OSError as error:
        why = "the disk is full" if is_full(error) else str(error.strerror or error)
        raise CannotRestore(f"nothing was brought back: {why}") from error
    if "head" not in found or "manifest" not in found:
        raise CannotRestore(f"{file} is no backup of a home, or is cut off")
    if found["head"].sealed != (found["home key"] is not None):
        raise CannotRestore(f"{file} says that it is sealed, and holds nothing that opens it")
    _same(found["manifest"].files, found["files"], "file")
    return found["head"], found["manifest"], found["home key"]


def _take_out(
    archive: tarfile.TarFile,
    home: Path,
    database_url: str,
    found: dict[str, Any],
    *,
    is_opened: bool,
) -> None:
    for entry in archive:
        content = archive.extractfile(entry)
        if content is None:
            raise CannotRestore("there is something else than files in this backup")
        if entry.name == manifest.HEAD:
            found["head"] = _fitting(content.read(), home, database_url, is_opened=is_opened)
        elif "head" not in found:
            raise CannotRestore("this is no backup of a home")
        elif entry.name == manifest.HOME_KEY:
            found["home key"] = home_key_from(content.read().decode())
        elif entry.name == manifest.MANIFEST:
            found["manifest"] = _manifest(content.read())
        else:
            found["files"][entry.name] = _put(content, _inside(home, entry.name))


def _manifest(text: bytes) -> manifest.Manifest:
    try:
        return manifest.manifest_from(text)
    except ValueError as error:
        raise CannotRestore("the manifest of this backup can't be read") from error


def _fitting(text: bytes, home: Path, database_url: str, *, is_opened: bool) -> manifest.Head:
    """Read the head, and see that what follows can be brought back here."""
    try:
        head = manifest.head_from(text)
    except ValueError as error:
        raise CannotRestore("this is no backup of a home") from error
    if head.format > manifest.FORMAT or newer_than_this(head.migrations):
        raise CannotRestore(
            f"this backup was made by a newer version (banso {head.version}; this is "
            f"{this_version()}): restore it with that one"
        )
    if head.engine == manifest.POSTGRES and not database_url:
        raise CannotRestore(
            "this is a backup of PostgreSQL: name an empty database (--database-url)"
        )
    if head.engine == manifest.SQLITE and database_url:
        raise CannotRestore("this is a backup of SQLite: it needs no --database-url")
    if head.sealed and not is_opened:
        raise CannotRestore(
            "this is a backup of a sealed home: say what opens it from now on (--home-key FILE, or "
            "--words)"
        )
    if is_opened and not head.sealed:
        raise CannotRestore(
            "this is a backup of a home that is not sealed: it needs no --home-key; banso seal "
            "makes a sealed home of it"
        )
    if shutil.disk_usage(home).free < head.size:
        raise CannotRestore(
            f"the disk has no room for it: {head.size // 1_000_000 + 1} MB are needed"
        )
    return head


def _inside(home: Path, name: str) -> Path:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or name == manifest.RESTORING:
        raise CannotRestore("a file of this backup leads out of the home")
    return home / path


def _put(content: Any, target: Path) -> dict[str, object]:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    hashed = manifest.Hashed(content)
    with new_file(target) as file:
        while block := hashed.read(manifest.BLOCK):
            file.write(block)
    return hashed.told()


def _fill(
    home: Path, head: manifest.Head, key: HomeKey | None, database_url: str
) -> dict[str, Rows]:
    """Return the rows that now stand in the database."""
    path = home / manifest.DATABASE[head.engine]
    if head.engine == manifest.SQLITE:
        return _rows_of(path, key)
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        load(path, asked=conninfo_to_dict(database_url))
        path.unlink()
        with closing(psycopg.connect(database_url)) as connection:
            return rows_of_postgres(connection)
    except NoPrograms as error:
        raise CannotRestore(
            "pg_restore is missing (Debian: apt-get install postgresql-client)"
        ) from error
    except ProgramFailed as error:
        raise CannotRestore(f"PostgreSQL refused the backup: {error}") from error
    except psycopg.Error as error:
        raise CannotRestore(f"the database does not answer: {type(error).__name__}") from error


def _rows_of(path: Path, key: HomeKey | None) -> dict[str, Rows]:
    try:
        return rows_of_file(path, key)
    except NotOpened as error:
        raise CannotRestore(str(error)) from error


def _same(expected: Any, found: Any, kind: str) -> None:
    wrong = differences(expected, found)
    if wrong:
        raise CannotRestore(
            f"the backup does not say what its manifest says: {kind} {', '.join(wrong[:5])}"
        )
