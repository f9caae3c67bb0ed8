"""
Readings above kanji, for people who read with difficulty: Sudachi cuts the sentence into words and
knows how each is read.

A machine guesses; so that a person can put it right, a reading may be written into the sentence
itself, as in Aozora Bunko: 「一日《ついたち》」, with ｜ where
the word begins inside other kanji. What is marked so is taken as it is.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from banso_recognition import hiragana

_KANJI = (
    r"[々〆ヵヶ\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
    r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]?"
)
_MARKED = re.compile(rf"(?:｜([^｜《》]{{1,30}})|((?:{_KANJI})+))《([^《》]{{1,40}})》")
_HAS_KANJI = re.compile(_KANJI)
_RUNS = re.compile(rf"((?:{_KANJI})+)")
# How people say these of themselves and of each other, where the dictionary prefers the stiffer
# reading.
_SAID = {
    "私": "わたし",
    "私達": "わたしたち",
    "明日": "あした",
    "昨日": "きのう",
    "何": "なに",
    "家": "いえ",
}
_DAYS = {
    1: "ついたち",
    2: "ふつか",
    3: "みっか",
    4: "よっか",
    5: "いつか",
    6: "むいか",
    7: "なのか",
    8: "ようか",
    9: "ここのか",
    10: "とおか",
    20: "はつか",
}
_WEEK = {
    "月": "げつ",
    "火": "か",
    "水": "すい",
    "木": "もく",
    "金": "きん",
    "土": "ど",
    "日": "にち",
}
_FIGURES = "一二三四五六七八九十"
_lock = Lock()


@dataclass(frozen=True)
class Ruby:
    """A piece of a sentence, with the reading that stands above it, empty where it needs none."""

    base: str
    reading: str = ""


@lru_cache(maxsize=1)
def _cutter() -> Any:
    from sudachipy import Dictionary, SplitMode

    return Dictionary(dict="core").tokenizer(mode=SplitMode.B)


def without_marks(text: str) -> str:
    """Return a text without the readings written into it."""
    return _MARKED.sub(lambda found: found.group(1) or found.group(2), text)


def with_readings(text: str) -> tuple[Ruby, ...]:
    """Return a text in pieces, each kanji with its reading."""
    parts: list[Ruby] = []
    place = 0
    for found in _MARKED.finditer(text):
        parts += _cut(text[place : found.start()])
        parts.append(Ruby(found.group(1) or found.group(2), found.group(3)))
        place = found.end()
    return _joined([*parts, *_cut(text[place:])])


def plain(text: str) -> tuple[Ruby, ...]:
    """Return a text as one piece without readings."""
    return (Ruby(without_marks(text)),)


def ruby_html(parts: tuple[Ruby, ...]) -> SafeString:
    """Return pieces as HTML with their readings above, without any space between them."""
    return mark_safe(  # noqa: S308 — every piece is escaped
        "".join(
            format_html("<ruby>{}<rp>(</rp><rt>{}</rt><rp>)</rp></ruby>", part.base, part.reading)
            if part.reading
            else escape(part.base)
            for part in parts
        )
    )


def _cut(text: str) -> list[Ruby]:
    if not _HAS_KANJI.search(text):
        return [Ruby(text)] if text else []
    with _lock:
        words = [
            (word.surface(), hiragana(word.reading_form())) for word in _cutter().tokenize(text)
        ]
    parts: list[Ruby] = []
    for place, (surface, reading) in enumerate(words):
        before = words[place - 1][0] if place else ""
        after = words[place + 1][0] if place + 1 < len(words) else ""
        if surface in _WEEK and before[-1:] in ("(", "（") and after[:1] in (")", "）"):
            parts.append(Ruby(surface, _WEEK[surface]))
            continue
        if surface == "日" and (count := _count(before)):
            said = (
                _DAYS.get(count, "")
                if count != 1 or (place > 1 and words[place - 2][0] == "月")
                else ""
            )
            if said:
                parts[-1] = Ruby(before + surface, said)
                continue
            reading = "にち"
        elif surface == "月" and before.isdecimal():
            reading = "がつ"
        parts += _above_kanji(surface, _SAID.get(surface, reading))
    return parts


def _count(word: str) -> int:
    """Return the number that a word of figures says, 0 where it says none."""
    return int(word) if word.isdecimal() else _FIGURES.find(word) + 1 if len(word) == 1 else 0


def _above_kanji(surface: str, reading: str) -> list[Ruby]:
    """
    Return a word in pieces: the kana in it (okurigana) stay without a reading, the kanji between
    them get theirs.
    """
    if not _HAS_KANJI.search(surface) or not reading:
        return [Ruby(surface)]
    pieces = [piece for piece in _RUNS.split(surface) if piece]
    pattern = "".join(
        "(.+?)" if _HAS_KANJI.match(piece) else re.escape(_kana(piece)) for piece in pieces
    )
    found = re.fullmatch(pattern, reading)
    if found is None:
        return [Ruby(surface, reading)]
    readings = iter(found.groups())
    return [
        Ruby(piece, next(readings)) if _HAS_KANJI.match(piece) else Ruby(piece) for piece in pieces
    ]


def _kana(text: str) -> str:
    """Return the text with katakana as hiragana, letter by letter."""
    return "".join(chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter for letter in text)


def _joined(parts: list[Ruby]) -> tuple[Ruby, ...]:
    """Return the pieces with neighbours that need no reading joined."""
    joined: list[Ruby] = []
    for part in parts:
        if joined and not part.reading and not joined[-1].reading:
            joined[-1] = Ruby(joined[-1].base + part.base)
        else:
            joined.append(part)
    return tuple(joined)
