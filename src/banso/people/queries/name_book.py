"""What the home has learnt of names: their usual sounds, and how rare they are."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from banso.people.models import NamePart
from banso_recognition import NameBook, fold_name, skeleton

Names = Iterable[tuple[str, str]]
_AT_ONCE = 300


def unread(names: Names) -> list[tuple[str, str]]:
    """Return those (written, kana) names whose sound can't be told from their own letters."""
    return [
        (text, kana)
        for text, kana in names
        if not kana and len(parts := fold_name(text)) == 2 and not all(map(skeleton, parts))
    ]


def book_of(agency_id: UUID, names: Names) -> NameBook:
    """
    Return what an agency's home has learnt of the parts of some (written, kana) names, and nothing
    of other names; no query where there is nothing to ask.
    """
    written, sounds = set[str](), set[str]()
    for text, kana in names:
        written.update(part[:20] for part in fold_name(text))
        sounds.update(sound for part in fold_name(kana or text) if (sound := skeleton(part)[:20]))
    asked = sorted(written), sorted(sounds)
    counts: dict[tuple[str, str, str], int] = {}
    for start in range(0, max(map(len, asked)), _AT_ONCE):
        some, heard = (one[start : start + _AT_ONCE] for one in asked)
        rows = NamePart.objects.filter(
            Q(written__in=some) | Q(written="", sound__in=["", *heard]), agency_id=agency_id
        )
        counts |= _counts(rows)
    return _book(counts)


def whole_book(agency_id: UUID) -> NameBook:
    """Return all that an agency's home has learnt of names."""
    return _book(_counts(NamePart.objects.filter(agency_id=agency_id)))


def _counts(rows: QuerySet[NamePart]) -> dict[tuple[str, str, str], int]:
    told = rows.values_list("role", "written", "sound", "times").iterator(chunk_size=2000)
    return {(role, written, sound): times for role, written, sound, times in told}


def _book(counts: dict[tuple[str, str, str], int]) -> NameBook:
    """Return a book; the row without a writing and a sound says how many names were read."""
    return NameBook(counts.pop(("", "", ""), 0), counts)
