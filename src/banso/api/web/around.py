"""What stands around a person: ledgers, plans, ties, and their word on who may know what."""

from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from banso.access.rules import Duty
from banso.api.web import around_shapes as shapes
from banso.api.web.asked import KeyRequest
from banso.api.web.door import for_duties
from banso.api.web.shapes import answered
from banso.audit.actions import record_read
from banso.consent.queries import consents_of
from banso.people.queries import entries_of, person_seen
from banso.people.queries.ledgers import readable_fields
from banso.people.rules import closing_said
from banso.planning.queries import current_of
from banso.planning.queries.whole import lines_of
from banso.ties.queries import around

router = Router()


@router.get(
    "/people/{uuid:person_id}/ledgers", response=shapes.Entries, summary="Entries in the ledgers"
)
@for_duties(Duty.SEE_NAMES)
def ledgers(request: KeyRequest, person_id: UUID) -> HttpResponse:
    """A person's entries in the three ledgers with what they know, the newest first."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    record_read(what="ledger", people=[person.pk], by=viewer)
    rows = []
    for one in reversed(entries_of(person)):
        said = [
            (field.label, field.said(one.values.get(field.code)))
            for field in readable_fields(one.ledger, viewer)
        ]
        rows.append(
            shapes.Entry(
                id=one.pk,
                ledger=one.ledger,
                number=one.number,
                office=one.office.name,
                worker=one.worker.name if one.worker else "",
                opened_on=one.opened_on,
                closed_on=one.closed_on,
                closing=closing_said(one.closing_reason, viewer.duties),
                values=[
                    shapes.KnownValue(label=str(label), text=text) for label, text in said if text
                ],
            )
        )
    return answered(shapes.Entries(rows=rows))


@router.get("/people/{uuid:person_id}/plans", response=shapes.Plans, summary="Plans walked now")
@for_duties(Duty.SEE_MEMORY)
def plans(request: KeyRequest, person_id: UUID) -> HttpResponse:
    """The versions that are walked now, line by line, as they are laid before the person."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    record_read(what="plan", people=[person.pk], by=viewer)
    rows = [
        shapes.Plan(
            id=one.pk,
            number=one.number,
            made_on=one.made_on,
            review_on=one.review_on,
            agreed_on=one.agreed_on,
            is_current=one.is_current,
            version=one.version,
            lines=[
                shapes.PlanLine(part=line.part, label=line.label, text=line.text)
                for line in lines_of(one, viewer)
            ],
        )
        for one in current_of(person, viewer)
    ]
    return answered(shapes.Plans(rows=rows))


@router.get("/people/{uuid:person_id}/ties", response=shapes.Ties, summary="Ties")
@for_duties(Duty.SEE_MEMORY)
def ties(request: KeyRequest, person_id: UUID) -> HttpResponse:
    """Who and what the person is tied to; what they hid is not among it."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    record_read(what="ties", people=[person.pk], by=viewer)
    rows = [
        shapes.OneTie(
            id=one.pk,
            what=one.what,
            name=one.name,
            kind=one.kind,
            role=one.role,
            is_formal=one.is_formal,
            phone=one.phone,
            note=one.note,
            from_on=one.from_on,
            until_on=one.until_on,
            no_contact=one.no_contact,
        )
        for one in around(person, viewer).ties
    ]
    return answered(shapes.Ties(rows=rows))


@router.get(
    "/people/{uuid:person_id}/consents",
    response=shapes.Words,
    summary="The person's word on who may know what",
)
@for_duties(Duty.SEE_MEMORY)
def consents(request: KeyRequest, person_id: UUID) -> HttpResponse:
    """What the person allowed or refused, to whom, and until when."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    record_read(what="consents", people=[person.pk], by=viewer)
    rows = [
        shapes.Word(
            id=one.pk,
            recipient_kind=one.recipient_kind,
            recipient=one.recipient,
            part=one.part,
            purpose=one.purpose,
            answer=one.answer,
            from_on=one.from_on,
            until_on=one.until_on,
            withdrawn_on=one.withdrawn_on,
            stands=one.stands_on(viewer.today),
        )
        for one in consents_of(person, viewer)
    ]
    return answered(shapes.Words(rows=rows))
