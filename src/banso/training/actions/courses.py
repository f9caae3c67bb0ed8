"""Courses, sessions, certificates, and what duties ask for."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.actions import set_gated
from banso.access.permission import Exempt, asks
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.training.models import Attendance, Certificate, Course, Requirement, Session
from banso.training.queries import certificate_seen, course_seen, requirements, session_seen
from banso.training.rules import Level, Presence, expires_on


class CertificateTaken(Refusal):
    """The number was given already."""

    sentence = _("A certificate with this number from there is entered already.")
    field = "number"


class NotSupervisable(Refusal):
    """Nobody supervises or thanks themselves."""

    sentence = _("Please choose somebody else than yourself.")
    field = "member"


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def keep_course(
    *,
    title: str,
    level: str,
    hours: Decimal,
    about: str,
    valid_months: int | None,
    by: Viewer,
    course_id: UUID | None = None,
    version: int | None = None,
    new: UUID | None = None,
) -> Course:
    """
    Keep a course, or change one.

    :raises NotSeen: if it is another agency's
    :raises StaleEdit: if it was changed in the meantime
    """
    kept = (
        course_seen(by, course_id)
        if course_id
        else Course(id=new or new_id(), agency_id=by.agency_id)
    )
    if course_id:
        require_version(kept, version)
    kept.title, kept.level, kept.hours, kept.about, kept.valid_months = (
        title.strip(),
        Level(level),
        hours,
        about,
        valid_months,
    )
    kept.save()
    record_event(action="keep_course", by=by, object_kind=Course._meta.label, object_id=kept.pk)
    return kept


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def keep_session(
    *, course_id: UUID, on: date, place: str, taught_by: str, by: Viewer, new: UUID | None = None
) -> Session:
    """
    Set a day on which a course is held.

    :raises NotSeen: if it is another agency's course
    """
    course = course_seen(by, course_id)
    kept = Session.objects.create(
        id=new or new_id(),
        agency_id=by.agency_id,
        course=course,
        on=on,
        place=place.strip(),
        taught_by=taught_by.strip(),
    )
    record_event(action="keep_session", by=by, object_kind=Session._meta.label, object_id=kept.pk)
    return kept


@asks(Exempt.OWN)
@one_transaction
def sign_up(*, session_id: UUID, by: Viewer) -> Attendance:
    """
    Sign oneself up for a session; a second time changes nothing.

    :raises NotSeen: if it is another agency's session
    """
    session = session_seen(by, session_id)
    kept, fresh = Attendance.objects.get_or_create(
        agency_id=by.agency_id, session=session, member_id=by.member_id
    )
    if fresh:
        record_event(action="sign_up", by=by, object_kind=Session._meta.label, object_id=session.pk)
    return kept


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def mark_presence(*, session_id: UUID, member_id: UUID, presence: str, by: Viewer) -> Attendance:
    """
    Note whether a member was at a session.

    :raises NotSeen: if the session or the member is another agency's
    """
    session, member = session_seen(by, session_id), member_seen(by, member_id)
    if presence not in set(Presence):
        raise NotSeen
    kept, _fresh = Attendance.objects.update_or_create(
        session=session, member=member, defaults={"presence": presence, "agency_id": by.agency_id}
    )
    record_event(
        action="mark_presence",
        by=by,
        object_kind=Session._meta.label,
        object_id=session.pk,
        detail={"member": str(member.pk), "presence": presence},
    )
    return kept


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def give_certificate(
    *,
    member_id: UUID,
    title: str,
    level: str,
    number: str,
    issued_by: str,
    issued_on: date,
    by: Viewer,
    course_id: UUID | None = None,
    until_on: date | None = None,
    new: UUID | None = None,
) -> Certificate:
    """
    Enter a member's certificate; without a last day it holds as long as its course says.

    :raises NotSeen: if the member or the course is another agency's
    :raises CertificateTaken: if the number from there is entered already
    """
    member, course = member_seen(by, member_id), course_seen(by, course_id) if course_id else None
    if Certificate.objects.filter(
        agency_id=by.agency_id, issued_by=issued_by.strip(), number=number.strip()
    ).exists():
        raise CertificateTaken
    last = until_on or expires_on(
        issued_on=issued_on, valid_months=course.valid_months if course else None
    )
    if last is not None and last < issued_on:
        raise Refusal(_("The last day lies before the first."), field="until_on")
    kept = Certificate.objects.create(
        id=new or new_id(),
        agency_id=by.agency_id,
        member=member,
        course=course,
        title=title.strip(),
        level=Level(level),
        number=number.strip(),
        issued_by=issued_by.strip(),
        issued_on=issued_on,
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


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def require(
    *,
    duty: str,
    by: Viewer,
    from_on: date,
    course_id: UUID | None = None,
    level: str = "",
    new: UUID | None = None,
) -> Requirement:
    """
    Let a duty ask for a valid certificate from a day on: of a course, or of a level.

    :raises Refusal: if neither or both are named, or the duty is that of managing the agency
    """
    if bool(course_id) == bool(level):
        raise Refusal(_("Please choose either a course or a level."), field="course")
    if duty not in set(Duty) or duty == Duty.MANAGE_AGENCY:
        raise Refusal(
            _("Managing the agency is never held back, so that nobody locks everybody out."),
            field="duty",
        )
    course = course_seen(by, course_id) if course_id else None
    kept = Requirement.objects.create(
        id=new or new_id(),
        agency_id=by.agency_id,
        duty=duty,
        course=course,
        level=level,
        from_on=from_on,
        set_by_id=by.member_id,
    )
    _gate(by)
    record_event(
        action="require",
        by=by,
        object_kind=Requirement._meta.label,
        object_id=kept.pk,
        detail={"duty": duty},
    )
    return kept


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def end_requirement(*, requirement_id: UUID, by: Viewer) -> None:
    """
    Let a duty ask for it no longer.

    :raises NotSeen: if it is another agency's
    """
    kept = next((one for one in requirements(by) if one.pk == requirement_id), None)
    if kept is None:
        raise NotSeen
    kept.ended_on = by.today
    kept.save(update_fields=["ended_on"])
    _gate(by)
    record_event(
        action="end_requirement", by=by, object_kind=Requirement._meta.label, object_id=kept.pk
    )


def _gate(by: Viewer) -> None:
    """Tell the doors whether there is anything to ask here at all."""
    set_gated(gated=bool(requirements(by)), by=by)
