"""
和暦, 西暦 and 年度; dates known only in part. Era edges: 明治45.7.30, 大正15.12.25, 昭和64.1.7,
平成31.4.30.
"""

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
ERA_NAMES = "明治|大正|昭和|平成|令和|[明大昭平令MTSHRmtshr]"


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
    A date of which the day, the month or everything may be unknown, or which is only about right;
    with the words in which it was said, where they say more (「70歳くらい(2026-11-24)」).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    precision: Precision = Precision.UNKNOWN
    words: str = ""

    @property
    def exact(self) -> date | None:
        """The calendar day, where it is known to the day."""
        if self.precision is Precision.DAY and self.year and self.month and self.day:
            return date(self.year, self.month, self.day)
        return None

    @property
    def last_day(self) -> date | None:
        """The last day that it may have been, where the year is known."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def age_on(self, today: date) -> int | None:
        """
        Return the full years of age on a day; where only the year is known, the age reached in that
        year.
        """
        if self.year is None:
            return None
        before = bool(self.month) and (today.month, today.day) < (self.month or 1, self.day or 1)
        return max(0, today.year - self.year - int(before))


def western_year(era: str, number: str) -> int:
    """
    Return the western year of a year of an era: 昭和, 30; S, 元.

    :raises ValueError: if the era had no such year
    """
    count = 1 if number == "元" else int(number)
    if not 1 <= count <= _LAST_YEAR[_LETTER[era]]:
        raise ValueError(era + number)
    return _FIRST_YEAR[era] + count - 1


def era_year(year: int, month: int = 12, day: int = 31) -> str:
    """Return the 和暦 year, such as 令和8年 or 昭和元年."""
    moment = date(year, month, day)
    for name, _, start in _ERAS:
        if moment >= start:
            count = year - start.year + 1
            return f"{name}{'元' if count == 1 else count}年"
    return f"{year}年"


def brief_era(day: date) -> str:
    """Return a day as it stands in tables: R8.11.20; before 明治 in ISO order."""
    for _name, letter, start in _ERAS:
        if day >= start:
            return f"{letter}{day.year - start.year + 1}.{day.month}.{day.day}"
    return day.isoformat()


def in_japanese(value: PartialDate | date) -> str:
    """
    Return a date as 和暦(西暦) with the parts that are known: 昭和30年4月1日(1955年),
    昭和30年頃(1955年).
    """
    if isinstance(value, date):
        value = PartialDate(value.year, value.month, value.day, Precision.DAY)
    if value.words:
        return value.words
    if value.year is None:
        return "不明"
    month, day = value.month, value.day
    text = era_year(value.year, month or 12, day or (28 if month else 31))
    text += f"{month}月" if month else ""
    text += f"{day}日" if day else ""
    text += "頃" if value.precision is Precision.ABOUT else ""
    return f"{text}({value.year}年)"


def in_file(value: PartialDate) -> date | str:
    """Return a date as it stands in a file and is read again: a day, or the words for it."""
    if value.exact:
        return value.exact
    return "" if value == PartialDate() else in_japanese(value).removesuffix(f"({value.year}年)")


def in_english(value: PartialDate | date) -> str:
    """Return a date for English readers, ISO order, with the parts that are known."""
    if isinstance(value, date):
        return value.isoformat()
    if value.words:
        return value.words
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
