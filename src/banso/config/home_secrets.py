"""
What only the home knows: its secrets, made on the first start, and in a sealed home the data key.
"""

import errno
import json
import os
import secrets
import tempfile
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from banso.backup.manifest import RESTORING, SEALED_SECRETS, SECRETS
from banso.config.environment import Environment
from banso.kit import home_key as keys
from banso.kit.home_key import HomeKey, NotOpened
from banso.kit.new_files import lies_in, new_file

PURPOSE = "secrets"
MEMORY = Path("/dev/shm")  # noqa: S108 — a folder in memory is what is meant


def home_key(said: Environment) -> HomeKey | None:
    """
    Return the data key of a home, None where it is not sealed; an empty home that is told a key
    begins sealed.

    :raises ImproperlyConfigured: if nothing here opens it, or it is told a key and is not sealed
    """
    try:
        found = keys.key_of_home(said.home, said.home_key)
        path = keys.key_file(said.home_key)
        if found or not path:
            return found
        _can_begin(said.home, path)
        made = keys.new_home_key()
        said.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        keys.wrap(said.home, made, keys.opener_of_file(path))
    except NotOpened as error:
        raise ImproperlyConfigured(str(error)) from error
    return made


def folder_that_passes(home: Path, key: HomeKey | None) -> Path:
    """
    Return where files lie that pass within a day (brought in, unpacked, put together): in the home,
    or where it is sealed in memory, where temporary files go as well from then on.

    :raises ImproperlyConfigured: if it is sealed and this machine has no such folder
    """
    if key is None:
        return home
    found = MEMORY / f"banso-{os.geteuid()}-{sha256(key.derived('passing')).hexdigest()[:12]}"
    try:
        found.mkdir(mode=0o700, exist_ok=True)
        if found.stat().st_uid != os.geteuid() or found.is_symlink():
            raise PermissionError(errno.EPERM, "it is not ours")
        found.chmod(0o700)
    except OSError as error:
        raise ImproperlyConfigured(
            f"a sealed home needs {MEMORY} for what passes, so that nothing of it is written on a "
            f"disk in clear: {error.strerror}"
        ) from error
    os.environ["TMPDIR"] = os.environ["SQLITE_TMPDIR"] = str(found)
    tempfile.tempdir = str(found)
    return found


def _can_begin(home: Path, key: Path) -> None:
    if lies_in(key, home):
        raise ImproperlyConfigured(
            f"the key {key} lies in the home that it opens: whoever takes one has the other"
        )
    if (home / SECRETS).exists():
        raise ImproperlyConfigured(
            f"{home} is told a key and is not sealed: banso seal makes a sealed home of it"
        )


def home_secrets(home: Path, key: HomeKey | None) -> dict[str, str]:
    """
    Return the home's secrets; make them on the first start.

    :raises ImproperlyConfigured: if the home was not brought back whole, or they do not open
    """
    if (home / RESTORING).exists():
        raise ImproperlyConfigured(
            f"{home} was not brought back whole: run banso restore again, it begins from the start"
        )
    path = home / (SEALED_SECRETS if key else SECRETS)
    if path.exists():
        try:
            text = key.open(path.read_bytes(), PURPOSE) if key else path.read_bytes()
        except NotOpened as error:
            raise ImproperlyConfigured(f"{path}: {error}") from error
        kept: dict[str, str] = json.loads(text)
        return kept
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = {"secret_key": secrets.token_urlsafe(50), "audit_key": secrets.token_urlsafe(50)}
    text = json.dumps(made).encode()
    with new_file(path) as file:
        file.write(key.seal(text, PURPOSE) if key else text)
    return made
