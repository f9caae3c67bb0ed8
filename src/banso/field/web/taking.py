"""Taking a round along: signed in, and on one's own telephone."""

from uuid import UUID

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.field import actions, queries
from banso.field.web.api import key_of, no, said
from banso.field.web.told import told_of_pack
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
    return said(200, token=get_token(request), rounds=rounds)


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
    return said(200, **told_of_pack(taken, agency_of(request.viewer).contact, request.viewer.name))
