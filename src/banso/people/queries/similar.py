"""Noticing who may be the same as somebody who is being entered."""

from collections.abc import Sequence
from uuid import UUID

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.eras import PartialDate
from banso.kit.readers.phones import phone_numbers
from banso.people.models import ContactPoint, LedgerEntry, Person, SearchKey
from banso.people.queries.finding import Hit, Known, hits_of, known_to, nearest
from banso.people.queries.never_same import said_apart_from
from banso.people.queries.visibility import names_of, places_of
from banso.people.rules import PLACES_IN_LEDGERS
from banso_recognition import Likeness, Reason, Sketch, address, blocking_keys, compare, fold_name


def similar_people(
    viewer: Viewer,
    *,
    names: list[tuple[str, str]],
    birth: PartialDate,
    phone: str = "",
    places: Sequence[str] = (),
    apart_from: UUID | None = None,
    limit: int = 5,
    least: float = 0.55,
) -> list[Hit]:
    """
    Return people who may be the same as somebody being entered: (written, kana) names and what else
    is known, with reasons.
    """
    date = (birth.year, birth.month, birth.day)
    keys = set().union(
        *(blocking_keys(text, kana, date, asking=True) for text, kana in names if text or kana),
        set(),
    )
    whole = {f"n:{plain}"[:40] for text, _ in names if (plain := "".join(fold_name(text)))}
    numbers = set(phone_numbers(phone)) if viewer.may(Duty.SEE_NAMES) else set()
    lives = _addresses(places) if viewer.may(Duty.SEE_PLACES) else set()
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
    ranked = []
    for person_id, one in known.items():
        likeness: Likeness = compare(asked, one.sketch)
        if (
            likeness.score >= least
            and likeness.reasons
            and likeness.reasons != (Reason.SAME_BIRTH_YEAR,)
        ):
            ranked.append(
                (person_id, one, tuple(str(reason) for reason in likeness.reasons), likeness.score)
            )
    ranked.sort(key=lambda row: (-row[3], str(row[0])))
    return hits_of(ranked[:limit])


def alike_to(viewer: Viewer, person: Person, *, limit: int = 5) -> list[Hit]:
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


def _addresses(places: Sequence[str]) -> set[str]:
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
