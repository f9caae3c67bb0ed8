"""Opening a letter that came, deciding on it with the person, closing what stands no more."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.models import Agency
from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.consent.rules import Part
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.refusals import Refusal
from banso.people.actions import Memory, NewPerson, enter_person, remember
from banso.people.actions.person import person_locked
from banso.people.models import Person
from banso.sharing.actions.houses import NoCardYet
from banso.sharing.actions.writing import put_in_outbox
from banso.sharing.models import Copy, House, Letter, OwnCard, Received
from banso.sharing.queries import Books, keys_of_own, received_seen
from banso.sharing.rules import Outcome, Refused, State, Way
from banso_exchange import HandOver, NotTaken, Receipt, Why, Withdrawal, read_letter
from banso_exchange import Letter as Read
from banso_exchange import Outcome as Told

SOURCE = "sharing.Received"
_RANK = list(Outcome)


class LetterNotTaken(Refusal):
    """A letter that came is not taken; the sentence says why and repeats nothing of it."""

    field = "letter"

    def __init__(self, why: Why) -> None:
        super().__init__(Refused.label_of(why))


class DecidedAlready(Refusal):
    """Somebody has looked at it meanwhile, or the person has taken their word back."""

    sentence = _("This is settled already, or the person has taken their word back meanwhile.")


@dataclass(frozen=True)
class Opened:
    """What a letter was, where it stands, and whether it had come before."""

    letter: Letter
    again: bool


@asks(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY)
@one_transaction
def open_letter(*, sealed: bytes, by: Viewer) -> Opened:
    """
    Open a letter that came as a file: what is handed over waits until somebody has looked, a
    withdrawal closes at once, a receipt is noted. The very same letter changes nothing.

    :raises NoCardYet: if one's own house has no card, and so no keys
    :raises LetterNotTaken: if it is not taken; it says why
    """
    Agency.objects.select_for_update(no_key=True).get(pk=by.agency_id)  # one after the other
    rows = OwnCard.objects.filter(agency=by.agency_id).order_by("-created_at")
    keys = [keys_of_own(one) for one in rows]
    if not keys:
        raise NoCardYet
    try:
        read = read_letter(
            sealed,
            house=by.agency_id,
            keys=keys,
            books=Books(by.agency_id),
            now=timezone.now(),
            today=by.today,
        )
    except NotTaken as no:
        raise LetterNotTaken(no.why) from no
    house = House.objects.get(agency=by.agency_id, house_id=read.sender)
    if read.again:
        return Opened(_came_before(house, read), True)
    row = _note(house, read, by)
    if isinstance(read.content, HandOver):
        _wait(row, read.content, by)
    elif isinstance(read.content, Withdrawal):
        _close(row, read.content, by)
    else:
        _hear(row, read.content, by)
    record_event(
        action="sharing_letter_came",
        by=by,
        subjects=[row.person_id] if row.person_id else [],
        object_kind="sharing.Letter",
        object_id=row.pk,
        detail={"house": str(house.pk), "kind": row.kind},
    )
    return Opened(row, False)


def _came_before(house: House, read: Read) -> Letter:
    return Letter.objects.get(agency=house.agency_id, house=house, way=Way.IN, letter_id=read.id)


def _note(house: House, read: Read, by: Viewer) -> Letter:
    content = read.content
    row = Letter(
        agency_id=by.agency_id,
        house=house,
        way=Way.IN,
        kind=str(read.kind),
        letter_id=read.id,
        sha256=read.sha256,
        on=by.today,
        by_id=by.member_id,
        answers=None if isinstance(content, HandOver) else content.letter,
    )
    if isinstance(content, Withdrawal):
        row.words = [["", str(one)] for one in content.words]
    elif isinstance(content, HandOver):
        row.words = [[one.part, str(one.id)] for one in content.words]
        row.until_on = max(one.until_on for one in content.words)
    row.save(force_insert=True)
    return row


def _wait(row: Letter, content: HandOver, by: Viewer) -> None:
    words = {one.part: one for one in content.words}
    if {one.part for one in content.parts} - set(Part):
        raise LetterNotTaken(Why.OTHER_VERSION)
    received = Received.objects.create(
        agency_id=by.agency_id, letter=row, called=content.called, state=State.WAITING
    )
    for one in content.parts:
        Copy.objects.create(
            agency_id=by.agency_id,
            received=received,
            part=one.part,
            purpose=words[one.part].purpose,
            obtained=one.obtained,
            text=one.text,
            word_id=words[one.part].id,
            until_on=words[one.part].until_on,
        )
    _answer(row, Told.ARRIVED, by)


def _close(row: Letter, content: Withdrawal, by: Viewer) -> None:
    of_letter = Received.objects.select_for_update().filter(
        agency=by.agency_id, letter__house=row.house, letter__letter_id=content.letter
    )
    received = of_letter.first()
    closed = 0
    if received is not None:
        closed = _empty(received.copies.filter(word_id__in=list(content.words)), by.today)
        _forget_name(received)
        if received.person_id is not None:
            row.person_id = received.person_id
            row.save(update_fields=["person"])
            _remember(received, _g("%(house)s: the person took their word back; closed"), by)
    _answer(row, Told.CLOSED, by, closed=closed)


def _empty(copies: QuerySet[Copy], day: date) -> int:
    """Close those copies that stand, leave nothing of their text, and return how many they were."""
    return copies.filter(closed_on=None).update(closed_on=day, text="", obtained="")


def _forget_name(received: Received) -> None:
    """Forget how somebody was called there once nothing that was given stands any more."""
    if not Copy.objects.filter(received=received, closed_on=None).exists():
        received.called = ""
        received.save(update_fields=["called"])


def _hear(row: Letter, content: Receipt, by: Viewer) -> None:
    rows = Letter.objects.select_for_update(of=("self",)).filter(
        agency=by.agency_id, house=row.house, way=Way.OUT
    )
    sent = rows.get(letter_id=content.letter)
    if not sent.outcome or _RANK.index(Outcome(content.outcome)) > _RANK.index(
        Outcome(sent.outcome)
    ):  # sticks come in any order
        sent.outcome = content.outcome
    sent.heard_on = by.today
    sent.save(update_fields=["outcome", "heard_on"])
    row.person_id = sent.person_id
    row.save(update_fields=["person"])


def _answer(row: Letter, outcome: Told, by: Viewer, *, closed: int = 0) -> None:
    """Write the receipt, also to a house that is trusted no more: it asked that something close."""
    receipt = Receipt(letter=row.letter_id, sha256=row.sha256, outcome=outcome, closed=closed)
    put_in_outbox(receipt, house=row.house, on=by.today, person=row.person, by_id=by.member_id)


@asks(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY, Duty.WRITE_MEMORY)
@one_transaction
def take_in(*, received_id: UUID, by: Viewer, person_id: UUID | None = None) -> Received:
    """
    Take what came, with the person: for somebody who is known here, or as somebody new.

    :raises NotSeen: if the viewer may not know of it, or of the person
    :raises DecidedAlready: if it waits no more
    """
    received_seen(by, received_id)
    person = person_locked(by, person_id) if person_id else None
    received = _still_waiting(received_id)
    if person is None:
        person = enter_person(person=NewPerson(called_name=received.called[:100]), by=by)
    _decide(received, State.TAKEN, person, by)
    _remember(received, _g("%(house)s handed something over, with the person’s word"), by)
    _answer(received.letter, Told.TAKEN, by)
    return received


@asks(Duty.KEEP_LEDGERS, Duty.SEE_MEMORY, Duty.WRITE_MEMORY)
@one_transaction
def decline(*, received_id: UUID, by: Viewer) -> Received:
    """
    Take nothing of what came; nothing of its text stays.

    :raises NotSeen: if the viewer may not know of it
    :raises DecidedAlready: if it waits no more
    """
    received_seen(by, received_id)
    received = _still_waiting(received_id)
    _empty(received.copies.all(), by.today)
    received.called = ""
    _decide(received, State.DECLINED, None, by)
    _answer(received.letter, Told.DECLINED, by)
    return received


def _still_waiting(received_id: UUID) -> Received:
    received = Received.objects.select_for_update().get(pk=received_id)
    stands = Copy.objects.filter(received=received, closed_on=None).exists()
    if received.state != State.WAITING or not stands:
        raise DecidedAlready
    return received


def _decide(received: Received, state: State, person: Person | None, by: Viewer) -> None:
    received.state, received.person = state, person
    received.decided_by_id, received.decided_on = by.member_id, by.today
    received.save()
    letter = received.letter
    letter.person = person
    letter.save(update_fields=["person"])
    record_event(
        action="sharing_decided",
        by=by,
        subjects=[person.pk] if person else [],
        object_kind=SOURCE,
        object_id=received.pk,
        detail={"state": str(state)},
    )


def _remember(received: Received, title: str, by: Viewer) -> None:
    if received.person is None:
        return
    remember(
        person=received.person,
        memory=Memory(
            at=moment_of(by.today),
            kind="consent",
            title=title % {"house": received.letter.house.name},
            source=SOURCE,
            source_id=received.pk,
        ),
        by=by,
    )


@one_transaction
def close_what_is_over(*, now: datetime) -> int:
    """Close the copies whose word is over by its day, and return how many."""
    day = timezone.localtime(now).date()
    rows = Copy.objects.filter(closed_on=None, until_on__lt=day)
    ended = list(Received.objects.filter(copies__in=rows).distinct())
    count = _empty(rows, day)
    for received in ended:
        _forget_name(received)
    return count
