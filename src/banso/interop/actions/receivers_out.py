"""The directory as a list under the headings municipalities use."""

from collections.abc import Iterator
from typing import IO, Any

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.interop.receiver_headings import ONLY_IN, WORDS
from banso.kit.export import Cell, csv_rows
from banso.resources.models import Service
from banso.resources.queries import services_to_give
from banso.resources.rules import CLOSED_STATUSES

_OUT = [name for name in WORDS if name not in ONLY_IN]


@asks(Duty.KEEP_RECEIVERS, Duty.SEE_RESOURCES)
def export_receivers(file: IO[str], *, by: Viewer) -> int:
    """
    Write every service that may be given on and is still there as CSV under the headings
    municipalities use; return how many. Checks are no part of it.
    """
    rows = services_to_give(by).exclude(status__in=CLOSED_STATUSES)
    written = 0

    def cells() -> Iterator[list[Cell]]:
        nonlocal written
        for one in rows.order_by("pk").iterator(chunk_size=2000):
            written += 1
            yield [_cell(one, name) for name in _OUT]

    file.writelines(csv_rows([WORDS[name][0] for name in _OUT], cells()))
    return written


def _cell(one: Service, name: str) -> Cell:
    holder: Any = one
    if name in ("address", "postal_code", "latitude", "longitude", "accessibility"):
        holder = one.location
    elif name in ("corporate_number", "municipal_code"):
        holder = one.organization
    if name == "organization":
        return str(one.organization.name)
    kept = one.pk if name == "outside_id" else getattr(holder, name, None)
    return kept if kept is None or isinstance(kept, float) else str(kept)
