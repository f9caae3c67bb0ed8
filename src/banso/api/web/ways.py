"""Leading somebody somewhere, and back: begin, step, look at it, return."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from banso.access.rules import Duty
from banso.api.web import around_shapes as shapes
from banso.api.web.asked import KeyRequest
from banso.api.web.door import for_duties
from banso.api.web.once import once
from banso.api.web.shapes import Match, Token, Written, answered
from banso.api.web.versions import unless_changed, version_asked
from banso.audit.actions import record_read
from banso.people.queries import person_seen
from banso.referrals import actions, queries

router = Router()


def way_of(one: Any) -> dict[str, Any]:
    """Return a referral as it is told."""
    return {
        "id": one.pk,
        "person_id": one.person_id,
        "number": one.number,
        "service_id": one.service_id,
        "receiver": one.receiver,
        "system": one.system,
        "purpose": one.purpose,
        "sensitivity": one.sensitivity,
        "state": one.state,
        "answerable": one.answerable.name,
        "begun_on": one.begun_on,
        "next_look_on": one.next_look_on,
        "refusal_reason": one.refusal_reason,
        "returned_on": one.returned_on,
        "return_reason": one.return_reason,
        "learnt": one.learnt,
        "next_step": one.next_step,
        "version": one.version,
    }


def _now(one: Any) -> shapes.Way:
    return shapes.Way(**way_of(one))


@router.get("/people/{uuid:person_id}/referrals", response=shapes.Ways, summary="A person's path")
@for_duties(Duty.SEE_MEMORY)
def path_of(request: KeyRequest, person_id: UUID) -> HttpResponse:
    """The whole path through receivers, as far as this key may read it."""
    person = person_seen(request.viewer, person_id)
    rows = queries.journey_of(person, request.viewer)
    record_read(what="referral", people=[person.pk], by=request.viewer)
    return answered(shapes.Ways(rows=[_now(one) for one in rows]))


@router.post(
    "/people/{uuid:person_id}/referrals", response={201: Written}, summary="Begin a referral"
)
@for_duties(Duty.REFER, Duty.SEE_MEMORY)
def begin(request: KeyRequest, person_id: UUID, sent: shapes.Begin, token: Token) -> HttpResponse:
    """Consider leading the person somewhere; somebody answers for it from now on."""
    said = sent.model_dump(exclude={"answerable_id"}, exclude_none=True)
    new = actions.NewReferral(**said, answerable_id=sent.answerable_id or request.viewer.member_id)

    def write(mine: UUID) -> UUID:
        made = actions.begin_referral(
            person_id=person_id, referral=new, by=request.viewer, new_id=mine
        )
        return made.pk

    return answered(Written(id=once(request, token, write)), status=201)


@router.get("/referrals/{uuid:referral_id}", response=shapes.WholeWay, summary="One referral")
@for_duties(Duty.SEE_MEMORY)
def referral(request: KeyRequest, referral_id: UUID) -> HttpResponse:
    """Where it stands, with its steps."""
    return _whole(request, referral_id)


def _whole(request: KeyRequest, referral_id: UUID) -> HttpResponse:
    found = queries.referral_seen(request.viewer, referral_id)
    record_read(what="referral", people=[found.person_id], by=request.viewer)
    steps = [
        shapes.WayStep(
            on=one.on,
            state=one.state,
            is_look=one.is_look,
            told_by=one.told_by,
            reason=one.reason,
            along=one.along,
            words=one.words,
            note=one.note,
        )
        for one in queries.steps_of(found)
    ]
    return answered(shapes.WholeWay(**way_of(found), steps=steps), version=found.version)


@router.post("/referrals/{uuid:referral_id}/steps", response=shapes.WholeWay, summary="One step on")
@for_duties(Duty.REFER, Duty.SEE_MEMORY)
def step(
    request: KeyRequest, referral_id: UUID, sent: shapes.StepOn, token: Token, match: Match
) -> HttpResponse:
    """Ask, answer, go there, watch over: what the receiver said, or what was done."""
    said = sent.model_dump(exclude_none=True)
    version = version_asked(match)

    def write(_mine: UUID) -> UUID:
        done = actions.take_step(
            referral_id=referral_id, step=actions.Step(**said), by=request.viewer, version=version
        )
        return done.pk

    return unless_changed(lambda: _whole(request, once(request, token, write)), _now, sent)


@router.post(
    "/referrals/{uuid:referral_id}/return", response=shapes.WholeWay, summary="Welcome back"
)
@for_duties(Duty.REFER, Duty.SEE_MEMORY)
def welcome_back(
    request: KeyRequest, referral_id: UUID, sent: shapes.Back, token: Token, match: Match
) -> HttpResponse:
    """Welcome the person back, with what comes next."""
    version, back = version_asked(match), actions.Return(**sent.model_dump())

    def write(_mine: UUID) -> UUID:
        done = actions.bring_back(
            referral_id=referral_id, back=back, by=request.viewer, version=version
        )
        return done.pk

    return unless_changed(lambda: _whole(request, once(request, token, write)), _now, sent)
