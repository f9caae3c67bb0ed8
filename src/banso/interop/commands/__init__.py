"""`banso import` and `banso export`: what comes in from elsewhere, and what may be given on."""

import click

from banso.interop.commands.bringing_in import bring_in
from banso.interop.commands.giving_on import give_on

__all__ = ["COMMANDS"]
COMMANDS: tuple[click.Command, ...] = (bring_in, give_on)
