"""`banso audit`: has anybody changed, removed or reordered the trace?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from banso.kit.home_commands import command

if TYPE_CHECKING:
    from banso.audit.checkpoints import Signed

PLACE = click.Path(exists=True, path_type=Path)


@click.group()
def audit() -> None:
    """Look after the trace of what was done and read."""


@command()
@click.option(
    "--against",
    "places",
    type=PLACE,
    multiple=True,
    help="a checkpoint, or a folder of them, kept elsewhere; may be said several times",
)
@click.option("--signed-by", "public", default="", help="the key whose checkpoints count (hex)")
@click.option("--quick", is_flag=True, help="walk from the last checkpoint only")
def verify(places: tuple[Path, ...], public: str, quick: bool) -> None:
    """
    Report every change, removal or reordering of the trace.

    Walks the hash chain of every agency; exit status 1 where there is a fault. A tail that was cut,
    a chain that was removed or written anew shows only beside a checkpoint (--against).
    """
    from banso.audit.checkpoints import newest
    from banso.audit.queries import against
    from banso.audit.queries import verify as walk

    known = _checkpoints(places, public)
    last = newest(known)
    if quick and last is None:
        raise click.ClickException("--quick needs a checkpoint to begin at (--against)")
    faults = [fault for one in known for fault in against(one.checkpoint.places())]
    since = last.checkpoint.places() if quick and last else None
    count, more, heads = walk(since)
    faults = list(dict.fromkeys([*faults, *more]))
    for fault in faults:
        click.echo(f"{fault.agency_id} event {fault.seq}: {fault.what}", err=True)
    for agency, (seq, sealed) in heads.items():
        click.echo(f"{agency} events {seq} head {sealed}")
    if last:
        click.echo(f"{len(known)} checkpoints, the last of {last.checkpoint.made_at}")
    if faults:
        raise click.ClickException(f"{len(faults)} fault(s) in {count} events")
    click.echo(f"{count} events, all in order")


def _checkpoints(places: tuple[Path, ...], public: str) -> "list[Signed]":
    """
    Return the checkpoints that count.

    :raises click.ClickException: if one is not as it was signed, or another key signed it
    """
    from banso.audit.checkpoints import NotACheckpoint, read

    found = []
    for place in places:
        files = sorted(place.glob("banso-trace-*.json")) if place.is_dir() else [place]
        if not files:
            raise click.ClickException(f"there is no checkpoint in {place}")
        for path in files:
            try:
                found.append(read(path.read_text(errors="replace")))
            except NotACheckpoint as error:
                raise click.ClickException(f"{path} is not as it was signed") from error
            if public and found[-1].public != public.lower():
                raise click.ClickException(f"{path} was signed with another key")
    keys = {one.public for one in found}
    if len(keys) > 1:
        raise click.ClickException(
            f"these checkpoints were signed with {len(keys)} keys: say which counts (--signed-by)"
        )
    return found


@command()
@click.option("--key", type=PLACE, help="the key to sign with; BANSO_CHECKPOINT_KEY otherwise")
@click.argument("places", nargs=-1, type=PLACE)
def checkpoint(places: tuple[Path, ...], key: Path | None) -> None:
    """
    Write down in PLACES where every chain stands, signed.

    The server does it every night (BANSO_CHECKPOINT_PLACES, BANSO_CHECKPOINT_KEY).
    """
    from django.conf import settings
    from django.utils import timezone

    from banso.audit.actions import write_checkpoint
    from banso.kit.refusals import Refusal

    try:
        written = write_checkpoint(
            places=list(places) or settings.BANSO_CHECKPOINT_PLACES,
            key=key or settings.BANSO_CHECKPOINT_KEY,
            now=timezone.now(),
        )
    except Refusal as refusal:
        raise click.ClickException(str(refusal.sentence)) from refusal
    for path in written:
        click.echo(path)


@click.command("checkpoint-key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def checkpoint_key(file: Path) -> None:
    """Write a new key for checkpoints to FILE, outside the home, and say its public part."""
    from banso.audit.checkpoints import make_key

    try:
        click.echo(make_key(file))
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error


for one in (verify, checkpoint, checkpoint_key):
    audit.add_command(one)
COMMANDS = (audit,)
