"""Filling a demo home through the rooms' own actions, as its workers would have."""

from django.db import transaction
from django.utils import timezone, translation

from banso.access.actions import SignIn, add_member, create_agency
from banso.access.queries import viewer_of
from banso.people.actions import NewPerson, enter_person
from banso_demo.agency import PASSWORD, DemoAgency
from banso_demo.assessments import assess
from banso_demo.budgets import look_at_money
from banso_demo.conferences import Conferring
from banso_demo.consents import consent
from banso_demo.documents import keep_papers
from banso_demo.doubles import write_down_again
from banso_demo.keepings import keep_things
from banso_demo.mishaps import write_mishaps
from banso_demo.past_years import PastYears
from banso_demo.plans import draw_up_plans
from banso_demo.privacy import answer_for_data
from banso_demo.referrals import Travelling
from banso_demo.rounds import begin_tonight, walk_rounds
from banso_demo.staff import care
from banso_demo.stories import STORIES, settle_first_meetings, tell
from banso_demo.surveys import ask
from banso_demo.this_year import welcome
from banso_demo.ties import Tying
from banso_demo.visits import come_and_visit


def fill() -> None:
    """Fill the home with the invented agency, all or nothing."""
    with translation.override("ja"), transaction.atomic():
        agency = DemoAgency()
        for story in STORIES:
            tell(agency, story)
        live_on(agency)
        _found_neighbour()


def live_on(agency: DemoAgency) -> None:
    """
    Live through what came after the stories: plans, ways, ties, words, meetings, answers, rounds,
    tonight.
    """
    PastYears(agency).pass_by()
    settle_first_meetings(agency)
    assess(agency)
    draw_up_plans(agency)
    welcome(agency)
    travelling = Travelling(agency)
    travelling.travel()
    Tying(agency, travelling.services).tie()
    consent(agency)
    come_and_visit(agency)
    keep_things(agency)
    keep_papers(agency)
    look_at_money(agency)
    write_mishaps(agency)
    Conferring(agency).meet()
    ask(agency)
    answer_for_data(agency)
    care(agency)
    walk_rounds(agency)
    begin_tonight(agency)
    write_down_again(agency)


def _found_neighbour() -> None:
    """A neighbour agency that must see nothing of all this, and of which nothing must be seen."""
    today = timezone.localdate()
    agency, offices = create_agency(name="となり町 見本支援会(架空)", offices=["となり町 相談室"])
    member = add_member(
        agency_id=agency.pk,
        name="となり 見本",
        roles=["manager"],
        office_ids=[offices[0].pk],
        on=today,
        sign_in=SignIn(username="neighbour", password=PASSWORD, demo=True),
    )
    enter_person(
        office_id=offices[0].pk,
        person=NewPerson(called_name="となりの見本さん"),
        by=viewer_of(member, today=today),
    )
