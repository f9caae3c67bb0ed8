"""
What is counted, case by case, and the same on every page that shows it: trends, reports, questions,
ties, referrals, the desk.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from banso.access.rules import Duty
from banso.assessment.actions import begin_assessment, write_part
from banso.companionship.actions import end_walk, walk_with
from banso.companionship.models import Companionship
from banso.companionship.queries import long_unmet, my_people, walks_on
from banso.desk.queries.steps import steps_of
from banso.insight import queries
from banso.insight.actions import keep_report_setting, publish_agency
from banso.insight.declared import read_question
from banso.insight.queries.snapshots import asking
from banso.insight.queries.trends import Span
from banso.intake.actions import NewIntake, take_intake
from banso.kit.eras import fiscal_year
from banso.people.actions import (
    NewEntry,
    NewPerson,
    close_entry,
    enter_person,
    open_entry,
    open_next_entry,
    reopen_entry,
)
from banso.people.models import LedgerEntry, Person
from banso.referrals.actions import (
    NewReferral,
    Return,
    Step,
    begin_referral,
    bring_back,
    take_step,
)
from banso.referrals.models import Referral
from banso.referrals.queries import at_risk, figures_of_agency, people_behind
from banso.referrals.rules import is_at_risk
from banso.surveys.actions import NewSurvey, keep_survey
from banso.surveys.instrument import packed, read
from banso.surveys.published import FEELINGS
from banso.ties.actions import LeadsTo, NewGiving, keep_giving, keep_tie
from banso.ties.queries import figures_of_agency as ties_counted
from banso_analysis.homes import stays
from banso_analysis.questions import people
from tests.conftest import Cast

DAY = timedelta(days=1)


def entered(cast: Cast, name: str = "ハルさん") -> Person:
    return enter_person(person=NewPerson(called_name=name), by=cast.manager)


def opened(cast: Cast, person: Person, ledger: str, ago: int) -> LedgerEntry:
    office = {
        "outreach": cast.outreach_office,
        "centre": cast.centre_office,
        "aftercare": cast.aftercare_office,
    }[ledger]
    return open_entry(
        person=person,
        entry=NewEntry(
            ledger=ledger, office_id=office.pk, worker_id=None, on=cast.today - ago * DAY
        ),
        by=cast.manager,
    )


def passed_on(cast: Cast, entry: LedgerEntry, into: str, ago: int) -> LedgerEntry:
    return open_next_entry(
        entry_id=entry.pk,
        into=into,
        office_id=cast.centre_office.pk,
        worker_id=None,
        on=cast.today - ago * DAY,
        by=cast.manager,
    )


def closed(cast: Cast, entry: LedgerEntry, ago: int, reason: str = "wished") -> None:
    close_entry(entry_id=entry.pk, reason=reason, on=cast.today - ago * DAY, by=cast.manager)


def back_in(cast: Cast, person: Person, ledger: str, ago: int) -> LedgerEntry:
    return reopen_entry(
        person=person,
        ledger=ledger,
        office_id=cast.outreach_office.pk,
        worker_id=None,
        on=cast.today - ago * DAY,
        by=cast.manager,
    )


class Counted:
    """What the pages show after publishing, for a viewer."""

    def __init__(self, cast: Cast, viewer: Any = None) -> None:
        publish_agency(agency_id=cast.agency.pk)
        self.viewer, self.year = viewer or cast.manager, fiscal_year(cast.today)

    def trend(self, code: str, *, whole: bool = False) -> dict[str, int]:
        span = Span(self.year, self.year, whole=whole)
        found = queries.trend(self.viewer, code, span)
        for (kind, _period), number in found.numbers.items():
            page = queries.people_of_trend(self.viewer, code, span, period=self.year, kind=kind)
            assert len(page.rows) <= number, "a number opens its people"
        return {kind: number for (kind, _period), number in found.numbers.items()}

    def report(self, report: str, line: str) -> int:
        return queries.report(self.viewer, report, self.year).found.total(line)

    def rate(self, report: str, part: str) -> tuple[int, int]:
        found = queries.report(self.viewer, report, self.year)
        return next((a, of) for one, a, of, _share in found.rates if one.part[0] == part)

    def asked(self, **part: Any) -> set[UUID]:
        group = read_question({"match": "all", "parts": [part]})
        with asking(self.viewer) as asked:
            return {UUID(one) for one in people(asked.engine, group, today=self.viewer.today)}

    def homes(self) -> list[tuple[int, str]]:
        with asking(self.viewer) as asked:
            return [(one.days, one.end) for one in stays(asked.engine, today=self.viewer.today)]


# entries: open on a day, in and out, passed on and welcomed back


def test_one_rule_says_what_is_open_on_a_day_for_trends_questions_and_reports(cast: Cast) -> None:
    haru, tetsu = entered(cast), entered(cast, "テツさん")
    passed_on(cast, opened(cast, haru, "outreach", 30), "centre", 0)
    closed(cast, opened(cast, tetsu, "centre", 9), 0)
    found = Counted(cast)

    assert found.trend("in_ledger") == {"centre": 1}, "who was passed on today is where they went"
    assert found.report("centre", "there") == found.report("accompanying", "people") == 1
    for ledger, there in (("outreach", set()), ("centre", {haru.pk})):
        assert found.asked(fact="ledger", values={"ledger": [ledger]}, now=True) == there
    assert found.trend("in_ledger", whole=True) == {"outreach": 1, "centre": 2}


def test_who_walks_with_whom_today_is_the_same_on_the_desk_and_in_a_question(cast: Cast) -> None:
    haru, tetsu = entered(cast), entered(cast, "テツさん")
    coming = {"person_id": haru.pk, "on": cast.today + 7 * DAY, "by": cast.manager}
    walk = walk_with(
        person_id=haru.pk,
        member_id=cast.outreach.member_id,
        on=cast.today - 200 * DAY,
        by=cast.manager,
    )
    walk_with(member_id=cast.coordinator.member_id, is_lead=False, **coming)
    end_walk(walk_id=walk.pk, on=cast.today + 7 * DAY, by=cast.manager)
    came = walk_with(
        person_id=tetsu.pk, member_id=cast.outreach.member_id, on=cast.today, by=cast.manager
    )
    end_walk(walk_id=came.pk, on=cast.today, by=cast.manager)

    def mine(viewer: Any) -> set[UUID]:
        return {one.person_id for one in my_people(viewer).rows}

    assert mine(cast.outreach) == {haru.pk}, "until the day has come"
    assert mine(cast.coordinator) == set(), "not before their day"
    assert Counted(cast).asked(fact="walk", now=True) == {haru.pk}
    assert [one.person_id for one in long_unmet(cast.outreach, days=14).rows] == [haru.pk]
    assert walks_on(cast.today).get().person_id == haru.pk
    assert walks_on(cast.today + 7 * DAY).get().member_id == cast.coordinator.member_id


def test_who_walks_until_a_day_to_come_walks_along_on_every_page_until_then(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    haru, browser, who = entered(cast), signed_in("manager"), cast.outreach.member_id
    begun = {"person_id": haru.pk, "by": cast.manager}
    for ago in (90, 0):  # the second comes and leaves on one day, today
        walk = walk_with(
            member_id=who if ago else cast.centre.member_id, on=cast.today - ago * DAY, **begun
        )
        end_walk(walk_id=walk.pk, on=cast.today + 7 * DAY if ago else cast.today, by=cast.manager)

    def along() -> list[str]:
        page = browser.get(f"/people/{haru.pk}/along/").content.decode()
        now, _, before = page.partition("これまで")
        return [name for name in ("outreach", "centre") if name in now and name not in before]

    found = Counted(cast)
    today = cast.today.isoformat()
    assert found.asked(fact="walk", now=True) == {haru.pk}
    assert found.asked(fact="walk", least=2, since=today, until=today) == {haru.pk}
    assert [one.member_id for one in walks_on(cast.today)] == [who]
    assert along() == ["outreach"]
    walking = next(one for one in steps_of(haru, cast.manager) if one.state == "now")
    assert walking.said.startswith("outreach")

    walk_with(member_id=who, on=cast.today, **begun)  # they stay after all
    (walk,) = Companionship.objects.filter(member_id=who)
    assert (walk.until_on, walk.is_lead, walk.from_on) == (None, True, cast.today - 90 * DAY)
    walk_with(member_id=cast.coordinator.member_id, on=cast.today, **begun)
    assert Companionship.objects.get(person=haru, is_lead=True).member_id == (
        cast.coordinator.member_id
    ), "one leads"


def test_who_came_in_and_was_passed_on_in_one_day_counts_when_any_day_is_asked(cast: Cast) -> None:
    haru = entered(cast)
    passed_on(cast, opened(cast, haru, "outreach", 0), "centre", 0)
    found, today = Counted(cast), cast.today.isoformat()
    outreach = {"fact": "ledger", "values": {"ledger": ["outreach"]}}

    assert found.trend("in_ledger") == {"centre": 1}
    assert found.asked(**outreach, now=True) == set()
    assert found.trend("in_ledger", whole=True) == {"outreach": 1, "centre": 1}
    assert found.asked(**outreach, since=today, until=today) == {haru.pk}
    assert found.trend("came_in") == {"new": 1, "passed_on": 1}


def test_somebody_welcomed_back_has_come_back_and_is_no_flow(cast: Cast) -> None:
    haru, tetsu = entered(cast), entered(cast, "テツさん")
    closed(cast, opened(cast, haru, "centre", 60), 30)
    back_in(cast, haru, "outreach", 10)
    passed_on(cast, opened(cast, tetsu, "outreach", 50), "centre", 20)
    found = Counted(cast)

    assert found.trend("came_in") == {"new": 2, "again": 1, "passed_on": 1}
    assert found.trend("flow") == {"outreach_centre": 1}


def test_an_entry_closed_and_opened_again_on_one_day_has_gone_on(cast: Cast) -> None:
    haru, tetsu = entered(cast), entered(cast, "テツさん")
    closed(cast, opened(cast, haru, "centre", 60), 30)
    back_in(cast, haru, "centre", 30)
    closed(cast, opened(cast, tetsu, "centre", 50), 40)
    back_in(cast, tetsu, "centre", 20)
    closed(cast, opened(cast, entered(cast, "三人目"), "outreach", 5), 5)
    found = Counted(cast)

    assert found.trend("came_in") == {"new": 3, "again": 1}
    assert found.trend("went_out") == {"wished": 2}
    assert (found.report("centre", "came"), found.report("centre", "left")) == (3, 1)
    assert found.asked(fact="closed", values={"ledger": ["centre"]}) == {tetsu.pk}
    assert found.asked(fact="opened", values={"ledger": ["centre"]}, least=2) == {tetsu.pk}


def test_closed_twice_on_the_day_it_was_opened_counts_once_each_way(cast: Cast) -> None:
    haru = entered(cast)
    for _time in range(2):
        closed(cast, opened(cast, haru, "centre", 5), 5)
    last = opened(cast, haru, "centre", 5)
    found = Counted(cast)
    assert (found.report("centre", "came"), found.report("centre", "left")) == (1, 0)

    closed(cast, last, 0)
    found = Counted(cast)
    assert (found.report("centre", "came"), found.report("centre", "left")) == (1, 1)


def test_a_home_goes_on_where_its_entry_was_closed_and_opened_again_on_one_day(cast: Cast) -> None:
    haru, tetsu = entered(cast), entered(cast, "テツさん")
    closed(cast, opened(cast, haru, "aftercare", 400), 300)
    back_in(cast, haru, "aftercare", 300)
    closed(cast, opened(cast, tetsu, "aftercare", 400), 300)
    back_in(cast, tetsu, "aftercare", 299)

    assert sorted(Counted(cast).homes()) == [(100, "ended"), (400, "kept")]


# what was answered


def assessed(cast: Cast, person: Person, **levels: str) -> None:
    found = begin_assessment(person_id=person.pk, taken_on=cast.today, by=cast.manager)
    write_part(
        assessment_id=found.pk,
        section="hardships",
        changes={code: {"standing": "heard", "value": level} for code, level in levels.items()},
        version=1,
        by=cast.manager,
    )


def test_what_was_not_asked_or_may_not_be_read_is_not_known(cast: Cast) -> None:
    for name, levels in {
        "何もない": {"h_work": "fine", "h_daily": "fine", "h_rely": "fine"},
        "からだだけ聞いた": {"h_daily": "fine"},
        "お金とからだ": {
            "h_income": "now",
            "h_work": "fine",
            "h_daily": "some",
            "h_rely": "fine",
        },
        "仕事": {"h_income": "now", "h_work": "much", "h_daily": "fine", "h_rely": "fine"},
    }.items():
        assessed(cast, entered(cast, name), **levels)
    assert Counted(cast).trend("hardship") == {"none": 1, "unknown": 1, "ep": 1, "e": 1}

    without_money = replace(cast.manager, duties=cast.manager.duties - {Duty.SEE_MONEY})
    assert Counted(cast, without_money).trend("hardship") == {"none": 1, "unknown": 2, "e": 1}, (
        "not “body and mind only” for who may not read about money"
    )


def asked_isolation(
    cast: Cast, person: Person, ago: int, moment: str = "other", **said: Any
) -> None:
    declined = bool(said.pop("declined", False))
    keep_survey(
        person_id=person.pk,
        survey=NewSurvey(
            code="isolation",
            moment=moment,
            on=cast.today - ago * DAY,
            mode="interview",
            answers=said,
            declined=declined,
        ),
        by=cast.manager,
    )


def test_the_month_tells_isolation_and_usefulness_as_the_trend_does(cast: Cast) -> None:
    one, other, third = (entered(cast, name) for name in ("一人目", "二人目", "三人目"))
    asked_isolation(cast, one, 40, alone="1", needed="1")
    asked_isolation(cast, one, 30, alone="4", needed="1")
    asked_isolation(cast, one, 20, declined=True)
    asked_isolation(cast, other, 10, alone="2", needed="")
    asked_isolation(cast, third, 10, declined=True)
    found = Counted(cast)

    assert found.trend("isolation") == {"yes": 1, "no": 1}
    assert found.trend("usefulness") == {"no": 1}
    assert found.rate("accompanying", "isolation") == (1, 2)
    assert found.rate("accompanying", "usefulness") == (0, 1)


def test_the_steps_counted_together_are_those_of_the_questionnaire() -> None:
    items = {one.code: one for one in read(packed()["isolation"]).items}
    for figure, item in zip(FEELINGS, ("alone", "needed"), strict=True):
        steps = ", ".join(f"'{step}'" for step in items[item].counted)
        assert f"a.step IN ({steps})" in figure.rows
        assert f"t.item = '{item}'" in figure.rows


# referrals


def led(cast: Cast, person: Person, *steps: str, ago: int = 30, look: int = 30) -> Referral:
    referral = begin_referral(
        person_id=person.pk,
        referral=NewReferral(
            receiver="見本会社",
            purpose="見学",
            system="work",
            on=cast.today - ago * DAY,
            answerable_id=cast.manager.member_id,
        ),
        by=cast.manager,
    )
    for to in steps:
        on = cast.today - ago * DAY
        if to == "returned":
            back = Return(return_reason="finished", next_step="rest", on=on)
            bring_back(referral_id=referral.pk, back=back, by=cast.manager)
            continue
        step = Step(
            to=to,
            on=on,
            next_look_on=cast.today + look * DAY,
            along="職員",
            refusal_reason="full" if to == "refused" else "",
        )
        take_step(referral_id=referral.pk, step=step, by=cast.manager)
    return referral


TAKEN = ("agreed", "asked", "accepted")


@pytest.mark.parametrize(
    ("steps", "answer"),
    [
        ((), "not_asked"),
        (("agreed", "asked"), "waiting"),
        (TAKEN, "accepted"),
        ((*TAKEN, "returned"), "accepted"),
        ((*TAKEN, "went", "returned"), "accepted"),
        (("agreed", "asked", "refused"), "refused"),
        (("agreed", "asked", "refused", "returned"), "refused"),
        (("agreed", "asked", "refused", "asked"), "waiting"),
        (("agreed", "asked", "refused", "asked", "returned"), "back"),
        (("agreed", "asked", "refused", "asked", "accepted", "returned"), "accepted"),
        (("agreed", "asked", "returned"), "back"),
        (("returned",), "back"),
    ],
)
def test_how_a_receiver_answered_is_the_same_on_every_page(
    cast: Cast, steps: tuple[str, ...], answer: str
) -> None:
    led(cast, entered(cast), *steps)

    assert Counted(cast).trend("answers") == {answer: 1}
    counts = {one.code: one.count for one in figures_of_agency(cast.manager)["figures"]}
    assert counts["accepted"] == (answer == "accepted")
    assert len(people_behind("accepted", cast.manager).rows) == counts["accepted"]


@pytest.mark.parametrize(("look", "silent"), [(-1, 1), (0, 1), (1, 0)])
def test_the_same_silence_on_the_desk_the_page_and_the_report(
    cast: Cast, look: int, silent: int
) -> None:
    referral = led(cast, entered(cast), "agreed", look=5)
    Referral.objects.filter(pk=referral.pk).update(next_look_on=cast.today + look * DAY)
    counts = {one.code: one.count for one in figures_of_agency(cast.manager)["figures"]}

    assert is_at_risk(next_look_on=cast.today + look * DAY, today=cast.today) == bool(silent)
    assert len(at_risk(cast.manager)) == counts["silent"] == silent
    assert len(figures_of_agency(cast.manager)["longest"]) == silent
    assert Counted(cast).report("accompanying", "silent") == silent


def test_the_share_of_returns_is_of_the_referrals_begun(cast: Cast) -> None:
    person = entered(cast)
    led(cast, person, "returned", ago=0)
    led(cast, person, *TAKEN, ago=0)
    earlier = led(cast, person, *TAKEN, ago=380)  # in another fiscal year, whatever day it is
    bring_back(
        referral_id=earlier.pk,
        back=Return(return_reason="finished", next_step="rest", on=cast.today),
        by=cast.manager,
    )
    found = Counted(cast)

    assert found.report("accompanying", "returns") == 2
    assert found.rate("accompanying", "back_of_begun") == (1, 2)


# rates whose numerator lies in their denominator


def test_key_persons_are_counted_alike_on_every_page(cast: Cast) -> None:
    here, gone, nobody = (entered(cast, name) for name in ("いる人", "去った人", "ひとり"))
    for one in (here, nobody):
        opened(cast, one, "outreach", 90)
    closed(cast, opened(cast, gone, "outreach", 90), 10)
    for one in (here, gone):
        keep_tie(
            person_id=one.pk,
            leads_to=LeadsTo(),
            name="マスター",
            what="person",
            role="key_person",
            kind="fourth",
            by=cast.manager,
        )
        keep_giving(
            person_id=one.pk,
            giving=NewGiving(gift="meals", from_on=cast.today - DAY),
            by=cast.manager,
        )
    found = Counted(cast)
    ties, _kinds = ties_counted(cast.manager, since=cast.today - 9 * DAY, day=cast.today)
    shown = {one.code: (one.count, one.of) for one in ties}

    assert found.rate("accompanying", "key_person") == shown["key"] == (1, 2)
    assert found.trend("key_person") == {"key_person": 1}
    assert found.report("accompanying", "gives") == shown["gives"][0] == 2
    with_key = found.asked(fact="tie", values={"role": ["key_person"]}, now=True)
    assert with_key & found.asked(fact="ledger", now=True) == {here.pk}


def test_every_rate_of_a_report_stays_within_one(cast: Cast) -> None:
    """Only rates that the nation counts so may pass 100%, and their formula says it."""
    one, other = entered(cast), entered(cast, "テツさん")
    for ago in (390, 30):
        entry = opened(cast, one, "centre", ago)
        LedgerEntry.objects.filter(pk=entry.pk).update(values={"exit_reason": "work"})
        closed(cast, entry, ago - 5 if ago < 300 else 20)
    opened(cast, other, "centre", 9)
    found = Counted(cast)

    assert found.rate("centre", "came_work") == (1, 2)
    for code in ("accompanying", "centre"):
        for rate, part, of, _share in queries.report(cast.manager, code, found.year).rates:
            assert part <= of, rate.formula


def test_a_running_year_is_divided_by_the_months_that_are_over(cast: Cast) -> None:
    """What came in this month waits for its end, above and below."""
    today = cast.today
    year, person = fiscal_year(today), entered(cast)
    days = (today.replace(day=1) - DAY, today)
    for on in days:
        take_intake(
            person=person.pk,
            intake=NewIntake(office_id=cast.outreach_office.pk, channel="walk_in", on=on),
            by=cast.manager,
        )
    keep_report_setting(
        fiscal_year=year,
        population=200_000,
        population_on=date(year, 4, 1),
        source="住民基本台帳",
        by=cast.manager,
    )
    found = Counted(cast)
    report = queries.report(cast.manager, "support", year)

    assert [one.key for one in report.found.over] == [
        one.key for one in report.found.months if (one.last + DAY).day == 1
    ]
    over = report.found.over
    begun = [on for on in days if fiscal_year(on) == year]
    ended = [on for on in begun if any(one.first <= on <= one.last for one in over)]
    assert report.found.total("consultations") == len(begun)
    assert report.found.over_numbers.get("consultations", 0) == len(ended)
    if today == date(2026, 11, 24):
        assert report.per_100k["consultations"] == 0.1, "1 ÷ 7 ÷ 200,000 × 100,000"
    assert found.year == year


# the same people twice


def moved(cast: Cast, before: str = "entry", after: str = "m6") -> queries.Finding:
    return queries.finding(cast.manager, code="isolation", item="alone", before=before, after=after)


def test_before_and_after_lie_within_one_stay(cast: Cast) -> None:
    """A return to the centre changes nothing of what was found about the stay before."""
    haru, tetsu = entered(cast), entered(cast, "テツさん")
    for one in (haru, tetsu):
        closed(cast, opened(cast, one, "centre", 700), 500)
        asked_isolation(cast, one, 698, "entry", alone="4")
        asked_isolation(cast, one, 320, "m6", alone="1")
    once = moved(cast).same
    opened(cast, haru, "centre", 100)
    asked_isolation(cast, haru, 99, "entry", alone="1")
    again = moved(cast)

    assert (once.only_before, once.pairs) == (2, 2)
    assert (again.same, again.gone) == (once, 0)
    closed(cast, LedgerEntry.objects.get(person=haru, closed_on=None), 90)
    asked_isolation(cast, haru, 1, "m6", alone="4")
    assert (moved(cast).same.only_before, moved(cast).same.only_after) == (1, 1), (
        "the newest stay answered both times"
    )


def test_an_answer_of_a_stay_never_comes_before_its_first_one(cast: Cast) -> None:
    haru = entered(cast)
    opened(cast, haru, "centre", 300)
    asked_isolation(cast, haru, 200, "m6", alone="1")
    asked_isolation(cast, haru, 100, "entry", alone="4")

    found = moved(cast)
    assert (found.same.pairs, len(found.before.said), len(found.after.said)) == (0, 0, 1)


def test_meeting_comes_before_the_stay_that_follows(cast: Cast) -> None:
    haru = entered(cast)
    asked_isolation(cast, haru, 400, "meeting", alone="4")
    opened(cast, haru, "centre", 300)
    asked_isolation(cast, haru, 10, "m6", alone="1")
    assert moved(cast, before="meeting").same.only_before == 1

    asked_isolation(cast, haru, 5, "meeting", alone="1")
    assert moved(cast, before="meeting").same.only_before == 1


def test_who_would_rather_not_answer_later_keeps_what_they_said(cast: Cast) -> None:
    haru = entered(cast)
    asked_isolation(cast, haru, 300, "entry", alone="4")
    asked_isolation(cast, haru, 299, "entry", declined=True)
    asked_isolation(cast, haru, 10, "m6", alone="1")
    asked_isolation(cast, haru, 9, "m6", declined=True)
    found = moved(cast)
    _form, (alone, _needed) = queries.groups_beside(cast.manager, "isolation")

    assert (found.same.pairs, found.before.declined, found.after.declined) == (1, set(), set())
    assert [(one.count, one.of) for one in alone.compared.shares] == [(0, 0), (1, 1), (0, 0)]


def test_nobody_s_group_depends_on_whether_they_were_asked_again(cast: Cast) -> None:
    haru, tetsu = entered(cast), entered(cast, "テツさん")
    for one in (haru, tetsu):
        asked_isolation(cast, one, 300, "meeting", alone="4")
    before = queries.groups_beside(cast.manager, "isolation")[1][0].compared.shares
    asked_isolation(cast, haru, 10, "m6", alone="1")
    after = queries.groups_beside(cast.manager, "isolation")[1][0].compared.shares

    assert [(one.count, one.of) for one in after] == [(2, 2), (0, 0), (0, 0)]
    assert before == after


def test_the_page_says_that_it_moved_only_where_interval_and_test_agree(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    """Four of four who moved: the interval leaves zero out, and the exact test says 0.125."""
    for number in range(4):
        one = entered(cast, f"人{number}")
        asked_isolation(cast, one, 300, "entry", alone="4", needed="4")
        asked_isolation(cast, one, 10, "m6", alone="1", needed="4")
    browser = signed_in("manager")
    address = "/findings/?code=isolation&before=entry&after=m6"
    page = browser.get(f"{address}&item=alone").content.decode()

    assert moved(cast).same.p == 0.125
    assert "p = 0.1250" in page
    assert "動いた、と言えます" not in page
    assert "一致しません" in page
    assert "一致しません" not in browser.get(f"{address}&item=needed").content.decode()
