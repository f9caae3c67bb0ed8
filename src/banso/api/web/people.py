"""People, one person, their memory, and a note into it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.api.web import shapes
from banso.api.web.asked import KeyRequest
from banso.api.web.days import InTheFuture, not_too_far
from banso.api.web.door import for_duties
from banso.api.web.once import once
from banso.api.web.shapes import Code, Cursor, Match, Size, Token, answered
from banso.api.web.versions import unless_changed, version_asked
from banso.audit.actions import record_read
from banso.companionship.actions import NewNote, write_note
from banso.kit.pages import page_of
from banso.people import queries
from banso.people.actions import edit_person
from banso.people.memory_kinds import memory_kinds
from banso.people.rules import KnownAs, Ledger

router = Router()
LATE = timedelta(minutes=5)  # clocks of machines differ


def _birth(person: Any) -> shapes.Birth:
    birth = person.birth
    return shapes.Birth(
        year=birth.year,
        month=birth.month,
        day=birth.day,
        precision=birth.precision,
        words=birth.words,
    )


def _shown(person: Any, known: KnownAs, viewer: Viewer) -> dict[str, Any]:
    """Return what is told of a person in a list, as far as it may be known."""
    return {
        "id": person.pk,
        "called_name": known.called,
        "full_name": known.full,
        "kana": known.kana,
        "birth": _birth(person) if viewer.may(Duty.SEE_NAMES) and person.birth_year else None,
        "last_met_on": person.last_met_on,
        "has_died": person.has_died,
        "restricted": person.restricted,
    }


@router.get("/people", response=shapes.Rows[shapes.Person], summary="People within reach")
@for_duties(Duty.SEE_PEOPLE)
def people(
    request: KeyRequest,
    cursor: Cursor = "",
    size: Size = 50,
) -> HttpResponse:
    """Everybody within reach, in the order in which they were entered."""
    viewer = request.viewer
    page = page_of(queries.people_seen_by(viewer), order=("pk",), cursor=cursor, size=size)
    known = queries.known_as_many(page.rows, viewer)
    rows = [shapes.Person(**_shown(one, known[one.pk], viewer)) for one in page.rows]
    record_read(what="people_list", people=shapes.ids_of(rows), by=viewer)
    return answered(shapes.Rows[shapes.Person](rows=rows, next=page.next_cursor))


@router.post("/people/search", response=shapes.Finding, summary="Find people")
@for_duties(Duty.SEE_PEOPLE)
def search(request: KeyRequest, question: shapes.Question) -> HttpResponse:
    """Whom a name, a reading, a number or a place may mean, the best first."""
    viewer = request.viewer
    hits = queries.find_people(viewer, question.q, limit=question.size)
    record_read(what="search", people=[hit.person.pk for hit in hits], by=viewer)
    known = queries.known_as_many([hit.person for hit in hits], viewer)
    rows = [
        shapes.Found(
            person=shapes.Person(**_shown(hit.person, known[hit.person.pk], viewer)),
            reasons=list(hit.reasons),
            score=round(hit.score, 3),
        )
        for hit in hits
    ]
    return answered(shapes.Finding(rows=rows))


@router.get("/people/{uuid:person_id}", response=shapes.Card, summary="A person's card")
@for_duties(Duty.SEE_PEOPLE)
def person(request: KeyRequest, person_id: UUID) -> HttpResponse:
    """The card: what not to do, names, places, how to reach them, as far as it may be known."""
    return _card(request, person_id)


def _card(request: KeyRequest, person_id: UUID) -> HttpResponse:
    viewer = request.viewer
    found = queries.person_seen(viewer, person_id)
    record_read(what="card", people=[found.pk], by=viewer)
    return answered(_card_of(found, viewer), version=found.version)


def _card_of(found: Any, viewer: Viewer) -> shapes.Card:
    card = queries.card_of(found, viewer)
    return shapes.Card(
        **_shown(found, queries.known_as(found, viewer), viewer),
        version=found.version,
        sex=found.sex if card.may_know else "",
        own_words=found.own_words if card.may_know else "",
        looks=found.looks if card.may_know else "",
        names=[shapes.Name(kind=one.kind, text=one.text, kana=one.kana) for one in card.names],
        places=[
            shapes.Place(kind=one.kind, place=one.place, when=one.when, sleeps_here=one.sleeps_here)
            for one in card.places
        ],
        contacts=[shapes.Contact(value=one.value, note=one.note) for one in card.contacts],
        do_not=_cautions(card.do_not),
        alerts=_cautions(card.alerts),
    )


def _cautions(rows: Iterable[Any]) -> list[shapes.Caution]:
    return [shapes.Caution(kind=one.kind, text=one.text, until_on=one.until_on) for one in rows]


@router.post("/people/{uuid:person_id}", response=shapes.Card, summary="Change a card")
@for_duties(Duty.KEEP_LEDGERS, Duty.SEE_PEOPLE)
def change(
    request: KeyRequest, person_id: UUID, sent: shapes.CardChange, token: Token, match: Match
) -> HttpResponse:
    """Change what is named, from the version that was read."""
    version, changes = version_asked(match), sent.model_dump(exclude_none=True)

    def write(_mine: UUID) -> UUID:
        done = edit_person(person_id=person_id, version=version, by=request.viewer, **changes)
        return done.pk

    return unless_changed(
        lambda: _card(request, once(request, token, write)),
        lambda row: _card_of(row, request.viewer),
        sent,
    )


@router.get(
    "/people/{uuid:person_id}/memory",
    response=shapes.Rows[shapes.Memory],
    summary="A person's memory",
)
@for_duties(Duty.SEE_MEMORY)
def memory(
    request: KeyRequest,
    person_id: UUID,
    kind: Code = "",
    ledger: Code = "",
    cursor: Cursor = "",
    size: Size = 30,
) -> HttpResponse:
    """What happened and what was said, the newest first; a kind that is unknown narrows nothing."""
    viewer = request.viewer
    found = queries.person_seen(viewer, person_id)
    page = queries.memory_of(
        found,
        viewer,
        kind=kind if kind in memory_kinds() else "",
        ledger=ledger if ledger in set(Ledger) else "",
        cursor=cursor,
        size=size,
    )
    record_read(what="memory", people=[found.pk], by=viewer)
    rows = [
        shapes.Memory(
            id=one.pk,
            at=one.at,
            kind=one.kind,
            ledger=one.ledger,
            title=one.title,
            fact=one.fact,
            words=one.words,
            view=one.view,
            being=one.being,
            doing=one.doing,
            sensitivity=one.sensitivity,
            author=one.author.name if one.author else "",
            source_id=one.source_id,
            taken_back=one.taken_back_at is not None,
        )
        for one in page.rows
    ]
    return answered(shapes.Rows[shapes.Memory](rows=rows, next=page.next_cursor))


@router.post(
    "/people/{uuid:person_id}/notes", response={201: shapes.Written}, summary="Write a note"
)
@for_duties(Duty.WRITE_MEMORY)
def note(
    request: KeyRequest,
    person_id: UUID,
    sent: shapes.Note,
    token: Token,
) -> HttpResponse:
    """Write down a contact, once for one Idempotency-Key."""
    if sent.at > timezone.now() + LATE:
        raise InTheFuture(field="at")
    if sent.promise:
        not_too_far(sent.promise.on, request.viewer.today, field="promise.on")
    said = sent.model_dump(exclude={"promise"})
    promise = sent.promise
    new = NewNote(
        **said,
        promise_text=promise.text if promise else "",
        promise_on=promise.on if promise else None,
    )

    def write(mine: UUID) -> UUID:
        written = write_note(person_id=person_id, note=new, by=request.viewer, note_id=mine)
        return written.pk

    return answered(shapes.Written(id=once(request, token, write)), status=201)
