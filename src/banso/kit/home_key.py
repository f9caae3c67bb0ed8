"""
The key of a sealed home, which lies apart from it: whoever takes the disk reads nothing.

Everything in a sealed home is sealed with keys derived from one data key. The home holds it only
wrapped (AES-256-GCM) by what opens the home: a file elsewhere (another volume, a credential of
systemd), or words that are asked for at the start (argon2id). So what opens it can be exchanged
without touching the data. Nothing here knows of Django: settings ask for the key, and a home is
restored before there is one.
"""

import json
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw

from banso.kit.new_files import new_file, replace_file
from banso.kit.sealed_bytes import KEY, BadSeal, derived_key, open_bytes, seal_bytes

SEALED = "sealed.json"
"""Stands in a sealed home: the data key, wrapped, and by what kind of key."""
CREDENTIAL = "banso-home-key"
"""How systemd's credential is called (LoadCredential=banso-home-key:…)."""
OPENED = "BANSO_HOME_OPENED"
"""How a command whose home was opened by words tells its own processes the data key: in memory."""
FILE, WORDS = "file", "words"
LEAST_LETTERS = 16
_FORMAT = 1
_WRAPPED = b"home key"
_ARGON2 = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 4}  # kibibytes of memory


class NotOpened(Exception):
    """Why a sealed home does not open, in a sentence."""


@dataclass(frozen=True)
class Opener:
    """What opens a home: the content of a key file, or words."""

    kind: str
    secret: bytes


@dataclass(frozen=True)
class HomeKey:
    """The data key of a sealed home, opened."""

    data: bytes

    def derived(self, purpose: str) -> bytes:
        """Return the key for one purpose (32 bytes)."""
        return _derived(self.data, purpose)

    def seal(self, content: bytes, purpose: str) -> bytes:
        """Return content sealed for one purpose."""
        return seal_bytes(self.derived(purpose), content)

    def open(self, sealed: bytes, purpose: str) -> bytes:
        """
        Return what was sealed for this purpose.

        :raises NotOpened: if it was sealed by another key or for another purpose, or was changed
        """
        try:
            return open_bytes(self.derived(purpose), sealed)
        except BadSeal as error:
            raise NotOpened("a sealed file was changed, or belongs to another home") from error

    def told(self) -> str:
        """Return it as one line, for the processes of this one and the inside of a backup."""
        return b64encode(self.data).decode()


@lru_cache(maxsize=32)
def _derived(data: bytes, purpose: str) -> bytes:
    return derived_key(data, f"banso home {purpose}".encode())


def new_home_key() -> HomeKey:
    """Return a data key nobody has."""
    return HomeKey(secrets.token_bytes(KEY))


def home_key_from(line: str) -> HomeKey:
    """
    Return the data key that a line tells (see `HomeKey.told`).

    :raises NotOpened: if it tells none
    """
    return HomeKey(_bytes_of(line, "this is no key of a home"))


def make_key_file(path: Path) -> None:
    """
    Write a new key that opens homes to a file which only its owner reads.

    :raises FileExistsError: if there is such a file
    """
    with new_file(path) as file:
        file.write(b64encode(secrets.token_bytes(KEY)) + b"\n")


def opener_of_file(path: Path) -> Opener:
    """
    Return what opens a home, from a key file.

    :raises NotOpened: if there is no key in it, or it can't be read
    """
    try:
        line = path.read_text(errors="replace").strip()
    except OSError as error:
        raise NotOpened(f"the home's key {path} can't be read: {error.strerror}") from error
    return Opener(
        FILE, _bytes_of(line, f"{path} holds no key of a home (banso home-key makes one)")
    )


def opener_of_words(words: str) -> Opener:
    """
    Return what opens a home, from words.

    :raises NotOpened: if they are too few to keep anybody out
    """
    if len(words) < LEAST_LETTERS:
        raise NotOpened(f"the words that open a home have at least {LEAST_LETTERS} letters")
    return Opener(WORDS, words.encode())


def key_file(said: Path | None) -> Path | None:
    """Return where the key file lies: as it is said, or where systemd puts credentials."""
    if said:
        return said
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    path = Path(folder) / CREDENTIAL if folder else None
    return path if path and path.exists() else None


def kind_of_home(home: Path) -> str:
    """
    Return by what a home is opened; "" where it is not sealed.

    :raises NotOpened: if what says so can't be read
    """
    return str(_wrapping(home)["kind"]) if (home / SEALED).exists() else ""


def wrap(home: Path, key: HomeKey, opener: Opener) -> None:
    """Let a home be opened by this from now on, and by nothing that opened it before."""
    salt = secrets.token_bytes(16)
    wrapped = seal_bytes(_wrapping_key(opener, salt), key.data, about=_WRAPPED)
    told = {
        "format": _FORMAT,
        "kind": opener.kind,
        "salt": b64encode(salt).decode(),
        "wrapped": b64encode(wrapped).decode(),
    }
    replace_file(home / SEALED, json.dumps(told, indent=1).encode())


def open_home(home: Path, opener: Opener) -> HomeKey:
    """
    Return the data key of a sealed home.

    :raises NotOpened: if this does not open it
    """
    told = _wrapping(home)
    if told["kind"] != opener.kind:
        by = "words, asked for at the start" if told["kind"] == WORDS else "a key file"
        raise NotOpened(f"{home} is opened by {by}")
    try:
        wrapping = _wrapping_key(opener, b64decode(told["salt"]))
        return HomeKey(open_bytes(wrapping, b64decode(told["wrapped"]), about=_WRAPPED))
    except ValueError as error:
        what = "these words" if opener.kind == WORDS else "this key"
        raise NotOpened(f"{home} is not opened by {what}") from error


def key_of_home(home: Path, said: Path | None) -> HomeKey | None:
    """
    Return the data key of a home by what this process was told; None where it is not sealed.

    :raises NotOpened: if it is sealed and nothing here opens it
    """
    kind = kind_of_home(home)
    if not kind:
        return None
    if told := os.environ.get(OPENED):
        return home_key_from(told)
    if kind == WORDS:
        raise NotOpened(f"{home} is opened by words: name it (--home) where somebody can be asked")
    path = key_file(said)
    if path is None:
        raise NotOpened(f"{home} is sealed: say where its key is (BANSO_HOME_KEY)")
    return open_home(home, opener_of_file(path))


def _wrapping(home: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((home / SEALED).read_text())
        if told["format"] != _FORMAT or told["kind"] not in (FILE, WORDS):
            raise NotOpened(f"{home / SEALED} is of a newer version")
        return {name: told[name] for name in ("kind", "salt", "wrapped")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotOpened(f"{home / SEALED} can't be read") from error


def _wrapping_key(opener: Opener, salt: bytes) -> bytes:
    if opener.kind == FILE:
        return derived_key(opener.secret, b"banso opens", salt=salt)
    return hash_secret_raw(opener.secret, salt, hash_len=KEY, type=Type.ID, **_ARGON2)


def _bytes_of(line: str, else_say: str) -> bytes:
    try:
        found = b64decode(line, validate=True)
    except ValueError as error:
        raise NotOpened(else_say) from error
    if len(found) != KEY:
        raise NotOpened(else_say)
    return found
