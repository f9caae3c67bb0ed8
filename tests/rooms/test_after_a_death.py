"""
What can begin after a death: every action of every room is tried with somebody who has died, and is
done, or refused in one plain sentence. docs/merging.md says why.
"""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from banso.assessment.actions import begin_assessment
from banso.companionship.actions import NewNote, make_promise, write_note
from banso.companionship.models import Promise
from banso.companionship.queries import my_promises
from banso.conferences.actions import add_item, set_attendance
from banso.conferences.queries import seats_seen
from banso.consent.actions import NewConsent, keep_consents
from banso.intake.actions import NewIntake, take_intake
from banso.kit.eras import PartialDate, Precision
from banso.kit.refusals import NotSeen
from banso.people.actions import HasDied, NewPerson, enter_person, note_death, take_death_back
from banso.people.models import Person
from banso.surveys.actions import NewSurvey, keep_survey
from banso.surveys.instrument import packed, read
from banso.ties.actions import NewGiving, keep_giving
from tests.conftest import Cast
from tests.rooms.action_before import BEFORE
from tests.rooms.action_samples import FIRST
from tests.rooms.action_tables import _CONSENT
from tests.rooms.test_doors import Home
from tests.rooms.test_every_action import ACTIONS, Scene, outcome, scene, taken_back

__all__ = ["scene"]

WITH_THE_LIVING = frozenset(
    {
        "assessment.begin_assessment",
        "budget.keep_budget",
        "companionship.reopen_promise",
        "companionship.tap_note",
        "companionship.walk_with",
        "consent.keep_consents",
        "decisions.ask_decision",
        "documents.renew_document",
        "field.write_line",
        "intake.meet",
        "intake.take_intake",
        "people.ask_about_double",
        "people.open_entry",
        "people.reopen_entry",
        "planning.begin_plan",
        "planning.evaluate",  # only where it goes on
        "planning.hand_copy",
        "planning.record_agreement",
        "planning.replan",
        "referrals.begin_referral",
        "referrals.look",
        "referrals.mail_link",
        "referrals.make_link",
        "referrals.take_step",  # but a refusal is noted
        "referrals.try_next",
        "sharing.hand_over",
        "surveys.hand_tablet",
        "surveys.keep_survey",
        "ties.agree_hand_over",
        "ties.keep_visit",
        "ties.plan_hand_over",
        "ties.root_tie",
        "training.begin_heavy",
    }
)
"""What asks the one rule (`require_living`): it is done with the person themselves."""

OVER_ALREADY = {
    "companionship.close_and_ask_again": "EntryAlreadyClosed",
    "companionship.end_walk": "NotSeen",
    "companionship.pass_on": "EntryAlreadyClosed",
    "field.take_visits": "NotSeen",
    "intake.move_stop": "NotOnRoute",
    "intake.order_stops": "NotOnRoute",
    "keeping.give_everything_back": "NotToThem",  # the sample gives it to the person
    "people.close_entry": "EntryAlreadyClosed",
    "people.open_next_entry": "EntryAlreadyClosed",
    "training.end_heavy": "NotSeen",
}
"""What the death itself has ended."""


def _exactly(on: date) -> PartialDate:
    return PartialDate(on.year, on.month, on.day, Precision.DAY)


def _dies(cast: Cast, person: Person, *, days: int = 1) -> None:
    death = _exactly(cast.today - timedelta(days=days))
    note_death(person_id=person.pk, death=death, by=cast.outreach)


@pytest.mark.slow
def test_every_action_says_what_it_does_after_a_death(scene: Scene) -> None:
    wrong = {}
    for name in ACTIONS:
        with taken_back():
            BEFORE.get(name, lambda world: None)(scene.world)
            for person in (scene.world.home.person, scene.world.home.other):
                _dies(scene.world.cast, person)
            expected = OVER_ALREADY.get(name, "HasDied" if name in WITH_THE_LIVING else "done")
            if (ended := outcome(scene.act(name, FIRST))) != expected:
                wrong[name] = (ended, expected)

    assert wrong == {}


def test_a_button_says_it_in_a_sentence_and_work_for_the_family_is_written(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    home, browser = Home(cast), signed_in("manager")
    _dies(cast, home.person)
    for address in (
        f"/training/people/{home.person.pk}/weighs/",
        f"/referrals/{home.referral.pk}/slip.pdf",
    ):
        answer = browser.post(address, follow=True)
        assert str(HasDied.sentence) in unescape(answer.content.decode())
    address = f"/people/{home.person.pk}/promises/make/"
    sent = {
        "text": "お部屋の片づけ",
        "due_on": cast.today.isoformat(),
        "answerable": str(cast.manager.member_id),
    }
    assert browser.post(address, sent).status_code == 302
    assert Promise.objects.get(text="お部屋の片づけ").after_death


@pytest.fixture
def person(cast: Cast) -> Person:
    """Somebody whose death was noted for the day before yesterday."""
    person = enter_person(person=NewPerson(called_name="例のナギさん"), by=cast.coordinator)
    _dies(cast, person, days=2)
    return person


def _assessed(cast: Cast, person: Person, on: date) -> Any:
    return begin_assessment(person_id=person.pk, taken_on=on, by=cast.coordinator)


def _agreed(cast: Cast, person: Person, on: date) -> Any:
    consent = NewConsent(purpose="支援", from_on=on, until_on=None, way="written", **_CONSENT)
    return keep_consents(person_id=person.pk, consent=consent, by=cast.coordinator)


def _answered(cast: Cast, person: Person, on: date) -> Any:
    survey = NewSurvey(
        code="isolation", moment="meeting", mode="interview", on=on, answers={"alone": "4"}
    )
    return keep_survey(person_id=person.pk, survey=survey, by=cast.coordinator)


def _gave(cast: Cast, person: Person, on: date) -> Any:
    giving = NewGiving(gift="meals", from_on=on, words="")
    return keep_giving(giving=giving, person_id=person.pk, by=cast.coordinator)


def _consulted(cast: Cast, person: Person, on: date) -> Any:
    intake = NewIntake(
        office_id=cast.outreach_office.pk, on=on, channel="phone", matters=[], worst="", words=""
    )
    return take_intake(person=person.pk, intake=intake, by=cast.coordinator)


@pytest.mark.parametrize("kept", [_assessed, _agreed, _answered, _gave, _consulted])
def test_what_was_in_their_lifetime_is_written_later(
    cast: Cast, person: Person, kept: Callable[[Cast, Person, date], Any]
) -> None:
    assert kept(cast, person, cast.today - timedelta(days=2))
    with pytest.raises(HasDied):
        kept(cast, person, cast.today - timedelta(days=1))


def test_a_day_of_death_that_is_not_known_leaves_open_what_was_before_today(cast: Cast) -> None:
    person = Person(has_died=True)
    assert person.lived_on(cast.today - timedelta(days=1), cast.today)
    assert not person.lived_on(cast.today, cast.today)
    person.death = PartialDate(cast.today.year - 1, None, None, Precision.YEAR)
    assert not person.lived_on(date(cast.today.year, 1, 1), cast.today)
    assert person.lived_on(date(cast.today.year - 1, 12, 31), cast.today)


def _promised(cast: Cast, person: Person, text: str) -> Promise:
    return make_promise(
        person_id=person.pk,
        text=text,
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )


def _due(cast: Cast) -> list[str]:
    return [one.text for one in my_promises(cast.outreach, until=cast.today)]


def test_what_is_promised_after_a_death_reminds_and_what_was_before_rests(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="例のナギさん"), by=cast.outreach)
    _promised(cast, person, "病院へ一緒に")
    _dies(cast, person)
    _promised(cast, person, "お部屋の片づけ")
    note = NewNote(
        at=timezone.now(),
        method="visit",
        fact="ご家族と話した",
        doing=True,
        promise_text="荷物をご家族へ",
        promise_on=cast.today,
    )
    write_note(person_id=person.pk, note=note, by=cast.outreach)
    assert _due(cast) == ["お部屋の片づけ", "荷物をご家族へ"]

    take_death_back(person_id=person.pk, by=cast.outreach)
    assert len(_due(cast)) == 3
    _dies(cast, person)  # they did die, later: what was promised to them in between rests
    assert _due(cast) == []


def test_what_was_promised_to_them_and_is_written_later_rests(cast: Cast, person: Person) -> None:
    before = timezone.now() - timedelta(days=2)
    note = NewNote(
        at=before, method="visit", being=True, promise_text="病院へ", promise_on=cast.today
    )
    write_note(person_id=person.pk, note=note, by=cast.coordinator)
    high = NewSurvey(
        code="k6",
        moment="meeting",
        mode="interview",
        on=cast.today - timedelta(days=2),
        answers={one.code: one.options[-1][0] for one in read(packed()["k6"]).items},
    )
    keep_survey(person_id=person.pk, survey=high, by=cast.coordinator)
    assert Promise.objects.filter(person=person).count() == 2
    assert my_promises(cast.coordinator, until=cast.today) == []


def test_what_was_promised_is_no_longer_called_the_next_one(
    cast: Cast, person: Person, signed_in: Callable[[str], Client]
) -> None:
    make_promise(
        person_id=person.pk,
        text="病院へ",
        due_on=cast.today,
        answerable_id=cast.outreach.member_id,
        by=cast.outreach,
    )
    beside = f"/people/{person.pk}/beside/"
    browser = signed_in("outreach")
    told = browser.get(beside).content.decode()
    assert "次の約束" not in told
    assert "約束していたこと" in told
    take_death_back(person_id=person.pk, by=cast.outreach)
    assert "次の約束" in browser.get(beside).content.decode()


def test_their_own_seat_rests_at_meetings_to_come_and_others_may_speak_of_them(cast: Cast) -> None:
    home = Home(cast)
    meeting = home.conference
    own = next(one for one in seats_seen(cast.outreach, meeting) if one.item_id)
    assert own.item is not None
    _dies(cast, home.person)
    add_item(conference_id=meeting.pk, person_id=home.person.pk, by=cast.outreach)
    assert own not in seats_seen(cast.outreach, meeting)
    with pytest.raises(NotSeen):
        set_attendance(seat_id=own.pk, attendance="present", by=cast.outreach)

    take_death_back(person_id=home.person.pk, by=cast.outreach)
    assert own in seats_seen(cast.outreach, meeting)
    set_attendance(seat_id=own.pk, attendance="present", by=cast.outreach)
    _dies(cast, home.person)  # while the meeting goes on: they were here
    assert own in seats_seen(cast.outreach, meeting)
