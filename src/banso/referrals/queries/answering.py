"""Who can answer for a referral: whoever may refer, reaches the person, and may read of it."""

from typing import TYPE_CHECKING
from uuid import UUID

from banso.access.models import Member
from banso.access.queries import current_members, viewer_of
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.people.queries import those_who_reach
from banso.people.rules import readable

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _those_who_reach(rows: "QuerySet[Member]", person_id: UUID, viewer: Viewer) -> list[Viewer]:
    """Return the members who may refer and reach a person, as the rooms know them today."""
    known = [
        viewer_of(one, today=viewer.today)
        for one in rows.select_related("agency").prefetch_related("offices")
    ]
    able = [one for one in known if one.may(Duty.REFER) and one.may(Duty.SEE_MEMORY)]
    return those_who_reach(able, person_id)


def who_may_answer(viewer: Viewer, person_id: UUID) -> list[tuple[str, str]]:
    """
    Return the members who can answer for a referral of a person who was seen already, as the
    choices of a field.
    """
    rows = _those_who_reach(current_members(viewer, today=viewer.today), person_id, viewer)
    return [(str(one.member_id), one.name) for one in rows]


def may_answer(member: Member, person_id: UUID, protection: str, viewer: Viewer) -> bool:
    """Return whether a member can answer for a referral of a person under a protection."""
    rows = Member.objects.filter(pk=member.pk, agency_id=viewer.agency_id)
    return any(
        protection in readable(one.duties) for one in _those_who_reach(rows, person_id, viewer)
    )
