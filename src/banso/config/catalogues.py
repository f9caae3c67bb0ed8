"""Message catalogues are compiled before anything reads them; no Django in here."""

import os
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_messages() -> None:
    """Compile each message catalogue that is newer than its compiled form."""
    for po in LOCALE.rglob("*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            fresh = mo.with_suffix(f".{os.getpid()}.tmp")
            polib.pofile(str(po)).save_as_mofile(str(fresh))
            fresh.replace(mo)
