"""Noticing who may be the same as somebody who is being entered."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.eras import PartialDate
from banso.kit.readers.phones import phone_numbers
from banso.people.models import ContactPoint, LedgerEntry, Person, SearchKey
from banso.people.queries.finding import Hit, Known, hits_of, known_to
from banso.people.queries.name_book import book_of, unread
from banso.people.queries.nearest import nearest
from banso.people.queries.never_same import said_apart_from
from banso.people.queries.visibility import names_of, places_of
from banso.people.rules import PLACES_IN_LEDGERS
from banso_recognition import (
    Likeness,
    NameBook,
    Reason,
    Scale,
    Sketch,
    address,
    blocking_keys,
    compare,
    facets,
    fold_name,
    speaks_for,
)

_NAMES = {
    Reason.SAME_NAME,
    Reason.VARIANT_NAME,
    Reason.SAME_SOUND,
    Reason.SWAPPED,
    Reason.SIMILAR_SOUND,
    Reason.SIMILAR_NAME,
    Reason.PART_OF_NAME,
}
# Where few are known, a birthday that two share by chance weighs much: it is no reason by itself.
_NO_REASON = ((), (Reason.SAME_BIRTH_YEAR,), (Reason.SAME_BIRTH,))
MOST = 3  # asked about at once
_AS_LIKELY = 0.0  # bits: as likely one person as two
_SOME_PEOPLE = 10_000  # where nothing was learnt of this home yet


def similar_people(
    viewer: Viewer,
    *,
    names: list[tuple[str, str]],
    birth: PartialDate,
    phone: str = "",
    places: Sequence[str] = (),
    apart_from: UUID | None = None,
    limit: int = MOST,
    least: float = 0.55,
) -> list[Hit]:
    """
    Return people who may be the same as somebody being entered: (written, kana) names and what else
    is known, with reasons.
    """
    date = (birth.year, birth.month, birth.day)
    book = book_of(viewer.agency_id, names)
    keys = set().union(
        *(
            blocking_keys(text, kana, date, asking=True, book=book)
            for text, kana in names
            if text or kana
        ),
        set(),
    )
    whole = {f"n:{plain}"[:40] for text, _ in names if (plain := "".join(fold_name(text)))}
    numbers = set(phone_numbers(phone)) if viewer.may(Duty.SEE_NAMES) else set()
    lives = addresses(places) if viewer.may(Duty.SEE_PLACES) else set()
    reached = {f"t:{one}" for one in numbers} | {f"p:{one}" for one in lives}
    if not keys and not whole and not reached:
        return []
    never = _never_same_as(apart_from)
    # apart from each other: whoever shares a number alone would come after many alike by name
    met = {*nearest(viewer, keys | whole), *(nearest(viewer, reached) if reached else ())}
    known = known_to(viewer, [one for one in met if one not in never and one != apart_from])
    _bring_in(known, numbers, lives, viewer)
    asked = Sketch(
        tuple((text or kana, kana) for text, kana in names),
        date,
        places=frozenset(lives),
        phones=frozenset(numbers),
    )
    ranked = [
        (bits, person_id, one, likeness)
        for bits, person_id, one, likeness in _weighed(asked, known, book, viewer)
        if likeness.reasons not in _NO_REASON and (likeness.score >= least or bits >= _AS_LIKELY)
    ]
    ranked.sort(key=lambda row: (-row[0], str(row[1])))
    return hits_of(
        [
            (person_id, one, tuple(map(str, likeness.reasons)), likeness.score)
            for _bits, person_id, one, likeness in ranked[:limit]
        ]
    )


def _weighed(
    asked: Sketch, known: dict[UUID, Known], book: NameBook, viewer: Viewer
) -> Iterator[tuple[float, UUID, Known, Likeness]]:
    """
    Yield of each candidate how much speaks for one person, in bits, and in which words that is
    said: what is rare says more than what many share.
    """
    silent = unread(name for one in known.values() for name in one.sketch.names)
    more = book_of(viewer.agency_id, silent) if silent else NameBook()
    book = NameBook(book.people, {**more.counts, **book.counts})
    scale = Scale(book.people or _SOME_PEOPLE, book=book)
    mine = facets(asked, book)
    for person_id, one in known.items():
        weighed = scale.weigh(mine, facets(one.sketch, book))
        likeness = compare(asked, one.sketch)
        if weighed.bits >= _AS_LIKELY and not _NAMES & set(likeness.reasons):
            # what compares letters alone sees nothing where kanji meet kana, or after a marriage
            likeness = Likeness(likeness.score, speaks_for(weighed.pattern))
        yield weighed.bits, person_id, one, likeness


def alike_to(viewer: Viewer, person: Person, *, limit: int = MOST) -> list[Hit]:
    """
    Return who may be the same as a person who was seen already, by everything that is known of them
    and that this viewer may know.
    """
    contacts = ContactPoint.objects.filter(person=person).values_list("value", flat=True)
    places = [one.place for one in places_of(person, viewer)]
    for values in LedgerEntry.objects.filter(person=person).values_list("values", flat=True):
        places += [str(values.get(code) or "") for code in PLACES_IN_LEDGERS]
    names = [(name.text, name.kana) for name in names_of(person, viewer)]
    return similar_people(
        viewer,
        names=names or [(person.called_name, "")],
        birth=person.birth,
        phone=" / ".join(contacts),
        places=places,
        apart_from=person.pk,
        limit=limit,
    )


def addresses(places: Sequence[str]) -> set[str]:
    """Return those places that are an address of somebody's, not a park where many sleep."""
    plain = {address(place)[:30] for place in places}
    return {one for one in plain if len(one) >= 5 and any(letter.isdigit() for letter in one)}


def _bring_in(known: dict[UUID, Known], numbers: set[str], lives: set[str], viewer: Viewer) -> None:
    """Note of the candidates who is filed under these phone numbers and addresses."""
    keys = {f"t:{one}": one for one in numbers} | {f"p:{one}": one for one in lives}
    if not keys:
        return
    rows = SearchKey.objects.filter(
        agency_id=viewer.agency_id, person__in=list(known), key__in=sorted(keys)
    )
    for person_id, key in rows.values_list("person_id", "key"):
        one = known[person_id]
        (one.places if key.startswith("p:") else one.phones).add(keys[key])


def _never_same_as(person_id: UUID | None) -> set[UUID]:
    if person_id is None:
        return set()
    return {word.holder for word in said_apart_from(person_id)}
