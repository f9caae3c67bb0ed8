"""The rows of somebody's own ledger, read: what each says, what is wrong, what stays words."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from banso.interop.ledger_cells import Cell, birth_cell, contact_cell, day_cell
from banso.interop.ledger_headings import MANY
from banso.interop.ledger_values import FIELD_LABELS, closing_reason_of, coded, sex_of
from banso.interop.workbooks import Place, no_result, without_result
from banso.kit.eras import PartialDate
from banso.kit.my_number import carries_my_number, without_my_number
from banso.kit.readers.dates import UnreadableDate, parse_day
from banso.kit.readers.numbers import read_amount
from banso.people.ledger_fields import LEDGER_FIELDS, LedgerField
from banso.people.rules import Ledger

LONGEST_NAME = 100
LONGEST_TEXT = 10_000
LONGEST_LINE = 300
LONGEST_PLACE = 200
T = TypeVar("T")
_DAYS = ("opened_on", "closed_on", "met_on")
_NAMES = (
    "called_name",
    "full_name",
    "family_name",
    "given_name",
    "kana",
    "family_kana",
    "given_kana",
    "number",
)


@dataclass(frozen=True)
class LedgerSheet:
    """
    A sheet of a file, named as in its report: its cells, which row is the header, which column
    holds which field, the headings, what was mended by hand, by row and field, and which cells
    hold a formula without its result.
    """

    cells: list[list[str]]
    top: int
    columns: dict[int, str]
    file: str
    header: Sequence[str] = ()
    mended: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    unknown: Collection[Place] = ()

    def heading(self, column: int) -> str:
        """Return what stands above a column."""
        header = self.header or (self.cells[self.top] if self.cells else [])
        return header[column].strip() if column < len(header) else ""


@dataclass
class LedgerRow:
    """
    A row as it was read. `problems` keep it from coming in; `remarks` tell what was not simply
    taken as it stands. Both are (field, sentence).
    """

    number: int
    typed: dict[str, str]
    kept_columns: list[tuple[str, str]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    birth: PartialDate = field(default_factory=PartialDate)
    sex: str = ""
    opened: date | None = None
    closed: date | None = None
    met: date | None = None
    closing_reason: str = ""
    place: str = ""
    contact: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    extra: list[tuple[str, str]] = field(default_factory=list)

    @property
    def running(self) -> str:
        """The number that the file gives the row."""
        return self.typed.get("number", "")

    @property
    def full(self) -> str:
        """The full name, also where family and given name stand apart."""
        return self.typed.get("full_name") or self._joined("family_name", "given_name")

    @property
    def kana(self) -> str:
        """The reading of the full name."""
        return self.typed.get("kana") or self._joined("family_kana", "given_kana")

    @property
    def called(self) -> str:
        """How the person is called."""
        return self.typed.get("called_name") or self.full

    @property
    def day(self) -> date | None:
        """The day of what the row tells: of the consultation, else of the entry."""
        return self.met or self.opened

    def told(self, *, staff: bool = True) -> str:
        """
        Return what the row tells beside the fields: texts as they stand, others with their names;
        `staff`, whether with who wrote it down.
        """
        lines = [self.typed.get(one, "") for one in ("note", "since_words")]
        teller = self.typed.get("told_by", "")
        if teller and (as_what := self.typed.get("told_as")):
            teller = f"{teller}（{as_what}）"
        elif not teller:
            teller = self.typed.get("told_as", "")
        named = [
            ("told", self.typed.get("told", "")),
            ("done", self.typed.get("done", "")),
            ("told_by", teller),
            ("staff", self.typed.get("staff", "") if staff else ""),
        ]
        lines += [f"{FIELD_LABELS[one]}: {text}" for one, text in named if text]
        lines += [f"{FIELD_LABELS[one]}: {text}" for one, text in self.extra]
        lines += [f"{heading}: {text}" for heading, text in self.kept_columns]
        return "\n".join(line for line in lines if line)

    def _joined(self, first: str, second: str) -> str:
        return " ".join(part for one in (first, second) if (part := self.typed.get(one, "")))

    def keep_as_words(self, name: str, sentence: str) -> None:
        """Keep what a cell says among the words of the row, and tell why."""
        self.extra.append((name, self.typed[name]))
        self.remarks.append((name, sentence))


def read_rows(sheet: LedgerSheet, ledger: str, today: date) -> list[LedgerRow]:
    """Return the rows below the header, without empty ones; every mistake of a row at once."""
    rows = []
    for number, cells in enumerate(sheet.cells[sheet.top + 1 :], start=sheet.top + 2):
        if any(cell.strip() for cell in cells):
            rows.append(_row(sheet, number, cells, ledger, today))
    return rows


def _row(
    sheet: LedgerSheet, number: int, cells: Sequence[str], ledger: str, today: date
) -> LedgerRow:
    typed: dict[str, str] = {}
    columns: list[tuple[str, str]] = []
    for column, name in sheet.columns.items():
        text = cells[column].strip() if column < len(cells) else ""
        if name == MANY and text:
            columns.append((sheet.heading(column), text))
        elif name != MANY:
            typed[name] = text
    mended = dict(sheet.mended.get(number, {}))
    row = LedgerRow(number, typed | mended, columns)
    for name in without_result(sheet.unknown, number, sheet.columns):
        if not mended.get(name):
            row.problems.append((name, no_result()))
    _look_through(row)
    _read(row, ledger, today)
    return row


def _look_through(row: LedgerRow) -> None:
    """Leave out what must not be kept and cut what is too long, cell by cell; a name must stay."""
    for name, text in list(row.typed.items()):
        if carries_my_number(text):
            row.typed[name] = without_my_number(text) if name in _NAMES else ""
            row.remarks.append((name, my_number_left_out()))
        if len(row.typed[name]) > LONGEST_TEXT:
            row.typed[name] = row.typed[name][:LONGEST_TEXT]
            row.remarks.append((name, _cut(LONGEST_TEXT)))
        if name in _NAMES:
            row.typed[name] = _fitting(row, name, LONGEST_NAME)
    kept = []
    for heading, text in row.kept_columns:
        if carries_my_number(text):
            row.remarks.append((MANY, f"{heading}: {my_number_left_out()}"))
        else:
            kept.append((heading, text[:LONGEST_TEXT]))
            if len(text) > LONGEST_TEXT:
                row.remarks.append((MANY, f"{heading}: {_cut(LONGEST_TEXT)}"))
    row.kept_columns = kept
    if not row.called:
        row.problems.append(("called_name", _("neither a name nor a called name")))


def my_number_left_out() -> str:
    """Return what is said of a cell that carried a My Number."""
    return _("carries what looks like a My Number; it is not taken, the rest of the row is")


def _cut(longest: int) -> str:
    return _("is longer than %(longest)d characters; the rest is cut off") % {"longest": longest}


def _read(row: LedgerRow, ledger: str, today: date) -> None:
    days = {name: day_cell(row.typed.get(name, ""), today) for name in _DAYS}
    said_on = days["met_on"].value or days["opened_on"].value or today
    born = birth_cell(row.typed.get("birth", ""), row.typed.get("age", ""), said_on)
    row.birth = _taken(row, "birth", born)
    row.opened, row.closed, row.met = (_taken(row, name, days[name]) for name in _DAYS)
    if row.closed and row.opened and row.closed < row.opened:
        row.keep_as_words("closed_on", _("lies before the entry; the words are kept"))
        row.closed = None
    row.sex = _read_word(row, "sex", sex_of)
    row.closing_reason = _read_word(row, "closing_reason", closing_reason_of)
    if row.closing_reason and not row.closed:
        row.keep_as_words(
            "closing_reason", _("stands without a day of closing; the words are kept")
        )
    place = "place" if row.typed.get("place") else "sleeps_at"
    row.place = _fitting(row, place, LONGEST_PLACE) if row.typed.get(place) else ""
    if row.typed.get("contact"):
        reached = contact_cell(_fitting(row, "contact", LONGEST_PLACE))
        row.contact = _taken(row, "contact", reached)
    for one in LEDGER_FIELDS[Ledger(ledger)]:
        if row.typed.get(one.code) and (value := _value(row, one)) not in ("", []):
            row.values[one.code] = value


def _taken(row: LedgerRow, name: str, cell: Cell[T]) -> T:
    if cell.keep:
        row.keep_as_words(name, cell.remark)
    elif cell.remark:
        row.remarks.append((name, cell.remark))
    return cell.value


def _value(row: LedgerRow, one: LedgerField) -> Any:
    """Return what a declared field holds, by its kind; what is no code or day stays words."""
    text = row.typed[one.code]
    if one.kind == "number":
        amount = read_amount(text)
        return _fitting(row, one.code, LONGEST_LINE) if amount is None else amount
    if one.kind == "choice":
        code = coded(one.options, text)
        if code or one.code != "wish" or row.typed.get("wish_words"):
            return code or _read_word(row, one.code, lambda _text: "")
        row.values["wish_words"] = text[:LONGEST_TEXT]
        return ""
    if one.kind == "many":
        codes = [coded(one.options, part.strip()) for part in text.split("、")]
        return codes if all(codes) else _read_word(row, one.code, lambda _text: "")
    if one.kind == "day":
        try:
            return parse_day(text).isoformat()
        except UnreadableDate:
            return _read_word(row, one.code, lambda _text: "")
    return _fitting(row, one.code, LONGEST_LINE)


def _read_word(row: LedgerRow, name: str, read: Callable[[str], str]) -> str:
    text = row.typed.get(name, "")
    if not text:
        return ""
    understood = read(text)
    if not understood:
        row.keep_as_words(
            name, _("is not known here; the words are kept: %(text)s") % {"text": text}
        )
    return understood


def _fitting(row: LedgerRow, name: str, longest: int) -> str:
    """Return a text as far as its field takes it; the whole of it stands among the words, then."""
    text = row.typed[name]
    if len(text) > longest and all(one != name for one, _text in row.extra):
        row.keep_as_words(
            name,
            _("is longer than %(longest)d characters; the whole text is kept in the note")
            % {"longest": longest},
        )
    return text[:longest]
