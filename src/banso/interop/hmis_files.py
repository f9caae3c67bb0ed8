"""The files of a HUD HMIS CSV export, and its cells as we keep them."""

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile, is_zipfile

from django.utils.translation import gettext as _

from banso.interop.hmis_headings import TABLES, headings_of, refuse_lacking, said_of_headings
from banso.interop.ledger_cells import Cell, birth_cell
from banso.interop.table_files import Row, UnreadableFile, rows_below
from banso.kit.eras import PartialDate, Precision
from banso.kit.numbers import whole_number
from banso.kit.readers.dates import UnreadableDate, parse_day

MAX_UNPACKED = 400_000_000


@contextmanager
def folder_of(path: Path) -> Iterator[Path]:
    """
    Lay an export open: its folder, that of one of its files, or what a zip of them holds.

    :raises UnreadableFile: if a zip is broken, or unpacks to more than the bound
    """
    if path.is_dir() or not is_zipfile(path):
        yield path if path.is_dir() else path.parent
        return
    with TemporaryDirectory() as folder:
        try:
            with ZipFile(path) as packed:
                wanted = [one for one in packed.infolist() if _name(one.filename) in TABLES]
                if sum(one.file_size for one in wanted) > MAX_UNPACKED:
                    raise UnreadableFile
                for one in wanted:
                    (Path(folder) / _name(one.filename)).write_bytes(packed.read(one))
        except (BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error) as error:
            raise UnreadableFile from error
        yield Path(folder)


def _name(inside: str) -> str:
    return inside.replace("\\", "/").rpartition("/")[2]


class BadCell(ValueError):
    """A cell that can't be read: (field, reason)."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


@dataclass
class Export:
    """The tables of one export, rows by header's name, and what must be said of the headings."""

    tables: dict[str, list[Row]]
    notes: list[str] = field(default_factory=list)

    def of(self, name: str) -> list[Row]:
        """Return the rows of a table, none where it is missing."""
        return self.tables.get(name, [])


def read_export(folder: Path, renamed: Mapping[str, str] | None = None) -> Export:
    """
    Return the tables of an export; `renamed` gives the name that is meant for a heading.

    :raises UnreadableFile: if a table or a column is missing
    """
    found = headings_of(folder, renamed)
    for one in found:
        refuse_lacking(one)
    tables = {one.name: rows_below(one.cells, one.renamed)[1] for one in found}
    return Export(tables, said_of_headings(found))


def number_in(row: Row, name: str) -> int:
    """Return the number in a cell, −1 where there is none."""
    number = whole_number(row.cells.get(name, ""))
    return -1 if number is None else number


def code_in(row: Row, name: str) -> int | None:
    """
    Return the code in a cell.

    :raises BadCell: if it is none
    """
    text = row.cells.get(name, "")
    code = whole_number(text)
    if text and code is None:
        raise BadCell(name, _("is no code"))
    return code


def day_in(row: Row, name: str) -> date:
    """
    Return the day in a cell.

    :raises BadCell: if it is none
    """
    try:
        return parse_day(row.cells.get(name, ""))
    except UnreadableDate as error:
        raise BadCell(name, _("is no date")) from error


def birth_in(row: Row, today: date) -> Cell[PartialDate]:
    """
    Return when somebody was born, as far as the export says that it is known; what is no date that
    can be is kept as words.
    """
    quality = row.cells.get("DOBDataQuality", "")
    if quality not in ("1", "2") or not row.cells.get("DOB"):
        return Cell(PartialDate())
    born = birth_cell(row.cells["DOB"], "", today)
    if quality == "2" and born.value.year is not None:
        return replace(born, value=replace(born.value, precision=Precision.ABOUT))
    return born


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
