"""
Making a sealed home of one that is not, or of one whose data key is to be exchanged: a new home
beside the old one, which stays as it was until somebody removes it.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from banso.backup import manifest
from banso.backup.rules import differences
from banso.backup.tables import rows_of_file
from banso.config.home_secrets import PURPOSE
from banso.kit.file_lock import alone_with
from banso.kit.home_key import HomeKey, Opener, new_home_key, wrap
from banso.kit.new_files import lies_in, new_file
from banso.kit.refusals import Refusal
from banso.kit.sealed_sqlite.files import export

LEFT = ("snapshots", "uploads")
"""What is made again, or passes within a day: nothing of it goes into the new home."""


class CannotSeal(Exception):
    """Why no sealed home was made, in a sentence."""


class _Served(Refusal):
    """A server of this home runs: stop it first."""


@dataclass(frozen=True)
class Sealed:
    """What was sealed."""

    tables: int
    rows: int
    files: int


def seal_home(old: Path, new: Path, *, was: HomeKey | None, opener: Opener) -> Sealed:
    """
    Make a sealed home of another one, of which no server runs. As long as it is not whole, it is
    not opened.

    :raises CannotSeal: if that can't be
    :raises NotOpened: if the old home's database does not open
    """
    if not ((old / manifest.SECRETS).exists() or was):
        raise CannotSeal(f"{old} is no home")
    new.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(new.iterdir()):
        raise CannotSeal(f"{new} is not empty")
    if lies_in(new, old):
        raise CannotSeal(f"{new} lies in the home that it is made of")
    try:
        with alone_with(old / "serve.lock", else_say=_Served):
            return _made(old, new, was, opener)
    except _Served as error:
        raise CannotSeal(str(_Served.__doc__)) from error


def _made(old: Path, new: Path, was: HomeKey | None, opener: Opener) -> Sealed:
    mark = new / manifest.RESTORING
    mark.touch(mode=0o600)
    key = new_home_key()
    wrap(new, key, opener)
    rows = _database(old, new, was, key)
    _secrets(old, new, was, key)
    files = [
        one for one in manifest.files_of_home(old) if one.relative_to(old).parts[0] not in LEFT
    ]
    for one in files:
        target = new / one.relative_to(old)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(one, target)
        target.chmod(0o600)
    mark.unlink()
    return Sealed(len(rows), sum(rows.values()), len(files))


def _database(old: Path, new: Path, was: HomeKey | None, key: HomeKey) -> dict[str, int]:
    """Return the rows of each table; none where the database is a server's."""
    source, target = (one / manifest.DATABASE[manifest.SQLITE] for one in (old, new))
    if not source.exists():
        return {}
    export(source, target, was=was, key=key)
    target.chmod(0o600)
    before, after = rows_of_file(source, was), rows_of_file(target, key)
    wrong = differences(
        {name: one.told() for name, one in before.items()},
        {name: one.told() for name, one in after.items()},
    )
    if wrong:
        raise CannotSeal(f"not everything came along: table {', '.join(wrong[:5])}")
    return {name: one.count for name, one in after.items()}


def _secrets(old: Path, new: Path, was: HomeKey | None, key: HomeKey) -> None:
    if was is None:
        text = (old / manifest.SECRETS).read_bytes()
    else:
        text = was.open((old / manifest.SEALED_SECRETS).read_bytes(), PURPOSE)
    with new_file(new / manifest.SEALED_SECRETS) as file:
        file.write(key.seal(text, PURPOSE))
