"""
The cells of an incoming ledger read as days, births and numbers; what is read otherwise than it
stands is told, and no cell costs the row.
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from banso.kit.eras import PartialDate, Precision
from banso.kit.readers.dates import (
    LONGEST,
    DateAhead,
    UnreadableDate,
    day_of_serial,
    parse_birth,
    parse_date,
    words_only,
)
from banso.kit.readers.phones import with_zero

T = TypeVar("T")


@dataclass(frozen=True)
class Cell(Generic[T]):
    """
    What a cell says: the value, a remark where it was not simply taken as it stands, and whether
    its words are to be kept beside.
    """

    value: T
    remark: str = ""
    keep: bool = False


def day_cell(text: str, today: date) -> Cell[date | None]:
    """Return the day that a cell names; one that is none, or lies ahead, is kept as words."""
    try:
        known = parse_date(text)
    except UnreadableDate:
        known = PartialDate(words=text)
    if known == PartialDate():
        return Cell(None)
    day, remark = known.exact, ""
    if day is None and (day := day_of_serial(text)):
        remark = _read_as(text, day)
    if day is None:
        return Cell(None, _no_date(text), keep=True)
    if day > today:
        return Cell(None, _ahead(text), keep=True)
    return Cell(day, remark)


def birth_cell(text: str, age: str, said_on: date) -> Cell[PartialDate]:
    """
    Return when somebody was born, from the cell of the birth or else from that of an age; what is
    no date is kept as the words it is, with the day on which they were written.
    """
    born = _birth(text, said_on)
    if born.value.year is None and age:
        told = f"{age}歳" if age.isdecimal() else age
        try:
            aged = parse_date(told, said_on=said_on)
        except UnreadableDate:
            return born
        if aged.words and (aged.year is not None or not born.value.words):
            return Cell(aged, born.remark, born.keep)
    return born


def _birth(text: str, said_on: date) -> Cell[PartialDate]:
    try:
        return Cell(parse_birth(text, today=said_on))
    except DateAhead:
        return Cell(words_only(text, said_on), _ahead(text), keep=True)
    except UnreadableDate:
        day = day_of_serial(text)
        if day and day <= said_on:
            known = PartialDate(day.year, day.month, day.day, Precision.DAY)
            return Cell(known, _read_as(text, day))
        return Cell(words_only(text[:LONGEST], said_on), _no_date(text), keep=True)


def contact_cell(text: str) -> Cell[str]:
    """Return how somebody is reached; a zero that a spreadsheet took from a number comes back."""
    whole = with_zero(text)
    return Cell(whole, _("was read as %(text)s") % {"text": whole} if whole != text else "")


def _read_as(text: str, day: date) -> str:
    return _("%(text)s was read as the day %(day)s") % {"text": text, "day": day.isoformat()}


def _no_date(text: str) -> str:
    return _("is no date; the words are kept: %(text)s") % {"text": text}


def _ahead(text: str) -> str:
    return _("lies in the future; the words are kept: %(text)s") % {"text": text}
