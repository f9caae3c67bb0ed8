"""
Keeping receivers by hand: entering, confirming, saying what is wrong, checking, incidents, replies.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.ngrams import normalise
from banso.kit.refusals import NotSeen, Refusal
from banso.resources.models import (
    Location,
    Organization,
    Service,
    ServiceCheck,
    ServiceIncident,
    ServiceTrust,
    WrongReport,
)
from banso.resources.queries import check_seen, incident_seen, service_seen
from banso.resources.rules import CONFIRM_AFTER, Trust, corporate_number_is_valid
from banso.resources.rules.parts import phones_of


class NumberWrong(Refusal):
    """The check digit of a corporate number does not fit."""

    field = "corporate_number"
    sentence = _("This 法人番号 has a wrong digit. Please look again, or leave it empty.")


class CheckReasonMissing(Refusal):
    """Watching or suspending a receiver says why, with facts."""

    field = "reason"
    sentence = _("Please write the facts that lead to this: what, when, from whom.")


def searchable(values: dict[str, Any], organization: str, address: str) -> str:
    """Return the text of a receiver as it is searched."""
    parts = (
        values.get("name"),
        values.get("kana"),
        values.get("plain_name"),
        organization,
        address,
        values.get("description"),
        values.get("area"),
    )
    return normalise(" ".join(str(part) for part in parts if part))


def coded(codes: Iterable[str]) -> str:
    """
    Return codes as they are kept in one column: each between commas, so that one is found by
    `,code,`.
    """
    kept = [code for code in codes if code]
    return f",{','.join(kept)}," if kept else ""


@asks(Duty.KEEP_RECEIVERS, Duty.SEE_RESOURCES)
@one_transaction
def keep_service(
    *,
    by: Viewer,
    service_id: UUID | None = None,
    organization: str,
    kana: str = "",
    corporate_number: str = "",
    address: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    accessibility: str = "",
    more_phones: str = "",
    **values: Any,
) -> Service:
    """
    Enter a receiver by hand, or change one that was entered so.

    :raises NotSeen: if there is no such receiver, or it came from elsewhere and is changed there
    :raises NumberWrong: if the corporate number's check digit does not fit
    """
    if corporate_number and not corporate_number_is_valid(corporate_number):
        raise NumberWrong
    own = f"agency:{by.agency_id}"
    if service_id:
        service = (
            Service.objects.select_for_update()
            .select_related(None)
            .filter(pk=service_id, source=own)
            .first()
        )
        if service is None:
            raise NotSeen
        who = Organization.objects.get(pk=service.organization_id)
    else:
        who = Organization(source=own, outside_id=str(new_id()))
        service = Service(source=own, outside_id=str(new_id()), licence="")
    who.name, who.kana, who.corporate_number = organization, kana, corporate_number
    who.save()
    where = (
        Location.objects.filter(pk=service.location_id).first() if service.location_id else None
    ) or Location(outside_id=service.outside_id)
    where.organization, where.address, where.latitude, where.longitude, where.accessibility = (
        who,
        address,
        latitude,
        longitude,
        accessibility,
    )
    where.save()
    for name in ("domains", "hardships", "ease"):
        values[name] = coded(values.get(name) or ())
    for name, value in values.items():
        setattr(service, name, value)
    service.organization, service.location, service.kana = who, where, kana
    service.parts = (
        {"phones": phones_of(service.phone, service.fax, more_phones)}
        if more_phones.strip()
        else {}
    )
    service.normalised = searchable({**values, "kana": kana}, organization, address)
    service.assured_on, service.assured_by, service.confirm_due_on = (
        by.today,
        by.name,
        by.today + CONFIRM_AFTER,
    )
    service.save()
    record_event(
        action="receiver_kept", by=by, object_kind="resources.Service", object_id=service.pk
    )
    return service


@asks(Duty.KEEP_RECEIVERS, Duty.SEE_RESOURCES)
@one_transaction
def confirm_service(*, service_id: UUID, by: Viewer, due_on: date | None = None) -> Service:
    """
    Note that what stands at a receiver was asked and is right; what was said to be wrong is settled
    with it.

    :raises NotSeen: if there is no such receiver
    """
    service_seen(by, service_id)
    Service.objects.filter(pk=service_id).update(
        assured_on=by.today, assured_by=by.name, confirm_due_on=due_on or by.today + CONFIRM_AFTER
    )
    WrongReport.objects.filter(service=service_id, agency_id=by.agency_id, settled_on=None).update(
        settled_on=by.today
    )
    record_event(
        action="receiver_confirmed", by=by, object_kind="resources.Service", object_id=service_id
    )
    return service_seen(by, service_id)


@asks(Duty.SEE_RESOURCES)
@one_transaction
def say_wrong(*, service_id: UUID, said: str, by: Viewer) -> WrongReport:
    """
    Note that something at a receiver's row is wrong: one click.

    :raises NotSeen: if there is no such receiver
    """
    service = service_seen(by, service_id)
    made = WrongReport.objects.create(
        agency_id=by.agency_id, service=service, by_id=by.member_id, said=said
    )
    record_event(
        action="receiver_wrong", by=by, object_kind="resources.Service", object_id=service.pk
    )
    return made


@asks(Duty.CHECK_RECEIVERS, Duty.SEE_CHECKS)
@one_transaction
def check_service(
    *,
    service_id: UUID,
    visited_on: date,
    trust: str,
    by: Viewer,
    visitors: str = "",
    points: dict[str, Any] | None = None,
    voices: str = "",
    facts: str = "",
    origin: str = "",
    reason: str = "",
    next_on: date | None = None,
) -> ServiceCheck:
    """
    Keep a check of a receiver, and how it stands with the agency from now on.

    :raises NotSeen: if there is no such receiver
    :raises CheckReasonMissing: if it is watched or suspended without facts
    """
    service = service_seen(by, service_id)
    if trust in (Trust.WATCHED, Trust.SUSPENDED) and not reason.strip():
        raise CheckReasonMissing
    made = ServiceCheck.objects.create(
        agency_id=by.agency_id,
        service=service,
        by_id=by.member_id,
        visited_on=visited_on,
        visitors=visitors,
        points=points or {},
        voices=voices,
        facts=facts,
        origin=origin,
        trust=trust,
        reason=reason,
        next_on=next_on,
    )
    row, fresh = ServiceTrust.objects.select_for_update().get_or_create(
        agency_id=by.agency_id,
        service=service,
        defaults={"trust": trust, "since_on": visited_on, "reason": reason},
    )
    if not fresh:
        if row.trust != trust:
            row.since_on = visited_on
        row.trust, row.reason, row.version = trust, reason, row.version + 1
        row.save()
    record_event(
        action="receiver_checked",
        by=by,
        object_kind="resources.ServiceCheck",
        object_id=made.pk,
        detail={"trust": trust},
    )
    return made


@asks(Duty.REFER, Duty.SEE_CHECKS)
@one_transaction
def keep_incident(
    *,
    service_id: UUID,
    kind: str,
    at_on: date,
    by: Viewer,
    window: str = "",
    said_by: str = "",
    words: str = "",
    along: str = "",
    origin: str = "",
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
        kind=kind,
        at_on=at_on,
        window=window,
        said_by=said_by,
        words=words,
        along=along,
        origin=origin,
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
