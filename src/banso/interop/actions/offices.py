"""Municipal consultation counters into the directory (columns as in くらし支援ナビ's open data)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from banso.interop.actions.import_runs import one_file_at_a_time
from banso.interop.actions.receiver_rows import receive, receivers_report, spare_my_numbers
from banso.interop.actions.receiver_runs import ReceiversRun
from banso.interop.actions.receivers_missing import MetInFile
from banso.interop.rules import Progress, Report, no_progress
from banso.interop.table_files import Row, UnreadableFile, rows_by_header
from banso.resources.actions import Counter

SOURCE = "くらし支援ナビ(運営: JUNKBRANDING)"
LICENCE = "CC BY 4.0"
NEEDED = ("id", "name")
_PLAIN = {
    "plain_name": "plainName",
    "category": "categoryId",
    "description": "description",
    "postal_code": "postalCode",
    "address": "address",
    "phone": "phone",
    "fax": "fax",
    "email": "email",
    "url": "officialUrl",
    "hours": "openingHours",
    "closed_days": "closedDays",
    "methods": "availableMethods",
    "eligibility": "eligibilityConditions",
    "status": "status",
}
_LONGEST = {
    "name": 300,
    "plainName": 300,
    "address": 400,
    "phone": 60,
    "fax": 60,
    "email": 200,
    "officialUrl": 500,
    "openingHours": 400,
    "closedDays": 300,
    "id": 200,
}


def import_offices(
    path: Path,
    *,
    renamed: Mapping[str, str] | None = None,
    close_missing: bool = False,
    run: ReceiversRun | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Report:
    """
    Bring counters in, or up to date; a row that can't be taken is refused and the rest goes on.
    `renamed` gives the name that is meant for a heading; what the import does is kept in `run`.
    What an earlier file held and this one lacks is told, and closed where `close_missing` says so.

    :raises UnreadableFile: if the file is no table, or lacks a column that is needed
    """
    file = path / "offices.csv" if path.is_dir() else path
    if not file.exists():
        raise UnreadableFile
    header, rows = rows_by_header(file, renamed)
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise UnreadableFile(
            _("The file lacks the columns %(columns)s.") % {"columns": ", ".join(missing)}
        )
    municipalities = _beside(file, "municipalities.csv") | _beside(
        file, "nationwide-municipalities.csv", but_not=_beside(file, "municipalities.csv")
    )
    prefectures = {
        row["code"]: row.get("name", "")
        for row in _beside(file, "prefectures.csv", key="code").values()
    }
    sources = {key: row.get("title", "") for key, row in _beside(file, "sources.csv").items()}
    report = receivers_report()
    with MetInFile() as met, one_file_at_a_time(SOURCE):
        places = _Places(municipalities, prefectures, sources)
        counters = _counters(file.name, rows, places, report, met)
        receive(
            counters,
            report,
            dry_run=dry_run,
            progress=progress,
            run=run,
            total=len(counters),
            missing=lambda: met.tell(SOURCE, report, titled=True),
            close_missing=SOURCE if close_missing else "",
        )
    return report


def _beside(
    file: Path, name: str, but_not: dict[str, dict[str, str]] | None = None, key: str = "id"
) -> dict[str, dict[str, str]]:
    """Read a table that lies beside the file, by its id; nothing where there is none."""
    other = file.parent / name
    if not other.exists():
        return {}
    known = but_not or {}
    return {
        row.cells[key]: row.cells
        for row in rows_by_header(other)[1]
        if row.cells.get(key) and row.cells[key] not in known
    }


@dataclass(frozen=True)
class _Places:
    """Names for codes, as far as the tables beside the file tell them."""

    municipalities: dict[str, dict[str, str]]
    prefectures: dict[str, str]
    sources: dict[str, str]

    def who(self, cells: dict[str, str]) -> tuple[str, str]:
        """
        Return (id, name) of who keeps a counter: the municipality, else the prefecture, else the
        department named.
        """
        municipality, prefecture = cells.get("municipalityId", ""), cells.get("prefectureCode", "")
        if municipality:
            return municipality, self.municipalities.get(municipality, {}).get(
                "name"
            ) or municipality
        if prefecture:
            return f"prefecture-{prefecture}", self.prefectures.get(prefecture) or prefecture
        name = cells.get("department") or cells["name"]
        return f"department-{name}"[:200], name[:300]

    def prefecture(self, cells: dict[str, str]) -> str:
        """Return the prefecture's code, where it is known."""
        return (
            cells.get("prefectureCode")
            or self.municipalities.get(cells.get("municipalityId", ""), {}).get(
                "prefectureCode", ""
            )
        )[:2]


def _counters(
    file: str, rows: list[Row], places: _Places, report: Report, met: MetInFile
) -> list[Counter]:
    counters: dict[str, Counter] = {}
    tally = report.of("services")
    for row in rows:
        tally.read += 1
        remarks: list[tuple[str, str]] = []
        spare_my_numbers(row.cells, remarks)
        fault = _fault(row, counters)
        if fault:
            tally.refuse(file, row.number, *fault)
            met.refuse(row.cells.get("id", ""), row.cells.get("name", ""))
            continue
        met.take(row.cells["id"])
        for name, words in remarks:
            report.remark(file, row.number, name, words)
        cells = row.cells
        organization_id, organization = places.who(cells)
        assured = cells.get("lastVerifiedAt", "")
        texts: dict[str, Any] = {name: cells.get(column, "") for name, column in _PLAIN.items()}
        counters[cells["id"]] = Counter(
            outside_id=cells["id"],
            source=SOURCE,
            organization=organization,
            organization_id=organization_id,
            name=cells["name"],
            prefecture_code=places.prefecture(cells),
            assured_on=date.fromisoformat(assured) if assured else None,
            source_title=places.sources.get(cells.get("sourceId", ""), "")[:300],
            licence=LICENCE,
            **texts,
        )
    return list(counters.values())


def _fault(row: Row, taken: dict[str, Counter]) -> tuple[str, str] | None:
    """Return (field, reason) of why a row can't be taken, or None."""
    cells = row.cells
    for name in NEEDED:
        if not cells.get(name):
            return name, _("is empty")
    if row.surplus:
        return "", _("has more cells than the header")
    if cells["id"] in taken:
        return "id", _("stands twice in the file")
    for name, longest in _LONGEST.items():
        if len(cells.get(name, "")) > longest:
            return name, _("is longer than %(longest)s characters") % {"longest": longest}
    try:
        date.fromisoformat(cells.get("lastVerifiedAt") or "2000-01-01")
    except ValueError:
        return "lastVerifiedAt", _("is no date")
    return None
