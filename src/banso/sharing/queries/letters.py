"""Letters that went and came, and what stands of them, as far as somebody may know."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from banso.access.rules import Duty
from banso.access.text_rules import readable_rows
from banso.access.viewer import Viewer
from banso.kit.eras import PartialDate
from banso.kit.refusals import NotSeen
from banso.people.models import Person
from banso.people.queries import Hit, similar_people, within_reach
from banso.sharing.models import Copy, House, Letter, Received
from banso.sharing.rules import UNHEARD_AFTER, Sort, State, Way
from banso_exchange import KnownHouse, Standing


@dataclass(frozen=True)
class Books:
    """What an agency has written down, as far as a letter that comes is held against it."""

    agency_id: UUID

    def _letters(self, house: UUID, way: str) -> QuerySet[Letter]:
        return Letter.objects.filter(agency=self.agency_id, house__house_id=house, way=way)

    def house(self, house: UUID) -> KnownHouse | None:
        """Return another house as it is known here."""
        row = House.objects.filter(agency=self.agency_id, house_id=house).first()
        if row is None:
            return None
        standing = Standing.ENDED if row.ended_on else Standing.TRUSTED
        ended = tuple(row.ended_keys.values_list("sign_key", flat=True))
        return KnownHouse(standing=standing, sign_key=row.sign_key, ended_keys=ended)

    def seen(self, house: UUID, letter: UUID) -> str:
        """Return the hash under which a letter came before; empty if none did."""
        return self._hash(house, letter, Way.IN)

    def sent(self, house: UUID, letter: UUID) -> str:
        """Return the hash under which a letter went; empty if none did."""
        return self._hash(house, letter, Way.OUT)

    def _hash(self, house: UUID, letter: UUID, way: str) -> str:
        rows = self._letters(house, way).filter(letter_id=letter)
        return rows.values_list("sha256", flat=True).first() or ""

    def withdrawn(self, house: UUID, letter: UUID) -> Collection[UUID]:
        """Return the words of a letter that were withdrawn, perhaps before it came itself."""
        rows = self._letters(house, Way.IN).filter(kind=Sort.WITHDRAWAL, answers=letter)
        return {UUID(word) for words in rows.values_list("words", flat=True) for _p, word in words}


def letters_seen_by(viewer: Viewer) -> QuerySet[Letter]:
    """Return the letters about people this viewer may see, and those about nobody yet."""
    if not viewer.may(Duty.KEEP_LEDGERS) or not viewer.may(Duty.SEE_MEMORY):
        return Letter.objects.none()
    mine = Q(person=None) | within_reach(viewer, "person")
    return Letter.objects.filter(mine, agency_id=viewer.agency_id).select_related("house", "by")


def letter_to_carry(viewer: Viewer, letter_id: UUID) -> Letter:
    """
    Return a letter that goes to another house.

    :raises NotSeen: if the viewer may not know of it, or it came from there
    """
    found = letters_seen_by(viewer).filter(pk=letter_id, way=Way.OUT).first()
    if found is None:
        raise NotSeen
    return found


def outbox(viewer: Viewer) -> list[Letter]:
    """Return the letters to carry, the newest first; those that were answered are left out."""
    rows = letters_seen_by(viewer).filter(way=Way.OUT, heard_on=None)
    return list(rows.order_by("-created_at", "-pk")[:50])


def unheard(viewer: Viewer) -> list[Letter]:
    """Return what was taken back and, for days, nobody there has said that it arrived."""
    rows = letters_seen_by(viewer).filter(
        way=Way.OUT, kind=Sort.WITHDRAWAL, heard_on=None, on__lte=viewer.today - UNHEARD_AFTER
    )
    return list(rows.select_related("person").order_by("on", "pk")[:50])


def _open_copy() -> Exists:
    return Exists(Copy.objects.filter(received=OuterRef("pk"), closed_on=None))


def received_seen_by(viewer: Viewer) -> QuerySet[Received]:
    """Return what came for people this viewer may see, and what waits for somebody to look."""
    if not viewer.may(Duty.SEE_MEMORY):
        return Received.objects.none()
    mine = within_reach(viewer, "person")
    if viewer.may(Duty.KEEP_LEDGERS):
        mine |= Q(person=None)
    rows = Received.objects.filter(mine, agency_id=viewer.agency_id)
    return rows.select_related("letter__house", "decided_by", "person")


def received_seen(viewer: Viewer, received_id: UUID) -> Received:
    """
    Return one thing that came.

    :raises NotSeen: if the viewer may not know of it
    """
    found = received_seen_by(viewer).filter(pk=received_id).first()
    if found is None:
        raise NotSeen
    return found


def waiting(viewer: Viewer) -> list[Received]:
    """Return what came and waits for somebody to look, the oldest first."""
    if not viewer.may(Duty.KEEP_LEDGERS):
        return []
    rows = received_seen_by(viewer).filter(_open_copy(), state=State.WAITING)
    return list(rows.order_by("created_at", "pk")[:50])


def copies_of(received: Received, viewer: Viewer) -> list[Copy]:
    """Return the parts that came, as far as the viewer may read them and the word still stands."""
    rows = Copy.objects.filter(
        readable_rows(viewer, "sharing.Copy"), received=received, until_on__gte=viewer.today
    )
    return list(rows.order_by("created_at", "pk"))


def copies_about(person: Person, viewer: Viewer) -> list[tuple[Received, list[Copy]]]:
    """Return what other houses gave of a person who was seen already, the newest first."""
    rows = received_seen_by(viewer).filter(person=person).order_by("-created_at", "-pk")[:50]
    return [(one, copies_of(one, viewer)) for one in rows]


@dataclass(frozen=True)
class Elsewhere:
    """What another house was given of somebody: the letter, what was taken back, and whether they
    know it there."""

    letter: Letter
    parts: tuple[str, ...]
    closed: tuple[str, ...]
    withdrawals: tuple[Letter, ...]


def handed_over(person: Person, viewer: Viewer) -> list[Elsewhere]:
    """Return which houses were given what of a person who was seen already, the newest first."""
    rows = letters_seen_by(viewer).filter(person=person, way=Way.OUT)
    found = list(rows.order_by("-created_at", "-pk")[:200])
    back: dict[UUID, list[Letter]] = {}
    for one in found:
        if one.kind == Sort.WITHDRAWAL and one.answers:
            back.setdefault(one.answers, []).append(one)
    return [
        Elsewhere(
            one,
            tuple(part for part, _word in one.words),
            tuple(part for it in back.get(one.letter_id, []) for part, _word in it.words),
            tuple(back.get(one.letter_id, [])),
        )
        for one in found
        if one.kind == Sort.HAND_OVER
    ]


def proposed(received: Received, viewer: Viewer) -> list[Hit]:
    """Return who may be the one that came, by the name they were called there."""
    if not received.called:
        return []
    return similar_people(viewer, names=[(received.called, "")], birth=PartialDate(), least=0.0)


def standing_letters(agency_id: UUID, day: date) -> QuerySet[Letter]:
    """Return what was handed over and whose time is not over."""
    return Letter.objects.filter(
        agency=agency_id, way=Way.OUT, kind=Sort.HAND_OVER, until_on__gte=day
    ).select_related("house")
