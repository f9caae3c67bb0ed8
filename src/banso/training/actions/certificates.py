"""Members' certificates, and withdrawing one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.refusals import Refusal
from banso.training.models import Certificate
from banso.training.queries import certificate_seen, course_seen
from banso.training.rules import Level, expires_on


class CertificateTaken(Refusal):
    """The number was given already."""

    sentence = _("A certificate with this number from there is entered already.")
    field = "number"


@dataclass(frozen=True, kw_only=True)
class NewCertificate:
    """
    A member's certificate: of what, its number, from whom, since when; without a last day it holds
    as long as its course says.
    """

    title: str
    level: str
    number: str
    issued_by: str
    issued_on: date
    course_id: UUID | None = None
    until_on: date | None = None


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def give_certificate(
    *,
    member_id: UUID,
    certificate: NewCertificate,
    by: Viewer,
    new: UUID | None = None,
) -> Certificate:
    """
    Enter a member's certificate; without a last day it holds as long as its course says.

    :raises NotSeen: if the member or the course is another agency's
    :raises CertificateTaken: if the number from there is entered already
    """
    member = member_seen(by, member_id)
    course = course_seen(by, certificate.course_id) if certificate.course_id else None
    issued_by, number = certificate.issued_by.strip(), certificate.number.strip()
    if Certificate.objects.filter(
        agency_id=by.agency_id, issued_by=issued_by, number=number
    ).exists():
        raise CertificateTaken
    last = certificate.until_on or expires_on(
        issued_on=certificate.issued_on, valid_months=course.valid_months if course else None
    )
    if last is not None and last < certificate.issued_on:
        raise Refusal(_("The last day lies before the first."), field="until_on")
    kept = Certificate.objects.create(
        id=new or new_id(),
        agency_id=by.agency_id,
        member=member,
        course=course,
        title=certificate.title.strip(),
        level=Level(certificate.level),
        number=number,
        issued_by=issued_by,
        issued_on=certificate.issued_on,
        expires_on=last,
        entered_by_id=by.member_id,
    )
    record_event(
        action="give_certificate",
        by=by,
        object_kind=Certificate._meta.label,
        object_id=kept.pk,
        detail={"member": str(member.pk)},
    )
    return kept


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def withdraw_certificate(*, certificate_id: UUID, why: str, by: Viewer) -> Certificate:
    """
    Withdraw a certificate, with a reason; it stays readable.

    :raises NotSeen: if it is another agency's
    """
    kept = certificate_seen(by, certificate_id)
    if not why.strip():
        raise Refusal(_("Please say why."), field="why")
    kept.withdrawn_on, kept.withdrawn_why = by.today, why.strip()[:300]
    kept.save(update_fields=["withdrawn_on", "withdrawn_why"])
    record_event(
        action="withdraw_certificate", by=by, object_kind=Certificate._meta.label, object_id=kept.pk
    )
    return kept
