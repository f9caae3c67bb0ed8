"""
What the body may know: the packages that were handed to it, by its members as far as nothing stands
against it, and by its secretariat.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from banso.access.models import Agency
from banso.access.proposals import counts_from
from banso.access.rules import Duty, GuestKind
from banso.access.viewer import GuestViewer, Viewer
from banso.decisions.models import Body, BodyMember, Decision, Opinion, Recusal, Request
from banso.decisions.rules import Kind, Stance, State, enough, why_recused
from banso.kit.formatting import format_day
from banso.kit.pages import Page, page_of
from banso.kit.refusals import NotSeen

if TYPE_CHECKING:
    from banso.planning.models import SupportPlan


def body_of(viewer: Viewer) -> Body | None:
    """Return the body that the viewer's own agency is, None where it is none."""
    return Body.objects.select_related("agency").filter(agency_id=viewer.agency_id).first()


def every_body() -> list[Body]:
    """Return every body of the home, recognised or not, for whoever runs it."""
    return list(Body.objects.select_related("agency").order_by("agency__name", "pk"))


def members_of_body(agency_id: UUID, *, today: Any) -> list[BodyMember]:
    """Return who sits in a body today, the chair first."""
    rows = BodyMember.objects.filter(
        Q(until_on=None) | Q(until_on__gte=today), agency_id=agency_id
    ).select_related("guest__account", "home_agency")
    return list(rows.order_by("-is_chair", "pk")[:60])


def seat_in_body(guest: GuestViewer) -> BodyMember:
    """
    Return a guest's seat in the body that invited them.

    :raises NotSeen: if they have none today
    """
    rows = BodyMember.objects.filter(
        Q(until_on=None) | Q(until_on__gte=guest.today),
        agency_id=guest.agency_id,
        guest=guest.guest_id,
    )
    seat = rows.select_related("guest").first() if guest.kind == GuestKind.DECIDER else None
    if seat is None:
        raise NotSeen
    return seat


def _requests(agency_id: UUID) -> QuerySet[Request]:
    return Request.objects.filter(agency_id=agency_id).select_related(
        "agency", "asker", "decision", "before__decision"
    )


def requests_to_decide(guest: GuestViewer, *, cursor: str = "", size: int = 30) -> Page[Request]:
    """
    Return a page of what was asked of the body, the newest first; what a word has stopped is not
    there.
    """
    seat = seat_in_body(guest)
    return page_of(
        _requests(seat.agency_id).exclude(state=State.STOPPED),
        order=("-pk",),
        cursor=cursor,
        size=size,
    )


@dataclass(frozen=True)
class Standing:
    """
    How a request stands with the body: who takes no part and why, who thinks what, whether it is
    enough.
    """

    recused: dict[UUID, str]
    opinions: list[Opinion]
    quorum: int
    chair_id: UUID | None
    waiting: frozenset[UUID] = frozenset()

    @property
    def enough(self) -> bool:
        """Whether enough of those who take part have said what they think."""
        return enough(len(self.counted), quorum=self.quorum)

    @property
    def counted(self) -> list[Opinion]:
        """
        What those think who take part; an opinion given before stepping back counts no more, and
        that of somebody who was let in anew not yet.
        """
        out = self.recused.keys() | self.waiting
        return [one for one in self.opinions if one.member_id not in out]


def counts_again(seat: BodyMember) -> datetime | None:
    """Return from when on the word of somebody let in anew counts, None where it does."""
    return counts_from(seat.guest.account)


def standing_of(request: Request, *, today: Any) -> Standing:
    """Return how a request stands: recusals by rule are worked out anew, those by word are read."""
    members = members_of_body(request.agency_id, today=today)
    earlier = _took_part(request)
    recused = {
        one.pk: why
        for one in members
        if (
            why := why_recused(
                home_agency_id=one.home_agency_id,
                organisation=one.guest.organisation,
                name=one.guest.name,
                asker_id=request.asker_id,
                asker=request.asker.name,
                asked_by=request.package.get("asked_by", ""),
                gains=request.gains,
                took_part=one.pk in earlier,
            )
        )
    }
    recused |= {one.member_id: one.why for one in Recusal.objects.filter(request=request)}
    opinions = list(
        Opinion.objects.filter(request=request).select_related("member__guest").order_by("pk")
    )
    quorum = Body.objects.values_list("quorum", flat=True).get(agency_id=request.agency_id)
    waiting = frozenset(one.pk for one in members if counts_from(one.guest.account) is not None)
    able = [one for one in members if one.pk not in recused and one.pk not in waiting]
    chair = next(
        (one.pk for one in able if one.is_chair), next((one.pk for one in able), None)
    )  # where the chair takes no part, the longest member leads
    return Standing(recused, opinions, quorum, chair, waiting)


def _took_part(request: Request) -> set[UUID]:
    if request.kind != Kind.APPEAL or request.before_id is None:
        return set()
    return set(
        Opinion.objects.filter(request=request.before_id).values_list("member_id", flat=True)
    )


def request_to_decide(guest: GuestViewer, request_id: UUID) -> tuple[Request, BodyMember, Standing]:
    """
    Return a request with the guest's own seat and how it stands; whoever is recused is told so, and
    the package is not for them.

    :raises NotSeen: if it is not of the guest's body, or a word has stopped it
    """
    seat = seat_in_body(guest)
    found = _requests(seat.agency_id).exclude(state=State.STOPPED).filter(pk=request_id).first()
    if found is None:
        raise NotSeen
    return found, seat, standing_of(found, today=guest.today)


def at_secretariat(viewer: Viewer, *, cursor: str = "", size: int = 50) -> Page[Request]:
    """Return a page of what was asked of the body, for its own office."""
    rows = _requests(viewer.agency_id).exclude(state=State.STOPPED)
    return page_of(
        rows if viewer.may(Duty.MANAGE_AGENCY) else rows.none(),
        order=("-pk",),
        cursor=cursor,
        size=size,
    )


def request_at_secretariat(viewer: Viewer, request_id: UUID) -> Request:
    """
    Return one request, for the body's own office.

    :raises NotSeen: if it was not asked of this body
    """
    found = (
        _requests(viewer.agency_id).exclude(state=State.STOPPED).filter(pk=request_id).first()
        if viewer.may(Duty.MANAGE_AGENCY)
        else None
    )
    if found is None:
        raise NotSeen
    return found


def seat_at_secretariat(viewer: Viewer, seat_id: UUID) -> BodyMember:
    """
    Return a seat of the viewer's own body.

    :raises NotSeen: if there is none
    """
    rows = BodyMember.objects.filter(pk=seat_id, agency_id=viewer.agency_id)
    seat = rows.select_related("guest").first() if viewer.may(Duty.MANAGE_AGENCY) else None
    if seat is None:
        raise NotSeen
    return seat


def decided_of(plan: "SupportPlan", viewer: Viewer) -> list[str]:
    """
    Return what bodies decided on a plan that was seen already, for those who confer; the newest
    first.
    """
    if not viewer.may(Duty.CONFER):
        return []
    rows = Decision.objects.filter(
        request__plan=plan, request__asker=viewer.agency_id, request__state=State.DECIDED
    )
    return [
        f"{format_day(one.decided_on)} {Stance.label_of(one.outcome)} {one.number}"
        for one in rows.order_by("-decided_on", "-pk")[:3]
    ]


def names_are_given(request: Request) -> bool:
    """
    Return whether members are named beside what they think, by the body's rule: of the day of the
    decision where there is one.
    """
    if request.state == State.DECIDED:
        return request.decision.names_minority is not False
    rule = Body.objects.values_list("names_minority", flat=True).get(agency_id=request.agency_id)
    return bool(rule)


def stamps_of(agency: Agency) -> tuple[str, ...]:
    """
    Return the boxes to approve in on a body's sheets: what it has settled, and where it has left
    them as every agency begins with, those of a body (委員長、委員、事務局).
    """
    if agency.approval_boxes != Agency._meta.get_field("approval_boxes").get_default():
        return agency.stamps
    return (_("Chair of the body"), _("Members of the body"), _("Secretariat"))
