"""
CSV as organisations really have it: UTF-8 with or without BOM, UTF-16, Shift_JIS, EUC-JP or
ISO-2022-JP; any usual separator, also with a title above the header; any line ending.
"""

import csv
import io
import re
import tempfile
from pathlib import Path

import duckdb
from charset_normalizer import from_bytes
from django.utils.translation import gettext_lazy as _

from banso.kit.export import plain
from banso.kit.refusals import Refusal

_BOMS = (b"\xff\xfe", b"\xfe\xff")
_LEGACY = ["cp932", "euc_jp", "iso2022_jp"]
_SEPARATORS = ",\t;|"
_SAMPLE_ROWS = 200
_GUARD = re.compile(r"(?:(?<=[,\n])|(?<=^))\t(?=\d)")  # see kit.export.in_csv


class UnreadableFile(Refusal):
    """The file can't be read as a table."""

    field = "file"
    sentence = _(
        "This file can’t be read as a table. CSV (UTF-8 or Shift_JIS) and Excel (.xlsx) can be."
    )


class OpenQuote(UnreadableFile):
    """A quotation mark is opened and never closed, so that rows would run into each other."""

    def __init__(self, line: int) -> None:
        super().__init__(
            _(
                "In line %(line)s a quotation mark is opened and never closed, so that the rows "
                "after it would run into one. Please close it in the file and try again."
            )
            % {"line": line}
        )


def decoded(content: bytes) -> str:
    """
    Return the text of a CSV file.

    UTF-8 is told by its own form; which of the older Japanese codings it is otherwise,
    charset-normalizer tells.

    :raises UnreadableFile: if it is none of these
    """
    text = _unicode(content)
    if text is None:
        best = from_bytes(content, cp_isolation=_LEGACY).best()
        text = None if best is None else _strictly(content, best.encoding)
    if text is None or "\x00" in text:
        raise UnreadableFile
    return text


def _unicode(content: bytes) -> str | None:
    if content[:2] in _BOMS:
        return _strictly(content, "utf-16")
    if b"\x1b$" in content or b"\x1b(" in content:  # ISO-2022-JP is ASCII to a decoder of UTF-8
        return None
    return _strictly(content, "utf-8-sig")


def _strictly(content: bytes, coding: str) -> str | None:
    try:
        return content.decode(coding)
    except UnicodeDecodeError:
        return None


def separator_of(text: str) -> str:
    """
    Return what separates the cells: the one sign that makes all rows equally wide, else what
    DuckDB's sniffer says, else the commonest sign.
    """
    sample = _GUARD.sub("", "\n".join(text.splitlines()[:_SAMPLE_ROWS]))
    even = [one for one in _SEPARATORS if one in sample and _evenly(sample, one)]
    if len(even) == 1:
        return even[0]
    with tempfile.TemporaryDirectory(prefix="banso-sniff-") as folder:
        path = Path(folder, "sample.csv")
        path.write_text(sample, encoding="utf-8")
        try:
            with duckdb.connect() as connection:
                found = connection.execute(
                    "SELECT Delimiter FROM sniff_csv(?, strict_mode = false)", [str(path)]
                ).fetchone()
        except duckdb.Error:
            found = None
    if found and found[0] in _SEPARATORS and found[0] in sample:
        return str(found[0])
    return max(_SEPARATORS, key=sample.count)


def _evenly(sample: str, separator: str) -> bool:
    try:
        rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return False
    return len({len(row) for row in rows if row}) == 1 and len(rows[0]) > 1


def csv_cells(content: bytes) -> list[list[str]]:
    """
    Return the cells of a CSV file, without what keeps a spreadsheet from calculating them.

    :raises UnreadableFile: if it is none
    :raises OpenQuote: if a quotation mark is never closed
    """
    text = decoded(content)
    separator = separator_of(text)
    csv.field_size_limit(10_000_000)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begun = 0
    try:
        for row in reader:
            rows.append([plain(cell) for cell in row])
            begun = reader.line_num
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise OpenQuote(begun + 1) from error
        return _leniently(text, separator)
    return rows


def _leniently(text: str, separator: str) -> list[list[str]]:
    """Return the cells of a file in which a quotation mark stands where none should."""
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return [[plain(cell) for cell in row] for row in lines]
    except csv.Error as error:
        raise UnreadableFile from error
