"""Taking a round or visits along: signed in, and on one's own telephone."""

import json
from uuid import UUID

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.field import actions, queries
from banso.field.queries import MAY_READ
from banso.field.queries.visits import calendar
from banso.field.rules import MOST_BYTES, MOST_PEOPLE
from banso.field.web.api import key_of, no, said
from banso.field.web.told import told_of_pack, told_of_visits
from banso.intake.queries import is_its_night, rounds_near
from banso.kit.formatting import brief_day
from banso.kit.refusals import NotSeen, Refusal


@door(Duty.RECORD_ROUNDS)
def choose(request: WorkerRequest) -> HttpResponse:
    """Tell a telephone's page which of tonight's rounds its member may take along."""
    rounds = [
        {"id": str(one.pk), "on": brief_day(one.on), "course": one.course}
        for one in rounds_near(request.viewer)
        if is_its_night(one)
    ]
    visits = request.viewer.may(Duty.WRITE_MEMORY) and request.viewer.may(Duty.SEE_NAMES)
    return said(200, token=get_token(request), rounds=rounds, visits=visits)


@require_POST
@door(Duty.RECORD_ROUNDS)
def take(request: WorkerRequest, round_id: UUID) -> HttpResponse:
    """Give a round to the member's own telephone, until noon."""
    try:
        telephone = queries.telephone_of_key(key_of(request))
        taken = actions.take_along(telephone_id=telephone.pk, round_id=round_id, by=request.viewer)
    except NotSeen:
        return no(404, _("This round can’t be taken along."), "round")
    except Refusal as refusal:
        return no(422, str(refusal.sentence), "refused")
    contact, by = agency_of(request.viewer).contact, request.viewer
    may_order = by.may(Duty.SEE_PLACES) and not telephone.guest
    return said(200, **told_of_pack(taken, contact, by.name, may_order=may_order))


@door(Duty.RECORD_ROUNDS, Duty.WRITE_MEMORY)
def due(request: WorkerRequest) -> HttpResponse:
    """Tell a telephone's page whom its member visits at home, and who is due."""
    ahead = calendar(request.viewer)
    record_read(what=MAY_READ, people=[one.person.pk for one in ahead], by=request.viewer)
    people = [
        {
            "id": str(one.person.pk),
            "called": one.person.called_name,
            "on": brief_day(one.on) if one.on else "",
            "due": one.is_due,
            "late": one.on is not None and one.on < request.viewer.today,
        }
        for one in ahead
    ]
    return said(200, token=get_token(request), people=people)


@require_POST
@door(Duty.RECORD_ROUNDS, Duty.WRITE_MEMORY)
def take_visits(request: WorkerRequest) -> HttpResponse:
    """Give visits at home to the member's own telephone, until tomorrow's noon."""
    try:
        telephone = queries.telephone_of_key(key_of(request))
        taken = actions.take_visits(
            telephone_id=telephone.pk, people=_people(request), by=request.viewer
        )
    except NotSeen:
        return no(404, _("These visits can’t be taken along. Please choose again."), "visits")
    except Refusal as refusal:
        return no(422, str(refusal.sentence), "refused")
    return said(200, **told_of_visits(taken, agency_of(request.viewer).contact, request.viewer))


def _people(request: WorkerRequest) -> list[UUID]:
    """
    Return whom the page names.

    :raises NotSeen: if it can't be read
    """
    try:
        body = json.loads(request.read(MOST_BYTES))
        return [UUID(one) for one in body["people"]][: MOST_PEOPLE + 1]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotSeen from error
