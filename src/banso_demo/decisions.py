"""An independent body, and what it decided for ハルさん."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from banso.access.actions import SignIn, add_member, confirm_proposal, create_agency
from banso.access.proposals import waiting_for
from banso.access.queries import viewer_of
from banso.access.viewer import GuestViewer, Viewer
from banso.decisions.actions import (
    NewRequest,
    ask_decision,
    decide,
    found_body,
    give_opinion,
    receive_decision,
    recognise_body,
    seat_in,
)
from banso.decisions.queries import body_of
from banso.planning.queries import current_of
from banso_demo.agency import PASSWORD, DemoAgency
from banso_demo.guests import give_account
from banso_demo.reading import rows

if TYPE_CHECKING:
    from banso.people.models import Person

BODY = "見本市 支援決定判定委員会(架空)"
OPINIONS = (
    ("chair", "conditions", "無理のない範囲で、体を見ながら。"),
    ("city", "conditions", "受診が途切れないことが大切。"),
    ("doctor", "approve", "条件がなくても続けられると思う。"),
)


@dataclass(frozen=True)
class Decider:
    """A member of the body; who comes from the agency that asks takes no part."""

    username: str
    name: str
    organisation: str
    from_asker: bool = False
    is_chair: bool = False


def ask_body(agency: DemoAgency, person: "Person") -> None:
    """Ask half a year ago; it is granted with a condition, and the term comes back soon."""
    office, deputy = _open_office(agency)
    found_body(quorum=3, sign="見支決", months=6, by=office)
    _confirm(deputy)
    recognise_body(agency_id=office.agency_id, recognised=True)
    body = body_of(office)
    if body is None:
        raise RuntimeError(BODY)
    deciders = _seat_deciders(agency, office, deputy)
    by = agency.on("coordinator", 160)
    asked = ask_decision(
        person_id=person.pk,
        request=NewRequest(
            plan_id=current_of(person, by)[0].pk,
            body_id=body.pk,
            gains=["花屋さん"],
            words="花の仕事、続けたいです。",
        ),
        by=by,
    ).pk
    _decide(agency, asked, deciders)
    receive_decision(request_id=asked, by=agency.on("coordinator", 148))


def _open_office(agency: DemoAgency) -> tuple[Viewer, Viewer]:
    """Return who asks for what is settled of the body, and who confirms it."""
    body, offices = create_agency(
        name=BODY, offices=["事務局"], contact="03-0000-0200(見本市役所 内線 20)"
    )
    asks, confirms = (
        add_member(
            agency_id=body.pk,
            name=name,
            roles=["manager"],
            office_ids=[offices[0].pk],
            on=agency.day(900),
            sign_in=SignIn(username=username, password=PASSWORD, demo=True),
        )
        for username, name in (
            ("secretariat", "例 事務(事務局)"),
            ("secretariat-2", "例 次長(事務局)"),
        )
    )
    return viewer_of(asks, today=agency.today), viewer_of(confirms, today=agency.today)


def _confirm(deputy: Viewer) -> None:
    (waits,) = waiting_for(deputy)
    confirm_proposal(proposal_id=waits.proposal.pk, by=deputy)


def _seat_deciders(agency: DemoAgency, office: Viewer, deputy: Viewer) -> dict[str, GuestViewer]:
    asker = agency.viewers["coordinator"].agency_id
    seated = {}
    for one in rows(Decider, "data/conferences.toml", "deciders"):
        made = seat_in(
            name=one.name,
            organisation=one.organisation,
            home_agency_id=asker if one.from_asker else None,
            is_chair=one.is_chair,
            by=office,
        )
        _confirm(deputy)
        seated[one.username] = give_account(agency, one.username, made.guest.pk)
    return seated


def _decide(agency: DemoAgency, request_id: UUID, deciders: dict[str, GuestViewer]) -> None:
    day = agency.day(150)
    for username, stance, words in OPINIONS:
        guest = replace(deciders[username], today=day)
        give_opinion(request_id=request_id, stance=stance, words=words, guest=guest)
    decide(
        request_id=request_id,
        outcome="conditions",
        reasons="本人のことばのとおり、花の仕事が暮らしの張りになっている。",
        conditions="三か月に一度、腰のことを医師と話す。",
        from_on=day,
        months=6,
        guest=replace(deciders["chair"], today=day),
    )
