"""Promises: which are open, making one, saying what became of it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from banso.access.rules import Duty
from banso.api.web import around_shapes as shapes
from banso.api.web.asked import KeyRequest
from banso.api.web.days import not_too_far
from banso.api.web.door import for_duties
from banso.api.web.once import once
from banso.api.web.shapes import Match, Token, Written, answered
from banso.api.web.versions import unless_changed, version_asked
from banso.audit.actions import record_read
from banso.companionship import actions, queries
from banso.people.queries import person_seen

router = Router()


def _told(one: Any) -> shapes.OnePromise:
    return shapes.OnePromise(
        id=one.pk,
        text=one.text,
        due_on=one.due_on,
        answerable=one.answerable.name,
        settled_on=one.settled_on,
        outcome=one.outcome,
        outcome_note=one.outcome_note,
        version=one.version,
    )


@router.get(
    "/people/{uuid:person_id}/promises", response=shapes.Promises, summary="A person's promises"
)
@for_duties(Duty.SEE_MEMORY)
def promises(request: KeyRequest, person_id: UUID) -> HttpResponse:
    """Those that are open, the next first, and the ten settled last."""
    person = person_seen(request.viewer, person_id)
    record_read(what="promises", people=[person.pk], by=request.viewer)
    return answered(shapes.Promises(rows=[_told(one) for one in queries.promises_of(person.pk)]))


@router.post("/people/{uuid:person_id}/promises", response={201: Written}, summary="Make a promise")
@for_duties(Duty.WRITE_MEMORY)
def promise(
    request: KeyRequest, person_id: UUID, sent: shapes.NewPromise, token: Token
) -> HttpResponse:
    """Promise something for a day; somebody answers for it."""
    not_too_far(sent.due_on, request.viewer.today, field="due_on")

    def write(_mine: UUID) -> UUID:
        made = actions.make_promise(
            person_id=person_id,
            text=sent.text,
            due_on=sent.due_on,
            answerable_id=sent.answerable_id or request.viewer.member_id,
            by=request.viewer,
        )
        return made.pk

    return answered(Written(id=once(request, token, write)), status=201)


@router.post(
    "/promises/{uuid:promise_id}/outcome",
    response=shapes.OnePromise,
    summary="Say what became of a promise",
)
@for_duties(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def settle(
    request: KeyRequest, promise_id: UUID, sent: shapes.Settled, token: Token, match: Match
) -> HttpResponse:
    """Say what became of it, and remember it."""
    version = version_asked(match)

    def write(_mine: UUID) -> UUID:
        done = actions.settle_promise(
            promise_id=promise_id,
            outcome=sent.outcome.value,
            note=sent.note,
            version=version,
            by=request.viewer,
        )
        return done.pk

    def done() -> HttpResponse:
        found = queries.promise_seen(request.viewer, once(request, token, write))
        return answered(_told(found), version=found.version)

    return unless_changed(done, _told, sent)
