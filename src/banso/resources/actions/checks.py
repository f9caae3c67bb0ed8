"""The agency's own checks of receivers: visits, incidents, replies."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.refusals import Refusal
from banso.resources.models import (
    ServiceCheck,
    ServiceIncident,
    ServiceTrust,
)
from banso.resources.queries import check_seen, incident_seen, service_seen
from banso.resources.rules import Trust


class CheckReasonMissing(Refusal):
    """Watching or suspending a receiver says why, with facts."""

    field = "reason"
    sentence = _("Please write the facts that lead to this: what, when, from whom.")


@dataclass(frozen=True, kw_only=True)
class NewCheck:
    """
    A visit to a receiver: who went, what was looked at ([answer, in a few words] by point), and how
    it stands with the agency from then on.
    """

    visited_on: date
    trust: str
    visitors: str = ""
    points: dict[str, list[str]] = field(default_factory=dict)
    voices: str = ""
    facts: str = ""
    origin: str = ""
    reason: str = ""
    next_on: date | None = None


@asks(Duty.CHECK_RECEIVERS, Duty.SEE_CHECKS)
@one_transaction
def check_service(
    *,
    service_id: UUID,
    check: NewCheck,
    by: Viewer,
) -> ServiceCheck:
    """
    Keep a check of a receiver, and how it stands with the agency from now on.

    :raises NotSeen: if there is no such receiver
    :raises CheckReasonMissing: if it is watched or suspended without facts
    """
    service = service_seen(by, service_id)
    if check.trust in (Trust.WATCHED, Trust.SUSPENDED) and not check.reason.strip():
        raise CheckReasonMissing
    made = ServiceCheck.objects.create(
        agency_id=by.agency_id,
        service=service,
        by_id=by.member_id,
        visited_on=check.visited_on,
        visitors=check.visitors,
        points=check.points,
        voices=check.voices,
        facts=check.facts,
        origin=check.origin,
        trust=check.trust,
        reason=check.reason,
        next_on=check.next_on,
    )
    row, fresh = ServiceTrust.objects.select_for_update().get_or_create(
        agency_id=by.agency_id,
        service=service,
        defaults={
            "trust": check.trust,
            "since_on": check.visited_on,
            "reason": check.reason,
        },
    )
    if not fresh:
        if row.trust != check.trust:
            row.since_on = check.visited_on
        row.trust, row.reason, row.version = check.trust, check.reason, row.version + 1
        row.save()
    record_event(
        action="receiver_checked",
        by=by,
        object_kind="resources.ServiceCheck",
        object_id=made.pk,
        detail={"trust": check.trust},
    )
    return made


@dataclass(frozen=True, kw_only=True)
class NewIncident:
    """What happened at a receiver: at which window, said by whom in which words, who was along."""

    kind: str
    at_on: date
    window: str = ""
    said_by: str = ""
    words: str = ""
    along: str = ""
    origin: str = ""


@asks(Duty.REFER, Duty.SEE_CHECKS)
@one_transaction
def keep_incident(
    *,
    service_id: UUID,
    incident: NewIncident,
    by: Viewer,
) -> ServiceIncident:
    """
    Keep what happened at a receiver, as facts; the person it happened to is not named here.

    :raises NotSeen: if there is no such receiver
    """
    service = service_seen(by, service_id)
    made = ServiceIncident.objects.create(
        agency_id=by.agency_id,
        service=service,
        by_id=by.member_id,
        kind=incident.kind,
        at_on=incident.at_on,
        window=incident.window,
        said_by=incident.said_by,
        words=incident.words,
        along=incident.along,
        origin=incident.origin,
    )
    record_event(
        action="receiver_incident",
        by=by,
        object_kind="resources.ServiceIncident",
        object_id=made.pk,
    )
    return made


@asks(Duty.CHECK_RECEIVERS, Duty.SEE_CHECKS)
@one_transaction
def keep_reply(
    *,
    reply: str,
    on: date,
    by: Viewer,
    check_id: UUID | None = None,
    incident_id: UUID | None = None,
) -> None:
    """
    Keep what the receiver says to a check or an incident, beside it.

    :raises NotSeen: if there is no such check or incident of this agency
    """
    row: ServiceCheck | ServiceIncident = (
        check_seen(by, check_id) if check_id else incident_seen(by, incident_id or new_id())
    )
    row.reply, row.replied_on = reply, on
    row.save(update_fields=["reply", "replied_on"])
    record_event(action="receiver_replied", by=by, object_kind=row._meta.label, object_id=row.pk)
