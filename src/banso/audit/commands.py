"""`banso audit verify`: has anybody changed, removed or reordered the trace?"""

import click

from banso.kit.home_commands import command


@click.group()
def audit() -> None:
    """Look after the trace of what was done and read."""


@command()
def verify() -> None:
    """
    Report every change, removal or reordering of the trace.

    Walks the hash chain of every agency; exit status 1 where there is a fault.
    """
    from banso.audit.queries import verify as walk

    count, faults, heads = walk()
    for fault in faults:
        click.echo(f"{fault.agency_id} event {fault.seq}: {fault.what}", err=True)
    for agency, (seq, sealed) in heads.items():
        click.echo(f"{agency} events {seq} head {sealed}")
    if faults:
        raise click.ClickException(f"{len(faults)} fault(s) in {count} events")
    click.echo(f"{count} events, all in order")


audit.add_command(verify)
COMMANDS = (audit,)
