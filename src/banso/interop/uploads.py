"""Files on their way in: readable by their owner only, gone after a day at the latest."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.interop.file_names import shown_name
from banso.kit.file_lock import alone_with
from banso.kit.ids import new_id
from banso.kit.refusals import NotSeen, Refusal

DAY = 24 * 60 * 60


class _InHand(Refusal):
    """Another request takes the file in just now."""


def _path(upload: UUID, viewer: Viewer) -> Path:
    return Path(settings.BANSO_UPLOADS) / f"{viewer.member_id}-{upload}"


def put(content: bytes, viewer: Viewer, *, name: str = "") -> UUID:
    """Keep a file for its member until it is taken in; sweep away what was forgotten."""
    folder = Path(settings.BANSO_UPLOADS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = time.time()
    _sweep(now)
    upload = new_id()
    path = _path(upload, viewer)
    path.touch(mode=0o600)
    path.write_bytes(content)
    os.utime(path, (now, now))  # its age is counted by one clock, not by the file server's
    if shown := shown_name(name):
        keep_beside(upload, {"file": shown}, viewer)
    return upload


def name_of(upload: UUID, viewer: Viewer) -> str:
    """Return what a file was called where it was chosen."""
    return str(kept_beside(upload, viewer).get("file") or _("the file"))


def _sweep(now: float) -> int:
    count = 0
    for path in Path(settings.BANSO_UPLOADS).iterdir():
        with suppress(FileNotFoundError):  # somebody else sweeps, or takes it in, at the same time
            if now - path.stat().st_mtime > DAY:
                path.unlink()
                count += 1
    return count


def clean_uploads(now: datetime) -> str:
    """Let go of what was forgotten, also where nobody brings anything any more."""
    there = Path(settings.BANSO_UPLOADS).is_dir()
    return _("Removed: %(count)s") % {"count": _sweep(now.timestamp()) if there else 0}


def where(upload: UUID, viewer: Viewer) -> Path:
    """
    Return where a file lies that this member put.

    :raises NotSeen: if there is none of theirs
    """
    path = _path(upload, viewer)
    if not path.exists():
        raise NotSeen
    return path


def get(upload: UUID, viewer: Viewer) -> bytes:
    """
    Return a file that this member put.

    :raises NotSeen: if there is none of theirs
    """
    return where(upload, viewer).read_bytes()


def keep_beside(upload: UUID, what: dict[str, Any], viewer: Viewer) -> None:
    """Keep beside a file what is said about it, together with what was said before."""
    path = _beside(where(upload, viewer))
    said = json.dumps(kept_beside(upload, viewer) | what)
    begun = path.with_name(f"{path.name}.{new_id()}")  # whole or not at all, for who reads now
    begun.touch(mode=0o600)
    begun.write_text(said)
    begun.replace(path)


def kept_beside(upload: UUID, viewer: Viewer) -> dict[str, Any]:
    """Return what was said about the rows of a file so far."""
    path = _beside(where(upload, viewer))
    kept: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    return kept


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.said")


def drop(upload: UUID, viewer: Viewer) -> None:
    """Let a file go."""
    path = _path(upload, viewer)
    path.unlink(missing_ok=True)
    _beside(path).unlink(missing_ok=True)


def let_go(upload: UUID, viewer: Viewer, *, told: dict[str, Any]) -> None:
    """Let a file go that was taken in, and remember for a day what was told of it."""
    path = _after(upload, viewer)
    begun = path.with_name(f"{path.name}.{new_id()}")
    begun.touch(mode=0o600)
    begun.write_text(json.dumps(told))
    begun.replace(path)
    drop(upload, viewer)


def told_of(upload: UUID, viewer: Viewer) -> dict[str, Any] | None:
    """Return what was told of a file that was taken in; None before that."""
    try:
        text = _after(upload, viewer).read_text()
    except FileNotFoundError:
        return None
    try:
        told: dict[str, Any] = json.loads(text)
    except ValueError:  # of the version before, which kept the run alone
        return {"at": "", "run_id": text}
    return told


@contextmanager
def claimed(upload: UUID, viewer: Viewer) -> Iterator[bool]:
    """
    Take a file for one request alone; tell whether no other one has it in hand.

    :raises NotSeen: if there is none of theirs, nor was one that is taken in
    """
    if told_of(upload, viewer) is None:
        where(upload, viewer)
    try:
        with alone_with(_after(upload, viewer).with_suffix(".taking"), else_say=_InHand):
            yield True
    except _InHand:
        yield False


def _after(upload: UUID, viewer: Viewer) -> Path:
    path = _path(upload, viewer)
    return path.with_name(f"{path.name}.done")
