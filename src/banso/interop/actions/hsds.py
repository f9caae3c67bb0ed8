"""
An HSDS 3.0 file into the directory, and the directory as an HSDS 3.0 file; both row by row, so that
memory stays flat.
"""

import json
import re
from collections import Counter as Counted
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from zipfile import is_zipfile

import ijson
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.interop.actions.import_runs import one_file_at_a_time
from banso.interop.actions.receiver_rows import (
    receive,
    receivers_report,
    shows_my_number,
    spared,
    too_long,
)
from banso.interop.actions.receiver_runs import ReceiversRun
from banso.interop.actions.receivers_missing import MetInFile
from banso.interop.hsds.reading import counters_of, services_in
from banso.interop.hsds.tables import write_tables
from banso.interop.hsds.tables_in import read_tables
from banso.interop.hsds.vocabulary import KNOWN
from banso.interop.hsds.writing import services_out
from banso.interop.publishers import refuse_agency
from banso.interop.receiver_lists import NumbersHere
from banso.interop.rules import BadRow, Progress, Report, no_progress
from banso.interop.table_files import UnreadableFile
from banso.kit.disk_index import OnDisk
from banso.resources.actions import Counter
from banso.resources.queries import how_many_offered, services_to_give

HEAD = 65_536
DEEPEST = 40
_NO_JSON = gettext_lazy("The file is no JSON in UTF-8, or it breaks off.")


def import_hsds(
    path: Path,
    *,
    source: str = "",
    close_missing: bool = False,
    run: ReceiversRun | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Report:
    """
    Bring services in, or up to date; a service that can't be taken is refused and the rest goes on.
    What the publisher's file held before and holds no more is told.

    :param path: JSON (a list, a page with `contents`, one `service_full`,
      `service_at_location_full` or `organization_full`), or a zip or folder of HSDS tables
    :param source: who published the file; the file's name where nothing is said. Ids count within
      their source.
    :param close_missing: what the file holds no more is closed
    :param run: what the import does is kept in it, so that it can be taken back
    :raises UnreadableFile: if the file is no JSON in UTF-8 and no zip of tables; nothing of it is
      kept then
    """
    refuse_agency(source)
    source = source or path.stem
    report, unknown = receivers_report(), Counted[str]()
    with MetInFile() as met, one_file_at_a_time(source):
        receive(
            _counters(path, source, report, unknown, met),
            report,
            dry_run=dry_run,
            progress=progress,
            run=run,
            missing=lambda: met.tell(source, report, titled=False),
            close_missing=source if close_missing else "",
        )
    if unknown:
        fields = ", ".join(f"{name} ({count})" for name, count in unknown.most_common(20))
        report.notes.append(
            _("Left aside, as the directory has no place for it: %(fields)s") % {"fields": fields}
        )
    return report


def read_through(path: Path) -> None:
    """
    Read a file to its end and keep nothing.

    :raises UnreadableFile: if `import_hsds` could not read it
    """
    for _service in _services(path, Counted[str]()):
        pass


def _counters(
    path: Path, source: str, report: Report, unknown: "Counted[str]", met: MetInFile
) -> Iterator[Counter]:
    """
    Yield what can be taken; `row` in the report is the place of the service in the file, the first
    is 1.
    """
    tally = report.of("services")
    here = NumbersHere(source)
    with OnDisk() as seen, OnDisk() as organizations:
        for number, service in enumerate(_services(path, unknown), start=1):
            tally.read += 1
            remarks: list[tuple[str, str]] = []
            try:
                made = counters_of(
                    service, source=source, organizations=organizations, remarks=remarks
                )
                made = [spared(one, remarks) for one in made]
                _check(made, seen)
                for one in made:
                    here.refuse_another(one)
            except BadRow as bad:
                tally.refuse(path.name, number, bad.field, bad.reason)
                if isinstance(service, dict):
                    met.refuse(service.get("id", ""), service.get("name", ""))
                continue
            for field, words in dict.fromkeys(remarks):
                report.remark(path.name, number, field, words)
            unknown.update(name for name in service if name not in KNOWN)
            for one in made:
                met.take(one.outside_id)
                yield one


def _check(made: list[Counter], seen: OnDisk) -> None:
    for one in made:
        if not one.name:
            raise BadRow("name", _("is empty"))
        if field := too_long(one):
            raise BadRow(field, _("is too long"))
    if any(shows_my_number(one) for one in made):
        raise BadRow("", _("carries what looks like a My Number"))
    if not seen.is_new(made[0].offered_as or made[0].outside_id):
        raise BadRow("id", _("stands twice in the file"))


def _services(path: Path, aside: "Counted[str]") -> Iterator[Any]:
    """
    Yield the services of a file one by one, without holding the file in memory; what tables hold
    beside is counted in `aside`.
    """
    if path.is_dir() or is_zipfile(path):
        yield from read_tables(path, aside)
        return
    with path.open("rb") as file:
        where = _where(file)
        try:
            for one in _built(ijson.basic_parse(file, use_float=True), where):
                yield from services_in(one)
        except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
            raise UnreadableFile(_NO_JSON) from error


def _built(events: Iterator[tuple[str, Any]], start: int) -> Iterator[Any]:
    """
    Yield what stands at a depth, one by one; a file that is nested deeper than any service is none.
    """
    depth, inside, builder = 0, start < 2, ijson.ObjectBuilder()
    for event, value in events:
        closing = event in ("end_map", "end_array")
        depth -= closing
        if depth > DEEPEST:
            raise UnreadableFile(_NO_JSON)
        if depth == 1 and start == 2 and event == "map_key":
            inside = value == "contents"
        if inside and depth >= start:
            builder.event(event, value)
            if depth == start and (closing or event not in ("start_map", "start_array", "map_key")):
                yield builder.value
                builder = ijson.ObjectBuilder()
        depth += event in ("start_map", "start_array")


def _where(file: IO[bytes]) -> int:
    """Return how deep the services stand, and put the file at its first sign."""
    head = file.read(HEAD)
    mark = 3 if head.startswith(b"\xef\xbb\xbf") else 0
    file.seek(mark)
    first = head[mark:].lstrip()[:1]
    if first == b"[":
        return 1
    if first != b"{":
        raise UnreadableFile(_NO_JSON)
    return 2 if re.search(rb'"contents"\s*:\s*\[', head) else 0


@asks(Duty.KEEP_RECEIVERS, Duty.SEE_RESOURCES)
def export_hsds(file: IO[str], *, by: Viewer) -> int:
    """
    Write every service that may be given on as one HSDS 3.0 page; return how many. Checks, trust
    and incidents are no part of it.
    """
    rows = services_to_give(by)
    count = how_many_offered(rows)
    page = {
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
        "empty": not count,
    }
    file.write(json.dumps(page)[:-1] + ', "contents": [')
    written = 0
    for one in services_out(rows):
        file.write((",\n" if written else "\n") + json.dumps(one, ensure_ascii=False))
        written += 1
    file.write("\n]}\n")
    return written


def export_hsds_tables(file: IO[bytes], *, by: Viewer) -> int:
    """
    Write every service that may be given on as a zip of HSDS 3.0 tables in CSV; return how many.
    Checks, trust and incidents are no part of it.
    """
    return write_tables(file, services_out(services_to_give(by)))
