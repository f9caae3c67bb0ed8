"""Courses, sessions, and who was there."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.permission import Exempt, asks
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.training.models import Attendance, Course, Session
from banso.training.queries import course_seen, session_seen
from banso.training.rules import Level, Presence


class NotSupervisable(Refusal):
    """Nobody supervises or thanks themselves."""

    sentence = _("Please choose somebody else than yourself.")
    field = "member"


@dataclass(frozen=True, kw_only=True)
class NewCourse:
    """A course: what it is about, for which level, how long it takes and how long it holds."""

    title: str
    level: str
    hours: Decimal
    about: str
    valid_months: int | None


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def keep_course(
    *,
    course: NewCourse,
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
    kept.title, kept.level = course.title.strip(), Level(course.level)
    kept.hours, kept.about, kept.valid_months = course.hours, course.about, course.valid_months
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
