"""
Which column means what, guessed from the words of a header.

A heading is taken for a field where it is the word itself, or where it ends with it, as Japanese
compounds do (本人生年月日 is a 生年月日); words in Latin letters count as whole words only, so
that no “note” is a “no”.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from banso_recognition import fold

_IN_BRACKETS = re.compile(r"[(\[【〔<].*?[)\]】〕>]")
_AFTER = re.compile(r"(など|等|欄|の有無|有無|\d+|[::※*])$")
_LATIN_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_FIRST_ROWS = 15
_SHORT = 3


def _plain(text: str) -> str:
    return "".join(fold(text).split()).strip("()・:*※.")


def _bare(text: str) -> str:
    """Return a heading without what stands in brackets or merely follows: 電話番号(携帯)2."""
    plain, before = _plain(_IN_BRACKETS.sub("", text)), ""
    while plain != before:
        before, plain = plain, _AFTER.sub("", plain)
    return plain


def _latin(text: str) -> list[str]:
    return [word.lower() for word in _LATIN_WORD.findall(text)]


@dataclass(frozen=True)
class Headings:
    """
    The headings of a table: the index of the last row they stand in, and one for each column (two
    rows of headings read as one).
    """

    row: int
    names: list[str]


class Words:
    """
    The words that headings use for each field, in the order in which fields are preferred.
    `not_after` begin headings that speak of somebody else (担当者氏名).
    """

    def __init__(
        self, words: Mapping[str, tuple[str, ...]], *, not_after: Sequence[str] = ()
    ) -> None:
        self._by_word: dict[str, list[str]] = {}
        for field, several in words.items():
            for word in several:
                self._by_word.setdefault(_plain(word), []).append(field)
        self._endings = sorted(
            (
                (word, field)
                for word, fields in self._by_word.items()
                for field in fields[:1]
                if len(word) >= 2
            ),
            key=lambda one: -len(one[0]),
        )
        self._not_after = tuple(map(_plain, not_after))

    def guess(self, header: Sequence[str]) -> dict[int, str]:
        """
        Return which column means which field: an exact word first (before those that may mean
        several), then a word that the heading ends with; no field twice.
        """
        found: dict[int, str] = {}
        for alike in (self._surely, self._exactly, self._by_ending):
            for column, heading in enumerate(header):
                if column in found or not _plain(heading):
                    continue
                fresh = [one for one in alike(heading) if one not in found.values()]
                if fresh:
                    found[column] = fresh[0]
        return found

    def _surely(self, heading: str) -> list[str]:
        meant = self._exactly(heading)
        return meant if len(meant) == 1 else []

    def _exactly(self, heading: str) -> list[str]:
        return self._by_word.get(_plain(heading), [])

    def _by_ending(self, heading: str) -> list[str]:
        bare = _bare(heading)
        if not bare or bare.startswith(self._not_after or ("\0",)):
            return []
        words = _latin(heading)
        last = _plain(heading.split()[-1])  # of two rows of headings: 氏名 姓
        found = self._by_word.get(last, []) if not last.isascii() else []
        return found + [
            field
            for word, field in self._endings
            if (_among(word, words) if word.isascii() else bare.endswith(word))
        ]

    def header_row(self, cells: Sequence[Sequence[str]]) -> int:
        """
        Return which of the first rows is the header: the one in which most columns are understood
        (title rows stand above it).
        """
        scored = [(len(self.guess(row)), -number) for number, row in enumerate(cells[:_FIRST_ROWS])]
        best = max(scored, default=(0, 0))
        return -best[1]

    def headings(self, cells: Sequence[Sequence[str]], row: int | None = None) -> Headings:
        """
        Return the headings of a table; where a row is named, those that stand there, else those of
        the row, or the two rows, in which most columns are understood.
        """
        if row is not None:
            row = min(max(row, 0), max(len(cells) - 1, 0))
            return Headings(row, list(cells[row]) if cells else [])
        best = Headings(self.header_row(cells), [])
        best = Headings(best.row, list(cells[best.row]) if cells else [])
        understood = len(self.guess(best.names))
        for upper in range(min(len(cells) - 1, _FIRST_ROWS)):
            joined = _joined(cells[upper], cells[upper + 1])
            if joined and len(self.guess(joined)) >= understood:
                best, understood = Headings(upper + 1, joined), len(self.guess(joined))
        return best


def _among(word: str, words: list[str]) -> bool:
    """Return whether a word is one of a heading's; a short one (id, no) only as the last."""
    return words[-1:] == [word] if len(word) <= _SHORT else word in words


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """
    Return two rows of headings as one, or nothing where the lower row is none: what stands there
    must be parts of a heading that spans several columns, or the same heading again.
    """
    if sum(1 for cell in upper if cell.strip()) < 2:
        return []  # a title, which stands above every heading
    above = [cell.strip() for cell in upper] + [""] * (len(lower) - len(upper))
    below = [cell.strip() for cell in lower] + [""] * (len(upper) - len(lower))
    joined: list[str] = []
    group = ""
    spanned = False
    for number, (high, low) in enumerate(zip(above, below, strict=True)):
        group = high or (group if low else "")
        goes_on = number + 1 < len(above) and not above[number + 1] and bool(below[number + 1])
        part = bool(low) and bool(group) and (not high or goes_on)
        if low and not part and low != high:
            return []
        spanned = spanned or part
        joined.append(f"{group} {low}" if part else high)
    return joined if spanned else []
