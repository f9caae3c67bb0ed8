"""The directory as a file, for the command and for the screen alike."""

from io import TextIOWrapper
from typing import IO

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.interop.actions.hsds import export_hsds, export_hsds_tables
from banso.interop.actions.receivers_out import export_receivers


@asks(Duty.KEEP_RECEIVERS, Duty.SEE_RESOURCES)
def export_file(kind: str, file: IO[bytes], *, by: Viewer) -> int:
    """
    Write what may be given on as `hsds.json`, `hsds.zip` or `list.csv`; return how many services.

    :raises KeyError: if there is no such kind
    """
    if kind == "hsds.zip":
        return export_hsds_tables(file, by=by)
    export = {"hsds.json": export_hsds, "list.csv": export_receivers}[kind]
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        return export(text, by=by)
    finally:
        text.detach()
