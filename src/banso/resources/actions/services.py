"""Keeping receivers by hand: entering, confirming, saying what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
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
from banso.kit.readers.addresses import prefecture_code
from banso.kit.refusals import NotSeen, Refusal
from banso.resources.actions.positions import Position, block_of, position_of
from banso.resources.models import (
    Location,
    Organization,
    Service,
    WrongReport,
)
from banso.resources.queries import service_seen
from banso.resources.rules import CONFIRM_AFTER, corporate_number_is_valid
from banso.resources.rules.parts import phones_of


class NumberWrong(Refusal):
    """The check digit of a corporate number does not fit."""

    field = "corporate_number"
    sentence = _(
        "This corporate number (法人番号) has a wrong digit. Please look again, or leave it empty."
    )


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


@dataclass(frozen=True, kw_only=True)
class ReceiverDetails:
    """The organization behind a counter: how it is called, where it is, how else it is reached."""

    organization: str
    kana: str = ""
    corporate_number: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accessibility: str = ""
    more_phones: str = ""


@asks(Duty.KEEP_RECEIVERS, Duty.SEE_RESOURCES)
@one_transaction
def keep_service(
    *, receiver: ReceiverDetails, by: Viewer, service_id: UUID | None = None, **values: Any
) -> Service:
    """
    Enter a receiver by hand, or change one that was entered so.

    :raises NotSeen: if there is no such receiver, or it came from elsewhere and is changed there
    :raises NumberWrong: if the corporate number's check digit does not fit
    """
    number = receiver.corporate_number
    if number and not corporate_number_is_valid(number):
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
    who.name, who.kana, who.corporate_number = receiver.organization, receiver.kana, number
    who.save()
    where = (
        Location.objects.filter(pk=service.location_id).first() if service.location_id else None
    ) or Location(outside_id=service.outside_id)
    was = (where.address, (where.latitude, where.longitude))
    where.organization, where.address = who, receiver.address
    where.prefecture_code = prefecture_code(receiver.address) or where.prefecture_code
    where.latitude, where.longitude = _position(
        receiver, was, by, secret=bool(values.get("confidential"))
    )
    where.accessibility = receiver.accessibility
    where.save()
    for name in ("domains", "hardships", "ease"):
        values[name] = coded(values.get(name) or ())
    for name, value in values.items():
        setattr(service, name, value)
    service.organization, service.location, service.kana = who, where, receiver.kana
    service.parts = (
        {"phones": phones_of(service.phone, service.fax, receiver.more_phones)}
        if receiver.more_phones.strip()
        else {}
    )
    service.normalised = searchable(
        {**values, "kana": receiver.kana}, receiver.organization, receiver.address
    )
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


def _position(
    receiver: ReceiverDetails, was: tuple[str, Position], by: Viewer, *, secret: bool
) -> Position:
    """
    Return where a receiver is: as it was typed by hand, else as the lists that came in say of its
    address. A position does not go along to another address.
    """
    typed, (address, before) = (receiver.latitude, receiver.longitude), was
    moved = before != (None, None) and block_of(address) != block_of(receiver.address)
    if typed != (None, None) and not (moved and typed == before):
        return typed
    return (None, None) if secret else position_of(receiver.address, by)


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
