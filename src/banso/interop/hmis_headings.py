"""Which heading of an HMIS export holds which column: as it stands, as guessed, or as chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from banso.interop.csv_files import csv_cells
from banso.interop.table_files import UnreadableFile, rows_below

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
TABLES = NEEDED | MAYBE
# What is read where it is there.
_BESIDE = {
    "Enrollment.csv": ("LivingSituation",),
    "CurrentLivingSituation.csv": ("LocationDetails",),
    "Services.csv": ("EnrollmentID", "TypeProvided", "OtherTypeProvided"),
}
# Other names under which exports of other makers have a column, letters only.
_ALSO = {
    "PersonalID": ("clientid", "personid", "clientuid"),
    "FirstName": ("given", "givenname", "forename", "first"),
    "LastName": ("family", "familyname", "surname", "last"),
    "DOB": ("dateofbirth", "birthdate", "birthday"),
    "EntryDate": ("projectstartdate", "startdate", "projectentrydate"),
    "ExitDate": ("projectexitdate", "enddate"),
}


@dataclass(frozen=True)
class TableHeadings:
    """
    A table of an export: its name, its headings, which of them holds each column (none: not
    found), how many rows it has, and its cells.
    """

    name: str
    headings: list[str]
    taken: dict[str, str]
    rows: int
    cells: list[list[str]] = field(default_factory=list, repr=False)

    @property
    def lacks(self) -> list[str]:
        """The columns that are needed and that no heading holds."""
        return [one for one in TABLES[self.name] if not self.taken[one]]

    @property
    def guessed(self) -> dict[str, str]:
        """The columns whose heading says otherwise."""
        return {one: held for one, held in self.taken.items() if held not in ("", one)}

    @property
    def renamed(self) -> dict[str, str]:
        """The name that is meant for each heading that says otherwise or is left aside."""
        aside = {one: "" for one, held in self.taken.items() if one in self.headings and not held}
        return aside | {held: one for one, held in self.guessed.items()}


def headings_of(folder: Path, renamed: Mapping[str, str] | None = None) -> list[TableHeadings]:
    """
    Return the tables of an export with their headings; `renamed` gives the column that is meant by
    a heading, or by a heading of one file (Client.csv:Given).

    :raises UnreadableFile: if a file is missing that is needed, or one is no table
    """
    tables = []
    for name in TABLES:
        file = folder / name
        if file.exists():
            cells = csv_cells(file.read_bytes())
            header, rows = rows_below(cells)
            taken = _taken(name, header, _of_table(name, renamed or {}))
            tables.append(TableHeadings(name, header, taken, len(rows), cells))
        elif name in NEEDED:
            raise UnreadableFile(_("The export lacks the file %(file)s.") % {"file": name})
    return tables


def refuse_lacking(table: TableHeadings) -> None:
    """
    Refuse a table in which no heading holds a column that is needed.

    :raises UnreadableFile: if there is one
    """
    if table.lacks:
        words = _("%(file)s lacks the columns %(columns)s.")
        raise UnreadableFile(words % {"file": table.name, "columns": ", ".join(table.lacks)})


def said_of_headings(tables: list[TableHeadings]) -> list[str]:
    """Return what must be said of headings that were taken for a column of another name."""
    words = _("%(file)s: “%(heading)s” was taken for %(column)s.")
    return [
        words % {"file": one.name, "heading": heading, "column": column}
        for one in tables
        for column, heading in one.guessed.items()
    ]


def _of_table(name: str, renamed: Mapping[str, str]) -> dict[str, str]:
    """Return what was said of headings of one table."""
    mine = f"{name}:"
    others = tuple(f"{other}:" for other in TABLES if other != name)
    said = {one: meant for one, meant in renamed.items() if not one.startswith(others)}
    return {one.removeprefix(mine): meant for one, meant in said.items()}


def _taken(name: str, header: list[str], said: Mapping[str, str]) -> dict[str, str]:
    taken: dict[str, str] = {}
    for column in (*TABLES[name], *_BESIDE.get(name, ())):
        chosen = [heading for heading in header if said.get(heading) == column]
        if chosen:
            taken[column] = chosen[0]
        elif column in header:
            taken[column] = column if said.get(column, column) == column else ""
        else:
            free = [one for one in header if one not in said and one not in TABLES[name]]
            alike = {_letters(column), *_ALSO.get(column, ())}
            guesses = [one for one in free if _letters(one) in alike]
            taken[column] = guesses[0] if len(guesses) == 1 else ""
    return taken


def _letters(heading: str) -> str:
    return "".join(one for one in heading.casefold() if one.isalnum())
