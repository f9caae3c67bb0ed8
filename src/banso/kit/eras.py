"""
和暦, 西暦 and 年度; dates known only in part. Era edges: 明治45.7.30, 大正15.12.25, 昭和64.1.7,
平成31.4.30.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_ERAS = (
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
    ("大正", "T", date(1912, 7, 30)),
    ("明治", "M", date(1868, 1, 25)),
)
_FIRST_YEAR = {
    key: start.year
    for name, letter, start in _ERAS
    for key in (name, name[0], letter, letter.lower())
}
_LAST_YEAR = {"R": 99, "H": 31, "S": 64, "T": 15, "M": 45}
_LETTER = {
    key: letter for name, letter, _ in _ERAS for key in (name, name[0], letter, letter.lower())
}
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_UNKNOWN = {"", "不明", "わからない", "分からない", "?", "unknown"}
_ABOUT = re.compile(r"(頃|ごろ|ころ|くらい|ぐらい|about)$")
_ERA = re.compile(
    r"^(明治|大正|昭和|平成|令和|[明大昭平令MTSHRmtshr])\.?(\d{1,2}|元)(?:年|[./-]|$)(?:(\d{1,2})(?:月|[./-]|$)(?:(\d{1,2})日?)?)?$"
)
_WESTERN = re.compile(r"^(\d{4})(?:年|[./-]|$)(?:(\d{1,2})(?:月|[./-]|$)(?:(\d{1,2})日?)?)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")


class UnreadableDate(ValueError):
    """The text is no date that can exist."""


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PartialDate:
    """
    A date of which the day, the month or everything may be unknown, or which is only about right.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    precision: Precision = Precision.UNKNOWN

    @property
    def exact(self) -> date | None:
        """The calendar day, where it is known to the day."""
        if self.precision is Precision.DAY and self.year and self.month and self.day:
            return date(self.year, self.month, self.day)
        return None

    def age_on(self, today: date) -> int | None:
        """
        Return the full years of age on a day; where only the year is known, the age reached in that
        year.
        """
        if self.year is None:
            return None
        before = bool(self.month) and (today.month, today.day) < (self.month or 1, self.day or 1)
        return max(0, today.year - self.year - int(before))


def _kanji_number(text: str) -> str:
    def tens(found: re.Match[str]) -> str:
        high, low = found.group(1), found.group(2)
        return str(int(high or 1) * 10 + int(low or 0))

    return re.sub(r"(\d?)十(\d?)", tens, text.translate(_KANJI_DIGITS))


def _western_year(era: str, number: str) -> int:
    count = 1 if number == "元" else int(number)
    if not 1 <= count <= _LAST_YEAR[_LETTER[era]]:
        raise UnreadableDate(era + number)
    return _FIRST_YEAR[era] + count - 1


def parse_date(text: str) -> PartialDate:
    """
    Return the date that a person typed: 「S30.4.1」, 「昭和三十年頃」, 「1955/4/1」, 「不明」; any
    width.

    :raises UnreadableDate: if it is no date that can exist
    """
    plain = (
        re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("−", "-").replace("ー", "-")
    )
    if plain in _UNKNOWN:
        return PartialDate()
    plain = _kanji_number(plain)
    about = bool(_ABOUT.search(plain))
    plain = _ABOUT.sub("", plain)
    if found := _ERA.match(plain):
        year = _western_year(found.group(1), found.group(2))
        return _checked(year, found.group(3), found.group(4), about)
    if found := _COMPACT.match(plain) or _WESTERN.match(plain):
        return _checked(int(found.group(1)), found.group(2), found.group(3), about)
    raise UnreadableDate(text)


def _checked(year: int, month_text: str | None, day_text: str | None, about: bool) -> PartialDate:
    month, day = (int(month_text) if month_text else None), (int(day_text) if day_text else None)
    if not 1868 <= year <= 2100 or (month is not None and not 1 <= month <= 12):
        raise UnreadableDate(f"{year}/{month}")
    if day is not None:
        try:
            date(year, month or 1, day)
        except ValueError as error:
            raise UnreadableDate(str(error)) from error
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return PartialDate(year, month, day, Precision.ABOUT if about else precision)


def parse_day(text: str) -> date:
    """
    Return the calendar day that a person typed, in 和暦 or 西暦.

    :raises UnreadableDate: if it is not known to the day
    """
    day = parse_date(text).exact
    if day is None:
        raise UnreadableDate(text)
    return day


def era_year(year: int, month: int = 12, day: int = 31) -> str:
    """Return the 和暦 year, such as 令和8年 or 昭和元年."""
    moment = date(year, month, day)
    for name, _, start in _ERAS:
        if moment >= start:
            count = year - start.year + 1
            return f"{name}{'元' if count == 1 else count}年"
    return f"{year}年"


def in_japanese(value: PartialDate | date) -> str:
    """
    Return a date as 和暦(西暦) with the parts that are known: 昭和30年4月1日(1955年),
    昭和30年頃(1955年).
    """
    if isinstance(value, date):
        value = PartialDate(value.year, value.month, value.day, Precision.DAY)
    if value.year is None:
        return "不明"
    month, day = value.month, value.day
    text = era_year(value.year, month or 12, day or (28 if month else 31))
    text += f"{month}月" if month else ""
    text += f"{day}日" if day else ""
    text += "頃" if value.precision is Precision.ABOUT else ""
    return f"{text}({value.year}年)"


def in_english(value: PartialDate | date) -> str:
    """Return a date for English readers, ISO order, with the parts that are known."""
    if isinstance(value, date):
        return value.isoformat()
    if value.year is None:
        return "unknown"
    parts = [f"{value.year:04d}", *(f"{part:02d}" for part in (value.month, value.day) if part)]
    return ("about " if value.precision is Precision.ABOUT else "") + "-".join(parts)


def months_later(day: date, months: int) -> date:
    """Return the day so many months later, the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    return date(day.year + year, month + 1, min(day.day, monthrange(day.year + year, month + 1)[1]))


def fiscal_year(day: date) -> int:
    """Return the 年度 of a day: April to March, named after the year in which it begins."""
    return day.year if day.month >= 4 else day.year - 1
