"""The files of a HUD HMIS CSV export, and its cells as we keep them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from banso.interop.table_files import Row, UnreadableFile, rows_by_header
from banso.kit.eras import PartialDate, Precision

NEEDED = {
    "Client.csv": ("PersonalID", "FirstName", "LastName", "DOB", "DOBDataQuality"),
    "Project.csv": ("ProjectID", "ProjectType"),
    "Enrollment.csv": ("EnrollmentID", "PersonalID", "ProjectID", "EntryDate"),
}
MAYBE = {
    "Exit.csv": ("EnrollmentID", "ExitDate", "Destination"),
    "CurrentLivingSituation.csv": (
        "CurrentLivingSitID",
        "PersonalID",
        "InformationDate",
        "CurrentLivingSituation",
    ),
    "Services.csv": ("ServicesID", "PersonalID", "DateProvided", "RecordType"),
}


class BadCell(ValueError):
    """A cell that can't be read: (field, reason)."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


@dataclass
class Export:
    """The tables of one export, rows by header's name."""

    tables: dict[str, list[Row]]

    def of(self, name: str) -> list[Row]:
        """Return the rows of a table, none where it is missing."""
        return self.tables.get(name, [])


def read_export(folder: Path, renamed: Mapping[str, str] | None = None) -> Export:
    """
    Return the tables of an export; `renamed` gives the name that is meant for a heading.

    :raises UnreadableFile: if a table or a column is missing
    """
    tables = {}
    for name, needed in (NEEDED | MAYBE).items():
        file = folder / name
        if not file.exists():
            if name in NEEDED:
                raise UnreadableFile(_("The export lacks the file %(file)s.") % {"file": name})
            continue
        header, rows = rows_by_header(file, renamed)
        missing = [column for column in needed if column not in header]
        if missing:
            raise UnreadableFile(
                _("%(file)s lacks the columns %(columns)s.")
                % {"file": name, "columns": ", ".join(missing)}
            )
        tables[name] = rows
    return Export(tables)


def number_in(row: Row, name: str) -> int:
    """Return the number in a cell, −1 where there is none."""
    text = row.cells.get(name, "")
    return int(text) if text.isdecimal() else -1


def code_in(row: Row, name: str) -> int | None:
    """
    Return the code in a cell.

    :raises BadCell: if it is none
    """
    text = row.cells.get(name, "")
    if text and not text.isdecimal():
        raise BadCell(name, _("is no code"))
    return int(text) if text else None


def day_in(row: Row, name: str) -> date:
    """
    Return the day in a cell.

    :raises BadCell: if it is none
    """
    text = row.cells.get(name, "")
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise BadCell(name, _("is no date")) from error


def birth_in(row: Row) -> PartialDate:
    """Return when somebody was born, as far as the export says that it is known."""
    quality = row.cells.get("DOBDataQuality", "")
    if quality not in ("1", "2") or not row.cells.get("DOB"):
        return PartialDate()
    day = day_in(row, "DOB")
    if not 1868 <= day.year <= 2100:
        raise BadCell("DOB", _("is no date"))
    return PartialDate(
        day.year, day.month, day.day, Precision.DAY if quality == "1" else Precision.ABOUT
    )


def sex_in(row: Row) -> str:
    """Return the sex as we keep it, from the columns of any year of the format."""
    cells = row.cells
    female = "1" in (cells.get("Female"), cells.get("Woman")) or cells.get("Gender") == "0"
    male = "1" in (cells.get("Male"), cells.get("Man")) or cells.get("Gender") == "1"
    others = (
        "NoSingleGender",
        "Transgender",
        "Questioning",
        "NonBinary",
        "CulturallySpecific",
        "DifferentIdentity",
    )
    if any(cells.get(name) == "1" for name in others) or (female and male):
        return "other"
    return "female" if female else "male" if male else ""
