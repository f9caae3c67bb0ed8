"""Days as people say them on the day itself: 「あす」, 「来週火曜」, 「3日前」, 「月末」."""

import re
import unicodedata
from datetime import date, timedelta

from banso.kit.eras import months_later
from banso.kit.readers.dates import UnreadableDate, parse_day

_WORDS = {
    "今日": 0,
    "きょう": 0,
    "本日": 0,
    "today": 0,
    "明日": 1,
    "あす": 1,
    "あした": 1,
    "tomorrow": 1,
    "明後日": 2,
    "あさって": 2,
    "昨日": -1,
    "きのう": -1,
    "yesterday": -1,
    "一昨日": -2,
    "おととい": -2,
}
_WEEKDAYS = "月火水木金土日"
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKS = {"先々週": -2, "先週": -1, "今週": 0, "来週": 1, "再来週": 2}
_WEEKDAY = re.compile(rf"^(?:({'|'.join(_WEEKS)})の?)?([{_WEEKDAYS}])(?:曜日?)?$")
_ENGLISH_WEEKDAY = re.compile(rf"^(last|next)?({'|'.join(_ENGLISH)})$")
_AWAY = re.compile(r"^(\d{1,3})(日|週間|か月|ヶ月|カ月|ケ月|箇月)(前|後)$")
_MONTHS = {"先月": -1, "今月": 0, "月": 0, "来月": 1}
_END = re.compile(rf"^({'|'.join(_MONTHS)})末$")


def heard_day(text: str, *, today: date, past: bool = False) -> date:
    """
    Return a day as it is said or written, the one way for every field of a day.

    :raises UnreadableDate: if it is none
    """
    try:
        return said_day(text, today=today, past=past) or parse_day(text)
    except OverflowError as error:
        raise UnreadableDate(text) from error


def said_day(text: str, *, today: date, past: bool = False) -> date | None:
    """
    Return the day that somebody says on a day, None where the words are none of these.

    A weekday by itself is the one that comes, of what happened (`past`) the last one; a weekday of
    a week is that of the week from Monday to Sunday.
    """
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()
    if bare in _WORDS:
        return today + timedelta(days=_WORDS[bare])
    for read in (_weekday, _english_weekday, _away, _end):
        found = read(bare, today, past)
        if found is not None:
            return found
    return None


def _of_week(number: int, weeks: int | None, today: date, past: bool) -> date:
    if weeks is not None:
        return today + timedelta(days=7 * weeks + number - today.weekday())
    ahead = (number - today.weekday()) % 7
    if past:
        return today + timedelta(days=ahead - 7 if ahead else 0)
    return today + timedelta(days=ahead or 7)


def _weekday(bare: str, today: date, past: bool) -> date | None:
    found = _WEEKDAY.match(bare)
    if not found or (not found[1] and bare in _WEEKDAYS):
        return None  # one character alone may be a slip of the finger
    weeks = _WEEKS[found[1]] if found[1] else None
    return _of_week(_WEEKDAYS.index(found[2]), weeks, today, past)


def _english_weekday(bare: str, today: date, past: bool) -> date | None:
    found = _ENGLISH_WEEKDAY.match(bare)
    if not found:
        return None
    weeks = {"last": -1, "next": 1}.get(found[1])
    return _of_week(_ENGLISH.index(found[2]), weeks, today, past)


def _away(bare: str, today: date, past: bool) -> date | None:
    found = _AWAY.match(bare)
    if not found:
        return None
    number = int(found[1]) * (-1 if found[3] == "前" else 1)
    if found[2] in ("日", "週間"):
        return today + timedelta(days=number * (7 if found[2] == "週間" else 1))
    return months_later(today, number)


def _end(bare: str, today: date, past: bool) -> date | None:
    found = _END.match(bare)
    if not found:
        return None
    first = months_later(today.replace(day=1), _MONTHS[found[1]])
    return months_later(first, 1) - timedelta(days=1)
