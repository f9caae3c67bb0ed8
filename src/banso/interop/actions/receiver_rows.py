"""What every importer of receivers does with what it has read."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from banso.interop.actions.import_runs import kept_unless
from banso.interop.actions.receiver_runs import ReceiversRun
from banso.interop.ledger_rows import my_number_left_out
from banso.interop.limits import LONGEST
from banso.interop.rules import BadRow, Progress, Report, Tally
from banso.kit.disk_index import OnDisk
from banso.kit.my_number import carries_my_number, without_my_number
from banso.resources.actions import Counter, close_services, upsert_counters
from banso.resources.rules.parts import Part

T = TypeVar("T")
BATCH = 500
# Ids are hexadecimal, numbers with a country code have twelve digits: any of them may look like a
# My Number.
_NO_TEXT = ("outside_id", "organization_id", "offered_as", "phone", "fax", "url")
_NO_CELL = (*_NO_TEXT, "corporate_number", "municipal_code", "latitude", "longitude", "coordinates")
_NO_TEXT_IN_PARTS = ("number", "uri", "schedule_link")


def too_long(one: Counter) -> str:
    """Return the first field that is longer than the directory keeps it, empty where all fit."""
    return next(
        (field for field, longest in LONGEST.items() if len(getattr(one, field)) > longest), ""
    )


def shows_my_number(one: Counter) -> bool:
    """Return whether a text of a counter carries what looks like a My Number."""
    inside = [text for rows in one.parts.values() for row in rows for text in _texts_of(row)]
    texts = [text for name, text in vars(one).items() if name not in _NO_TEXT] + inside
    return any(carries_my_number(text) for text in texts if isinstance(text, str))


def spare_my_numbers(cells: dict[str, str], remarks: list[tuple[str, str]]) -> None:
    """
    Leave out what looks like a My Number, and say so: a name loses the number, any other cell is
    not taken; the rest of the row is.
    """
    for name, text in cells.items():
        if name not in _NO_CELL and carries_my_number(text):
            cells[name] = without_my_number(text) if name == "name" else ""
            remarks.append((name, my_number_left_out()))


def spared(one: Counter, remarks: list[tuple[str, str]]) -> Counter:
    """Return a counter without what looks like a My Number, and say what is not taken."""
    texts = {name: text for name, text in vars(one).items() if isinstance(text, str)}
    spare_my_numbers(texts, remarks)
    parts = dict(one.parts)
    for kind, rows in one.parts.items():
        kept = [row for row in rows if not any(map(carries_my_number, _texts_of(row)))]
        if len(kept) < len(rows):
            remarks.append((kind, my_number_left_out()))
            parts[kind] = kept
    changed: dict[str, Any] = texts | {"parts": parts}
    return replace(one, **changed)


def _texts_of(row: Part) -> list[str]:
    """Return the texts of one part of a receiver that could carry a My Number."""
    inside = [text for name, text in row.items() if name not in _NO_TEXT_IN_PARTS]
    return [text for text in inside if isinstance(text, str)]


def counters_from(
    rows: Iterable[tuple[int, T]], make: Callable[[T], Counter], *, file: str, tally: Tally
) -> Iterator[Counter]:
    """
    Yield what is made of each numbered row; a row that can't be taken in is refused and the rest
    goes on.

    `make` raises BadRow for what only it knows; that a text is too long, carries a My Number or
    stands twice in the file is seen here.
    """
    seen: set[str] = set()
    for number, row in rows:
        tally.read += 1
        try:
            made = make(row)
            _check(made)
            if made.outside_id in seen:
                raise BadRow("outside_id", _("stands twice in the file"))
        except BadRow as bad:
            tally.refuse(file, number, bad.field, bad.reason)
        else:
            seen.add(made.outside_id)
            yield made


def _check(one: Counter) -> None:
    if field := too_long(one):
        raise BadRow(
            field, _("is longer than %(longest)s characters") % {"longest": LONGEST[field]}
        )
    if shows_my_number(one):
        raise BadRow("", _("carries what looks like a My Number"))


def receivers_report() -> Report:
    """Return an empty report with the three kinds of row a receiver is made of."""
    report = Report()
    for kind in ("services", "organizations", "locations"):
        report.of(kind)
    return report


def receive(
    counters: Iterable[Counter],
    report: Report,
    *,
    dry_run: bool,
    progress: Progress,
    run: ReceiversRun | None,
    total: int = 0,
    missing: Callable[[], Collection[str]] = tuple,
    close_missing: str = "",
) -> None:
    """
    Bring counters in batch by batch, whole or not at all, and note in the report what became of
    them; they are read as they are needed. `missing` tells, once all were read, the ids of those
    that the file lacks; `close_missing` names the publisher whose these are, where they are there
    no more.
    """
    waiting, done = iter(counters), 0
    report.dry_run = dry_run
    with OnDisk() as counted, kept_unless(dry_run):
        while batch := list(islice(waiting, BATCH)):
            became = upsert_counters(batch, counted=counted)
            for kind, tallied in became.tally.items():
                report.of(kind).add(tallied)
            if run is not None:
                run.add(became)
            del became  # one batch at a time is held
            done += len(batch)
            progress(done, total)
        gone = missing()
        if gone and close_missing:
            closed = close_services(close_missing, gone)
            report.of("services").add(closed.tally["services"])
            if run is not None:
                run.add(closed)
        if run is not None:
            run.keep(report)
    for kind in ("organizations", "locations"):
        one = report.of(kind)
        one.read = one.new + one.changed + one.unchanged
