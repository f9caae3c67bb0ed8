"""
A sealed SQLite file (SQLCipher: AES-256 with a seal on every page), opened with its key.

Nothing here knows of Django: a home is restored before there is one.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from banso.kit.home_key import HomeKey, NotOpened

PURPOSE = "database"
MISSING = "a sealed home needs SQLCipher, which is not installed here: pip install banso[sealed]"


def driver() -> Any:
    """
    Return the module that opens sealed files.

    :raises NotOpened: if it is not installed
    """
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise NotOpened(MISSING) from error
    return dbapi2


def say_key(connection: Any, key: bytes) -> None:
    """
    Tell a new connection its key; the key is used as it is.

    :raises sqlcipher3.dbapi2.DatabaseError: if it is not the file's
    """
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA temp_store = MEMORY")  # nothing in clear beside the file either
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def connect(path: Path, key: HomeKey | None, *, read_only: bool = False) -> Any:
    """
    Return a connection to a SQLite file, sealed with the home's key where there is one.

    :raises NotOpened: if it is sealed with another
    """
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    if key is None:
        return sqlite3.connect(address, uri=True)
    sealed = driver()
    connection = sealed.connect(address, uri=True)
    try:
        say_key(connection, key.derived(PURPOSE))
    except sealed.DatabaseError as error:
        connection.close()
        raise NotOpened(f"{path.name} is not opened by the home's key") from error
    return connection


def errors() -> tuple[type[Exception], ...]:
    """Return what a connection to a file raises, sealed or not."""
    try:
        return (sqlite3.Error, driver().Error)
    except NotOpened:
        return (sqlite3.Error,)


def export(source: Path, target: Path, *, was: HomeKey | None, key: HomeKey) -> None:
    """
    Write a SQLite file once more, sealed with a key; nobody may write into it meanwhile.

    :raises NotOpened: if it does not open by the key it was sealed with
    """
    sealed = driver()
    with closing(sealed.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        try:
            if was is not None:
                say_key(connection, was.derived(PURPOSE))
            said = f"x'{key.derived(PURPOSE).hex()}'"
            connection.execute("ATTACH DATABASE ? AS sealed KEY ?", (str(target), said))
        except sealed.DatabaseError as error:
            raise NotOpened(f"{source.name} is not opened by the home's key") from error
        connection.execute("SELECT sqlcipher_export('sealed')")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute(f"PRAGMA sealed.user_version = {version}")
        connection.execute("DETACH DATABASE sealed")
