"""What every importer of receivers does with what it has read."""

from collections.abc import Iterable
from itertools import islice

from banso.interop.actions.import_runs import kept_unless
from banso.interop.limits import LONGEST
from banso.interop.rules import Progress, Report
from banso.kit.disk_index import OnDisk
from banso.kit.my_number import carries_my_number
from banso.resources.actions import Counter, upsert_counters

BATCH = 500
# Ids are hexadecimal, numbers with a country code have twelve digits: any of them may look like a
# My Number.
_NO_TEXT = ("outside_id", "organization_id", "offered_as", "phone", "fax", "url")
_NO_TEXT_IN_PARTS = ("number", "uri", "schedule_link")


def too_long(one: Counter) -> str:
    """Return the first field that is longer than the directory keeps it, empty where all fit."""
    return next(
        (field for field, longest in LONGEST.items() if len(getattr(one, field)) > longest), ""
    )


def shows_my_number(one: Counter) -> bool:
    """Return whether a text of a counter carries what looks like a My Number."""
    inside = [
        text
        for rows in one.parts.values()
        for row in rows
        for name, text in row.items()
        if name not in _NO_TEXT_IN_PARTS
    ]
    texts = [text for name, text in vars(one).items() if name not in _NO_TEXT] + inside
    return any(carries_my_number(text) for text in texts if isinstance(text, str))


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
    total: int = 0,
) -> None:
    """
    Bring counters in batch by batch, whole or not at all, and note in the report what became of
    them; they are read as they are needed.
    """
    waiting, done = iter(counters), 0
    with OnDisk() as counted, kept_unless(dry_run):
        while batch := list(islice(waiting, BATCH)):
            for kind, tallied in upsert_counters(batch, counted=counted).items():
                report.of(kind).add(tallied)
            done += len(batch)
            progress(done, total)
    for kind in ("organizations", "locations"):
        one = report.of(kind)
        one.read = one.new + one.changed + one.unchanged
