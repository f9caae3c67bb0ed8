"""Message catalogues are compiled before anything reads them; no Django in here."""

import os
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent


def compile_messages() -> None:
    """Compile each catalogue, of the house or a room, that is newer than its compiled form."""
    for po in [*PACKAGE.glob("locale/**/*.po"), *PACKAGE.glob("*/locale/**/*.po")]:
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            fresh = mo.with_suffix(f".{os.getpid()}.tmp")
            polib.pofile(str(po)).save_as_mofile(str(fresh))
            fresh.replace(mo)
