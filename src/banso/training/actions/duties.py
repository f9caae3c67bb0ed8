"""What duties ask for."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.access.actions import set_gated
from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.db import one_transaction
from banso.kit.ids import new_id
from banso.kit.refusals import NotSeen, Refusal
from banso.training.models import Requirement
from banso.training.queries import course_seen, requirements


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
