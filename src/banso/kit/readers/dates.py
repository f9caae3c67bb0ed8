"""Dates as people write and say them: 「S30.4.1生」, 「昭和三十年頃」, 「70歳くらい」."""

import re
import unicodedata
from datetime import date, timedelta

from banso.kit.eras import ERA_NAMES, PartialDate, Precision, western_year

LONGEST = 60
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SIGNS = str.maketrans("‐‑‒–—―−ー・･·。、,", "-------.......", "\u200b\ufeff")
_UNKNOWN = re.compile(
    r"^(?:|-+|\?+|(?:生年月日|年齢|日付)?(?:不明|不詳|未詳|未確認|未記入|未聴取|記載なし|記載無し"
    r"|わからない|分からない|わからず|聞いていない|なし|無し|無)|unknown|none|n/a|null)$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<=\d)(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?$"
)
_SAID_ON = re.compile(r"^(.+)\((\d{4}-\d{2}-\d{2})\)$")
_WEEKDAY = r"\([月火水木金土日](?:曜日?)?(?:・?祝)?\)"
_AGE_BESIDE = r"\(?(?:満|数え)?\d{1,3}[歳才]\)?"
_TAIL = re.compile(rf"(?:{_WEEKDAY}|\((?:満|数え)?\d{{1,3}}[歳才]?\)|(?<=日){_AGE_BESIDE})+$")
_BORN = re.compile(r"(?:生まれ|うまれ|出生|生)$")
_ABOUT = re.compile(r"(?:頃|ごろ|ころ|くらい|ぐらい|位|前後|程度|あたり|about|\?)$")
_ABOUT_BEFORE = re.compile(r"^(?:約|およそ|おおよそ|だいたい|大体|推定|多分|たぶん|about|c\.)")
_PART_UNKNOWN = re.compile(
    r"(?<=年)(?:月日|\?月\?日|-)(?:不明|不詳)?$|(?<=月)(?:日|\?日|-)(?:不明|不詳)?$"
)
_ERA = re.compile(
    rf"^({ERA_NAMES})\.?(\d{{1,2}}|元)(?:年|[./-]|$)"
    r"(?:(\d{1,2})(?:月|[./-]|$)(?:(\d{1,2})日?)?)?$"
)
_ERA_COMPACT = re.compile(rf"^({ERA_NAMES})(\d{{2}})(\d{{2}})(\d{{2}})$")
_WESTERN = re.compile(r"^(\d{4})(?:年|[./-]|$)(?:(\d{1,2})(?:月|[./-]|$)(?:(\d{1,2})日?)?)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_YEAR_BESIDE = re.compile(rf"\((?:(?:西暦)?(\d{{4}})|({ERA_NAMES})\.?(\d{{1,2}}|元))年?\)")
_AGE = re.compile(r"^(?:満|数え)?(\d{1,3})(?:[歳才]|さい)$")
_AGE_TO = re.compile(r"^(\d{1,3})(?:[歳才]|さい)?[~〜\-](\d{1,3})(?:[歳才]|さい)$")
_DECADE = re.compile(rf"^(?:\d{{1,2}}0|(?:{ERA_NAMES})\d0年)[代台](?:前半|後半|半ば|なかば|前後)?$")
_SEASON = re.compile(r"の?(?:春|夏|秋|冬|初め|はじめ|半ば|末|暮れ|上旬|中旬|下旬|初旬|年末|年始)$")
_SERIAL = re.compile(r"^\d{5}$")
_FIRST_SERIAL = date(1899, 12, 30)
_EXACT = (Precision.UNKNOWN, Precision.ABOUT, Precision.YEAR, Precision.MONTH, Precision.DAY)
_ABOUT_YEARS = 2


class UnreadableDate(ValueError):
    """The text is no date that can exist."""


class DateAhead(UnreadableDate):
    """The date lies after the last day that it may be."""


def _one_form(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_SIGNS).strip()


def _kanji_number(text: str) -> str:
    def tens(found: re.Match[str]) -> str:
        high, low = found.group(1), found.group(2)
        return str(int(high or 1) * 10 + int(low or 0))

    return re.sub(r"(\d?)十(\d?)", tens, text.translate(_KANJI_DIGITS))


def parse_date(text: str, *, said_on: date | None = None) -> PartialDate:
    """
    Return the date that a person typed, in any width: 「S30.4.1」, 「昭和三十年頃」, 「不明」.

    An age (「70歳くらい」, 「70代」) is read where the day is known on which it was said, from the
    caller or from the text itself (「70歳くらい(2026-11-24)」), and is kept in its own words.

    :raises UnreadableDate: if it is no date that can exist
    """
    plain = _one_form(text)
    if _UNKNOWN.match(plain):
        return PartialDate()
    try:
        return _dated(plain)
    except UnreadableDate:
        found, words, day = _SAID_ON.match(text.strip()), text, said_on
        if found:
            words, day = found.group(1), _dated(found.group(2)).exact
        if day is None or (found and len(words) > LONGEST):
            raise
        known = _age(words, day)
        if known is None and not found:
            raise
        return known or words_only(words, day)


def said_again(known: PartialDate, other: PartialDate) -> bool:
    """Return whether two dates are the same words, said on two days."""
    one, two = (_SAID_ON.match(each.words) for each in (known, other))
    return bool(one and two and one.group(1) == two.group(1))


def less_exact(one: PartialDate, known: PartialDate) -> bool:
    """Return whether a date says less exactly than another when something was."""
    return _EXACT.index(one.precision) < _EXACT.index(known.precision)


def says_no_more(one: PartialDate, known: PartialDate) -> bool:
    """Return whether a date agrees with what is known, and is not more exact than that."""
    if one == known or said_again(one, known):
        return True
    if known.year is None or not less_exact(one, known):
        return False
    if one.year is None:
        return _within_decade(one.words, known.year)
    if one.precision is Precision.ABOUT:
        return abs(one.year - known.year) <= _ABOUT_YEARS
    parts = [(one.year, known.year), (one.month, known.month)]
    return all(said in (None, stands) for said, stands in parts)


def _within_decade(words: str, year: int) -> bool:
    found = _SAID_ON.match(words)
    decade = re.match(r"(\d{1,2}0)[代台]", _one_form(found.group(1))) if found else None
    if not found or not decade:
        return False
    age = int(found.group(2)[:4]) - year
    return int(decade.group(1)) <= age <= int(decade.group(1)) + 10


def words_only(text: str, said_on: date) -> PartialDate:
    """Return a date of which only what was said is known, with the day on which it was."""
    return PartialDate(words=f"{text.strip()[:LONGEST]}({said_on.isoformat()})")


def _dated(plain: str) -> PartialDate:
    """Return a date that is no age; `plain` has one width and one kind of sign."""
    bare = re.sub(r"\s", "", _TIME.sub("", plain))
    bare = _kanji_number(bare).removeprefix("西暦")
    bare = _BORN.sub("", _TAIL.sub("", _BORN.sub("", bare)))
    bare = _PART_UNKNOWN.sub("", bare)
    bare, stated = _one_year(bare)
    about = bool(_ABOUT.search(bare) or _ABOUT_BEFORE.match(bare))
    bare = _ABOUT_BEFORE.sub("", _ABOUT.sub("", bare)).removeprefix("西暦")
    season = _SEASON.search(bare)
    known = _calendar(_SEASON.sub("", bare), about or bool(season))
    if stated is not None and known.year != stated:
        raise UnreadableDate(plain)
    if season:
        return PartialDate(known.year, known.month, None, Precision.ABOUT, plain[:LONGEST])
    return known


def _one_year(bare: str) -> tuple[str, int | None]:
    """Return a text that names its year once, and the year that stood beside it."""
    found = _YEAR_BESIDE.search(bare)
    if not found:
        return bare, None
    year = int(found[1]) if found[1] else _year(found[2], found[3])
    return _YEAR_BESIDE.sub("", bare, count=1), year


def _year(era: str, number: str) -> int:
    try:
        return western_year(era, number)
    except ValueError as error:
        raise UnreadableDate(era + number) from error


def _calendar(bare: str, about: bool) -> PartialDate:
    if found := _ERA_COMPACT.match(bare) or _ERA.match(bare):
        year = _year(found.group(1), found.group(2))
        return _checked(year, found.group(3), found.group(4), about)
    if found := _COMPACT.match(bare) or _WESTERN.match(bare):
        return _checked(int(found.group(1)), found.group(2), found.group(3), about)
    raise UnreadableDate(bare)


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


def _age(text: str, said_on: date) -> PartialDate | None:
    """Return about when somebody was born of whom an age was said, or None where it is none."""
    bare = _kanji_number(re.sub(r"\s", "", _one_form(text)))
    bare = _ABOUT_BEFORE.sub("", _ABOUT.sub("", bare))
    if _DECADE.match(bare):
        return words_only(text, said_on)
    if found := _AGE_TO.match(bare):
        low, high = int(found.group(1)), int(found.group(2))
        if not low < high <= 120:
            return None
        age = (low + high) // 2
    elif found := _AGE.match(bare):
        age = int(found.group(1))
    else:
        return None
    if age > 120:
        return None
    words = words_only(text, said_on).words
    return PartialDate(said_on.year - age, None, None, Precision.ABOUT, words)


def parse_birth(text: str, *, today: date) -> PartialDate:
    """
    Return when somebody was born, as a person typed it today.

    :raises DateAhead: if that lies in the future
    :raises UnreadableDate: if it is no date that can exist
    """
    known = parse_date(text, said_on=today)
    if (known.year or 0, known.month or 0, known.day or 0) > (today.year, today.month, today.day):
        raise DateAhead(text)
    return known


def parse_day(text: str) -> date:
    """
    Return the calendar day that a person typed, in 和暦 or 西暦.

    :raises UnreadableDate: if it is not known to the day
    """
    day = parse_date(text).exact
    if day is None:
        raise UnreadableDate(text)
    return day


def day_of_serial(text: str) -> date | None:
    """Return the day that a bare number of a spreadsheet's cell stands for (20180: 1955-04-01)."""
    if not _SERIAL.match(text):
        return None
    day = _FIRST_SERIAL + timedelta(days=int(text))
    return day if day.year <= 2100 else None
