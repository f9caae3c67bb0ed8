"""A file laid open on screen: which sheet, which row of headings, what each column is taken for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from banso.access.viewer import WorkerRequest
from banso.interop.column_guesses import Words
from banso.interop.csv_files import UnreadableFile
from banso.interop.opened_files import OpenedFile, open_file
from banso.kit.my_number import carries_my_number, without_my_number
from banso.kit.numbers import whole_number


@dataclass(frozen=True)
class ColumnShown:
    """A column as it is shown: its place, heading, what it is taken for, its first cells."""

    number: int
    heading: str
    chosen: str
    samples: list[str]


def opened_for(request: WorkerRequest, content: bytes, words: Words) -> OpenedFile:
    """Return a file as it was asked for in the address: by sheet and row of headings."""
    header_row = whole_number(request.GET.get("row", ""), most=10_000) or None
    try:
        return open_file(content, words, sheet=request.GET.get("sheet", ""), header_row=header_row)
    except UnreadableFile:
        return open_file(content, words)


def columns_shown(opened: OpenedFile, columns: Mapping[int, str]) -> list[ColumnShown]:
    """Return the columns that have a heading, or something in the first rows."""
    return [
        ColumnShown(
            number,
            heading.strip(),
            columns.get(number, ""),
            [without_my_number(text) if carries_my_number(text) else text for text in samples],
        )
        for number, (heading, samples) in enumerate(
            zip(opened.headings.names, opened.samples, strict=True)
        )
        if heading.strip() or any(samples)
    ]


def chosen_columns(
    request: WorkerRequest, guessed: dict[int, str], fields: Collection[Any], many: str = ""
) -> dict[int, str]:
    """
    Return what each column was chosen to mean, as guessed where nothing was asked; a field chosen
    twice counts once.
    """
    asked = sorted(
        int(name[7:])
        for name in request.POST
        if name.startswith("column-") and name[7:].isdecimal() and len(name) < 12
    )
    if not asked:
        return guessed
    columns: dict[int, str] = {}
    for number in asked:
        field = request.POST.get(f"column-{number}", "")
        if field in fields and (field == many or field not in columns.values()):
            columns[number] = field
    return columns
