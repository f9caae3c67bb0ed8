"""A second member who confirms, and what is set up with their word."""

from datetime import timedelta
from typing import Any

from banso.access.actions import Invited, SignIn, add_member, confirm_proposal
from banso.access.models import Guest, Member, Proposal
from banso.access.queries import viewer_of
from banso.access.viewer import Viewer
from banso.consent.actions import ask_in_danger
from banso.consent.models import Opening
from banso.decisions.actions import found_body, recognise_body, seat_in
from banso.decisions.models import Body

# An id of digits alone may pass as a My Number.
IN_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def second_of(by: Viewer) -> Viewer:
    """Return somebody else who manages the viewer's agency, and has for a year."""
    name = f"second-{str(by.member_id)[-12:].translate(IN_LETTERS)}"
    member = Member.objects.filter(account__username=name).first() or add_member(
        agency_id=by.agency_id,
        name=name,
        roles=["manager"],
        office_ids=[],
        on=by.today - timedelta(days=400),
        sign_in=SignIn(username=name, password="banso-demo", demo=True),
    )
    return viewer_of(member, today=by.today)


def confirmed(by: Viewer) -> str:
    """Confirm what a member asked for last, and return what only the second is told."""
    asked = Proposal.objects.filter(asked_by=by.member_id, done_at=None, stopped_at=None)
    return confirm_proposal(proposal_id=asked.latest("pk").pk, by=second_of(by))


def founded(by: Viewer, **more: Any) -> Body:
    """Return a body that two have set up and the home recognises."""
    found_body(**({"quorum": 3, "sign": "見支決", "months": 6} | more), by=by)
    confirmed(by)
    recognise_body(agency_id=by.agency_id, recognised=True)
    return Body.objects.get(agency_id=by.agency_id)


def seated(by: Viewer, **more: Any) -> Guest:
    """Return a guest whom two have seated in the viewer's body."""
    made: Invited = seat_in(**more, by=by)
    confirmed(by)
    return Guest.objects.get(pk=made.guest.pk)


def opened(
    name: str, *, by: Viewer, second: Viewer, reason: str = "橋の上にいると電話があった。"
) -> Opening | None:
    """Open somebody in danger with the word of a second, and return the opening if there is one."""
    asked = ask_in_danger(name=name, reason=reason, by=by)
    confirm_proposal(proposal_id=asked.pk, by=second, said=name)
    return Opening.objects.filter(pk=asked.pk).first()
