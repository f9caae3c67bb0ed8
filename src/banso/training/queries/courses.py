"""Courses, certificates, supervision and thanks, as a member may see them."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from banso.access.queries import current_members
from banso.access.viewer import Viewer
from banso.kit.refusals import NotSeen
from banso.training.models import (
    Attendance,
    Certificate,
    Course,
    Requirement,
    Session,
    Supervision,
    Thanks,
)


def courses(viewer: Viewer) -> QuerySet[Course]:
    """Return the courses of the agency."""
    return Course.objects.filter(agency_id=viewer.agency_id, retired_on=None).order_by(
        "title", "pk"
    )


def course_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the courses as the choices of a field."""
    return [(str(one.pk), one.title) for one in courses(viewer)[:200]]


def course_seen(viewer: Viewer, course_id: UUID) -> Course:
    """
    Return one course.

    :raises NotSeen: if it is not this agency's
    """
    found = Course.objects.filter(agency_id=viewer.agency_id, pk=course_id).first()
    if found is None:
        raise NotSeen
    return found


def session_seen(viewer: Viewer, session_id: UUID) -> Session:
    """
    Return one session with who attends it.

    :raises NotSeen: if it is not this agency's
    """
    attending = Prefetch(
        "attendances", Attendance.objects.select_related("member").order_by("member__name", "pk")
    )
    found = (
        Session.objects.filter(agency_id=viewer.agency_id, pk=session_id)
        .select_related("course")
        .prefetch_related(attending)
        .first()
    )
    if found is None:
        raise NotSeen
    return found


def sessions_to_come(viewer: Viewer, *, size: int = 30) -> list[Session]:
    """Return the next sessions, the first one first."""
    return list(
        Session.objects.filter(agency_id=viewer.agency_id, on__gte=viewer.today)
        .select_related("course")
        .order_by("on", "pk")[:size]
    )


def my_sessions(viewer: Viewer) -> dict[UUID, str]:
    """Return how it stands with this member's sessions, by session."""
    return dict(
        Attendance.objects.filter(
            agency_id=viewer.agency_id, member_id=viewer.member_id
        ).values_list("session_id", "presence")[:500]
    )


def certificates_of(viewer: Viewer, member_id: UUID) -> list[Certificate]:
    """Return a member's certificates, the newest first."""
    return list(
        Certificate.objects.filter(agency_id=viewer.agency_id, member=member_id).order_by(
            "-issued_on", "-pk"
        )[:100]
    )


def certificate_seen(viewer: Viewer, certificate_id: UUID) -> Certificate:
    """
    Return one certificate.

    :raises NotSeen: if it is not of this agency
    """
    found = (
        Certificate.objects.filter(agency_id=viewer.agency_id, pk=certificate_id)
        .select_related("member")
        .first()
    )
    if found is None:
        raise NotSeen
    return found


def members_trained(viewer: Viewer) -> list[tuple[Any, list[Certificate]]]:
    """Return the agency's members by name, each with their certificates; two queries."""
    members = list(current_members(viewer, today=viewer.today).order_by("name", "pk")[:500])
    found: dict[UUID, list[Certificate]] = {one.pk: [] for one in members}
    for one in Certificate.objects.filter(
        agency_id=viewer.agency_id, member__in=list(found)
    ).order_by("-issued_on", "-pk"):
        found[one.member_id].append(one)
    return [(one, found[one.pk]) for one in members]


def requirements(viewer: Viewer) -> list[Requirement]:
    """Return what duties ask for now."""
    rows = Requirement.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=viewer.today), agency_id=viewer.agency_id
    )
    return list(rows.select_related("course", "set_by").order_by("duty", "pk"))


def supervision_of(viewer: Viewer) -> list[Supervision]:
    """
    Return what this very member talked about, on either side; nobody else's, whatever their duties.
    """
    mine = Q(member_id=viewer.member_id) | Q(supervisor_id=viewer.member_id)
    return list(
        Supervision.objects.filter(mine, agency_id=viewer.agency_id)
        .select_related("member", "supervisor")
        .order_by("-on", "-pk")[:100]
    )


def thanks_of(viewer: Viewer) -> list[Thanks]:
    """Return the thanks this very member has received, the newest first."""
    return list(
        Thanks.objects.filter(agency_id=viewer.agency_id, receiver_id=viewer.member_id)
        .select_related("sender")
        .order_by("-pk")[:50]
    )
