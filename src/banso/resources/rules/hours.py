"""
Hours as receivers write them (「平日 8時30分～17時15分」), as HSDS schedules, and back into words.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import jpholiday
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KANJI = "月火水木金土日"
_TO = r"\s*(?:から|~|〜|-|–|ー|―)\s*"
_TIME = r"(午前|午後)?\s*(\d{1,2})[時:](?:(\d{1,2}|半)分?)?"
_SPAN = re.compile(_TIME + _TO + _TIME + r"(?:まで)?")
_REMARK = re.compile(r"\([^()]*\)")
_FILLING = re.compile(r"曜日?|[・、,/\s]|の$")
_NTH = re.compile(r"第(\d)")
_RANGE = re.compile(rf"([{_KANJI}]){_TO}([{_KANJI}])")
_NAMED = {"平日": DAYS[:5], "毎日": DAYS, "年中無休": DAYS, "土日": DAYS[5:]}
Schedule = dict[str, Any]


def read_hours(text: str) -> list[Schedule]:
    """
    Return hours as HSDS schedules (`freq`, `byday`, `opens_at`, `closes_at`, `description`); empty
    unless every word outside brackets was understood.

    Brackets (「祝日を除く」) stay as the description.
    """
    plain = unicodedata.normalize("NFKC", text).replace("正午", "12時")
    remarks = "".join(_REMARK.findall(plain))
    plain = _REMARK.sub("", plain)
    found: list[Schedule] = []
    end, days = 0, None
    for span in _SPAN.finditer(plain):
        before = _FILLING.sub("", plain[end : span.start()].replace("まで", ""))
        days = _days(before) if before or days is None else days
        opens, closes = _time(*span.groups()[:3]), _time(*span.groups()[3:])
        if days is None or not opens or not closes or opens >= closes:
            return []
        found.append(
            {**days, "opens_at": opens, "closes_at": closes}
            | ({"description": remarks[1:-1]} if remarks else {})
        )
        end = span.end()
    return found if not _FILLING.sub("", plain[end:]) else []


def _days(words: str) -> Schedule | None:
    """Return days as a rule of recurrence; an empty word is no rule, an unknown one is None."""
    if not words:
        return {}
    words = words.removeprefix("毎週")
    if nth := _NTH.findall(words):
        day = re.fullmatch(rf"(?:毎月)?(?:第\d(?:[{_KANJI}])?)*第\d([{_KANJI}])", words)
        return (
            {
                "freq": "MONTHLY",
                "byday": ",".join(number + DAYS[_KANJI.index(day[1])] for number in nth),
            }
            if day and len(set(nth)) == len(nth)
            else None
        )
    kept: set[str] = set()
    for name, these in _NAMED.items():
        if name in words:
            words, kept = words.replace(name, ""), kept | set(these)
    for first, last in _RANGE.findall(words):
        kept |= set(DAYS[_KANJI.index(first) : _KANJI.index(last) + 1])
    words = _RANGE.sub("", words)
    kept |= {DAYS[_KANJI.index(day)] for day in words if day in _KANJI}
    return (
        {"freq": "WEEKLY", "byday": ",".join(sorted(kept, key=DAYS.index))}
        if kept and not set(words) - set(_KANJI)
        else None
    )


def _time(half: str | None, hour: str, minute: str | None) -> str:
    """Return a time as HH:MM, empty where there is no such time."""
    hours, minutes = (
        int(hour) + (12 if half == "午後" and int(hour) < 12 else 0),
        30 if minute == "半" else int(minute or 0),
    )
    return f"{hours:02}:{minutes:02}" if minutes < 60 and (hours, minutes) <= (24, 0) else ""


def hours_in_words(schedules: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return each schedule as a line people read: days, times, remark."""
    lines = (
        " ".join(
            part for part in (_days_in_words(one), _times(one), one.get("description", "")) if part
        )
        for one in schedules
    )
    return [line for line in lines if line]


def _times(one: Mapping[str, Any]) -> str:
    return "–".join(
        str(one[name])[:5].removesuffix("Z") for name in ("opens_at", "closes_at") if one.get(name)
    )


def _days_in_words(one: Mapping[str, Any]) -> str:
    codes = [code.strip().upper() for code in str(one.get("byday", "")).split(",") if code.strip()]
    if tuple(codes) == DAYS:
        return _("every day")
    return _(", ").join(_day_in_words(code) for code in codes)


def _day_in_words(code: str) -> str:
    if code[-2:] not in DAYS:
        return code
    day = str(WEEKDAYS_ABBR[DAYS.index(code[-2:])])
    nth = code[:-2].lstrip("+")
    return _("%(day)s no. %(nth)s of the month") % {"nth": nth, "day": day} if nth else day


def hours_on(schedules: Iterable[Mapping[str, Any]], day: date) -> str:
    """
    Return the times of a day as far as weekly rules tell them, empty where none speaks of it.

    On a public holiday a rule whose remark mentions holidays (「祝日を除く」「祝日休み」) does not
    speak unless it says that it is open then.
    """
    spans = []
    for one in schedules:
        if jpholiday.is_holiday(day) and _rests_on_holidays(str(one.get("description", ""))):
            continue
        codes = str(one.get("byday", "")).upper().split(",")
        begun, over = (
            str(one.get("valid_from") or ""),
            str(one.get("valid_to") or one.get("until") or "9999"),
        )
        plainly = one.get("freq") == "WEEKLY" and (one.get("interval") or 1) == 1
        if (
            plainly
            and DAYS[day.weekday()] in codes
            and begun <= day.isoformat() <= over
            and _times(one)
        ):
            spans.append(_times(one))
    return "、".join(sorted(spans))


def _rests_on_holidays(remark: str) -> bool:
    return "祝" in remark and not any(
        word in remark for word in ("祝日も", "祝日含む", "祝日を含む")
    )
