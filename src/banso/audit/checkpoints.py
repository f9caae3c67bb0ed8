"""
Checkpoints: where every chain stood at a moment, signed and kept where this home can't reach.

Whoever has the home and its key can write the trace anew from any point, and move the heads. What
they can't do is change what was written down elsewhere, nor sign another.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from banso.kit.new_files import new_file

Heads = Mapping[UUID, tuple[int, str]]
"""Of each agency: how many events, and the seal of the last."""


class NotACheckpoint(Exception):
    """The file is no checkpoint, or was changed since it was signed."""


class NoKey(Exception):
    """There is no key to sign with."""


@dataclass(frozen=True)
class Checkpoint:
    """Where every chain stood, and the hash of the checkpoint before."""

    made_at: str
    heads: dict[str, list[object]]
    previous: str = ""

    def places(self) -> dict[UUID, tuple[int, str]]:
        """Return where each chain stood."""
        return {
            UUID(agency): (int(str(seq)), str(seal)) for agency, (seq, seal) in self.heads.items()
        }


@dataclass(frozen=True)
class Signed:
    """A checkpoint as it lies in a place."""

    checkpoint: Checkpoint
    public: str
    text: str

    @property
    def name(self) -> str:
        """The name of its file."""
        at = datetime.fromisoformat(self.checkpoint.made_at).astimezone(UTC)
        return f"banso-trace-{self.public[:8]}-{at:%Y%m%dT%H%M%SZ}.json"


def make_key(path: Path) -> str:
    """
    Write a new key for signing to a file that only its owner reads, and return its public part.

    :raises FileExistsError: if there is such a file
    """
    made = Ed25519PrivateKey.generate()
    with new_file(path) as file:
        file.write(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return made.public_key().public_bytes_raw().hex()


def sign(heads: Heads, *, key: Path, now: datetime, previous: str = "") -> Signed:
    """
    Return a checkpoint of these heads.

    :raises NoKey: if the file holds no key
    """
    try:
        private = load_pem_private_key(key.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise NoKey(str(key)) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise NoKey(str(key))
    checkpoint = Checkpoint(
        made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        heads={str(agency): [seq, seal] for agency, (seq, seal) in heads.items()},
        previous=previous,
    )
    public = private.public_key().public_bytes_raw().hex()
    told = {
        "checkpoint": asdict(checkpoint),
        "public": public,
        "signature": private.sign(_plain(checkpoint)).hex(),
    }
    return Signed(checkpoint, public, json.dumps(told, indent=1, sort_keys=True) + "\n")


def read(text: str) -> Signed:
    """
    Return a checkpoint that is as it was signed.

    :raises NotACheckpoint: if it is not
    """
    try:
        told = json.loads(text)
        checkpoint = Checkpoint(**told["checkpoint"])
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(told["public"]))
        public.verify(bytes.fromhex(told["signature"]), _plain(checkpoint))
        checkpoint.places()
        datetime.fromisoformat(checkpoint.made_at)
    except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature) as error:
        raise NotACheckpoint from error
    return Signed(checkpoint, told["public"], text)


def hash_of(signed: Signed) -> str:
    """Return what the next checkpoint says of this one."""
    return sha256(_plain(signed.checkpoint)).hexdigest()


def newest(found: Iterable[Signed]) -> Signed | None:
    """Return the last of some checkpoints."""
    return max(found, key=lambda one: one.checkpoint.made_at, default=None)


def in_folders(folders: Sequence[Path]) -> list[Signed]:
    """Return the checkpoints in some folders; what can't be read as one is left aside."""
    found = []
    for folder in folders:
        for path in sorted(folder.glob("banso-trace-*.json")):
            try:
                found.append(read(path.read_text()))
            except (NotACheckpoint, OSError, UnicodeDecodeError):
                continue
    return found


def put(signed: Signed, folder: Path) -> Path:
    """
    Write a checkpoint into a folder; what lies there is never written over.

    :raises OSError: if it can't be written
    """
    path = folder / signed.name
    with new_file(path, mode=0o644) as file:
        file.write(signed.text.encode())
    return path


def _plain(checkpoint: Checkpoint) -> bytes:
    return json.dumps(asdict(checkpoint), sort_keys=True, separators=(",", ":")).encode()
