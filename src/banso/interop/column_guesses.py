"""Which column means what, guessed from the words of a header."""

from collections.abc import Mapping

from banso_recognition import fold


def _plain(text: str) -> str:
    return "".join(fold(text).split()).strip("()・:*※")


class Words:
    """The words that headings use for each field, in the order in which fields are preferred."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._by_word = {
            _plain(word): field for field, several in words.items() for word in several
        }
        self._inside = sorted(
            (one for one in self._by_word.items() if len(one[0]) >= 2), key=lambda one: -len(one[0])
        )

    def guess(self, header: list[str]) -> dict[int, str]:
        """
        Return which column means which field: an exact word first, then a word inside the heading;
        no field twice.
        """
        found: dict[int, str] = {}
        for exact in (True, False):
            for column, heading in enumerate(header):
                plain = _plain(heading)
                if column in found or not plain:
                    continue
                fields = [self._by_word[plain]] if plain in self._by_word else []
                if not exact and not fields:
                    fields = [field for word, field in self._inside if word in plain]
                fresh = next((field for field in fields if field not in found.values()), None)
                if fresh:
                    found[column] = fresh
        return found

    def header_row(self, cells: list[list[str]]) -> int:
        """
        Return which of the first rows is the header: the one in which most columns are understood
        (title rows stand above it).
        """
        scored = [(len(self.guess(row)), -number) for number, row in enumerate(cells[:15])]
        best = max(scored, default=(0, 0))
        return -best[1]
