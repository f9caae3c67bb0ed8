"""Filling a demo home through the rooms' own actions, as its workers would have."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from banso.access.actions import add_member, create_agency
from banso.access.queries import viewer_of
from banso.access.viewer import Viewer
from banso.companionship.actions import (
    hand_over,
    make_promise,
    pass_on,
    settle_promise,
    walk_with,
    write_note,
)
from banso.companionship.queries import my_promises
from banso.intake.actions import begin_round, meet
from banso.kit.eras import parse_date
from banso.people.actions import (
    add_caution,
    close_entry,
    edit_entry,
    edit_person,
    enter_person,
    leave_place,
    open_entry,
)
from banso.people.queries import places_of
from banso_demo.journeys import Travelling
from banso_demo.meetings import Meeting
from banso_demo.plans import Walking
from banso_demo.staff import care
from banso_demo.stories import (
    COURSES,
    EVERYDAY,
    MORE_CALLED,
    MORE_FAMILY,
    MORE_GIVEN,
    MORE_PLACES,
    STORIES,
    Moment,
    Story,
)
from banso_demo.surveys import ask
from banso_demo.ties import Tying
from banso_demo.words import say
from banso_demo.years import Years

PASSWORD = "banso-demo"  # noqa: S105 — the published password of invented people, in a demo home only
OFFICES = ("巡回相談室", "自立支援センター みほん", "自立生活サポートセンター")
CAST = (
    ("volunteer", "見本 夜子(夜回りボランティア)", ["volunteer"], (0,)),
    ("outreach", "見本 巡(巡回相談指導員)", ["outreach"], (0,)),
    ("centre", "見本 泉(生活相談指導員)", ["centre"], (1,)),
    ("aftercare", "見本 灯(生活支援員)", ["aftercare"], (2,)),
    ("supporter", "見本 伴(パーソナルサポーター)", ["supporter"], (0,)),
    ("employment", "見本 働(就労支援員)", ["employment"], (0, 1)),
    ("coordinator", "見本 結(コーディネーター)", ["coordinator"], (0, 1, 2)),
    ("manager", "見本 守(管理者)", ["manager"], (0, 1, 2)),
    ("observer", "見本 望(見学・監査)", ["observer"], (0,)),
)


class Filling:
    """The invented agency while it is being filled."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        agency, self.offices = create_agency(name="NPO法人 見本伴走会(架空)", offices=list(OFFICES))
        self.viewers: dict[str, Viewer] = {}
        for username, name, roles, places in CAST:
            member = add_member(
                agency_id=agency.pk,
                username=username,
                password=PASSWORD,
                name=name,
                roles=roles,
                demo=True,
                office_ids=[self.offices[place].pk for place in places],
                on=self.today - timedelta(days=3000),
            )
            self.viewers[username] = viewer_of(member, today=self.today)

    def day(self, ago: int) -> Any:
        """Return the day so many days ago."""
        return self.today - timedelta(days=ago)

    def moment(self, ago: int, hour: int = 14) -> datetime:
        """Return a moment on the day so many days ago; today's moments lie behind us."""
        at = timezone.make_aware(datetime.combine(self.day(ago), time(hour)))
        return min(at, timezone.now() - timedelta(minutes=30))

    def tell(self, story: Story) -> None:
        """Live through one person's story."""
        outreach = self.viewers["outreach"]
        person = enter_person(
            called_name=story.called,
            names=[("legal", story.legal, story.kana)] if story.legal else [],
            birth=parse_date(story.birth),
            sex=story.sex,
            looks=story.looks,
            own_words=story.own_words,
            place=story.place,
            place_kind=story.place_kind,
            when="夕方から朝",
            sleeps_here=True,
            contact=story.contact,
            office_id=self.offices[0].pk,
            by=outreach,
        )
        entry = open_entry(
            person=person,
            ledger="outreach",
            office_id=self.offices[0].pk,
            worker_id=outreach.member_id,
            on=self.day(story.met_ago),
            by=outreach,
            values=dict(story.outreach),
        )
        keeper = self.viewers["supporter" if story.restricted else "outreach"]
        walk_with(
            person_id=person.pk, member_id=keeper.member_id, on=self.day(story.met_ago), by=outreach
        )
        for text in story.do_not:
            add_caution(person_id=person.pk, kind="do_not", text=text, until_on=None, by=outreach)
        steps = [(moment.ago, 1, moment) for moment in story.moments]
        steps += [(story.centre_ago, 0, "centre")] if story.centre_ago else []  # type: ignore[list-item]
        steps += [(story.aftercare_ago, 0, "aftercare")] if story.aftercare_ago else []  # type: ignore[list-item]
        for ago, _rank, step in sorted(steps, key=lambda one: (-one[0], one[1])):
            if isinstance(step, Moment):
                self._happen(person.pk, step)
            else:
                entry = self._pass_on(person.pk, entry.pk, step, ago, getattr(story, step))
        if story.closed_ago:
            close_entry(
                entry_id=entry.pk, reason=story.closing, on=self.day(story.closed_ago), by=outreach
            )
        if story.restricted:
            edit_person(person_id=person.pk, version=None, restricted=True, by=outreach)

    def _happen(self, person_id: UUID, moment: Moment) -> None:
        by = self.viewers[moment.by if moment.by != "volunteer" else "outreach"]
        write_note(
            person_id=person_id,
            at=self.moment(moment.ago, 20 if moment.method == "street" else 14),
            method=moment.method,
            being=moment.being,
            doing=bool(moment.fact) or not moment.being,
            words=moment.words,
            fact="\n".join(part for part in (moment.what, moment.fact) if part),
            view=moment.view,
            sensitivity=moment.sensitivity,
            minutes=20,
            by=by,
        )
        if moment.promise:
            text, days = moment.promise
            make_promise(
                person_id=person_id,
                text=text,
                due_on=self.today + timedelta(days=days),
                answerable_id=by.member_id,
                by=by,
            )

    def _pass_on(
        self, person_id: UUID, entry_id: UUID, ledger: str, ago: int, values: dict[str, object]
    ) -> Any:
        office = {"centre": 1, "aftercare": 2}[ledger]
        before = self.viewers["outreach" if ledger == "centre" else "centre"]
        worker = self.viewers[ledger]
        entry = pass_on(
            entry_id=entry_id,
            into=ledger,
            office_id=self.offices[office].pk,
            worker_id=worker.member_id,
            on=self.day(ago),
            by=before,
            stay_along=False,
        )
        known = {code: value for code, value in values.items() if value not in ("", None)}
        for place in places_of(entry.person, before):
            leave_place(person_id=person_id, place_id=place.pk, by=before)
        if ledger == "centre":
            known |= {
                "admitted_on": self.day(ago).isoformat(),
                "term_until": (self.day(ago) + timedelta(days=182)).isoformat(),
            }
        return edit_entry(
            entry_id=entry.pk, version=None, values=known, worker_id=worker.member_id, by=worker
        )

    def settle_first_meetings(self) -> None:
        """Settle the first meetings that passing on promised in earlier years."""
        for role in ("centre", "aftercare"):
            viewer = self.viewers[role]
            for promise in my_promises(viewer, until=self.today - timedelta(days=30)):
                settle_promise(
                    promise_id=promise.pk, outcome="kept", note="", version=None, by=viewer
                )

    def walk_rounds(self) -> None:
        """Walk this month's rounds: the people of the courses, known and nameless."""
        outreach, volunteer = self.viewers["outreach"], self.viewers["volunteer"]
        team = [outreach.member_id, volunteer.member_id]
        people: dict[str, list[UUID]] = {course: [] for course in COURSES}
        for number, called in enumerate(MORE_CALLED):
            family, given = MORE_FAMILY[number % len(MORE_FAMILY)], MORE_GIVEN[number]
            kind, place = MORE_PLACES[number % len(MORE_PLACES)]
            names = (
                [("legal", f"{family[0]} {given[0]}", f"{family[1]} {given[1]}")]
                if number % 3
                else []
            )
            person = enter_person(
                called_name=called,
                names=names,
                birth=parse_date(f"昭和{22 + number * 2}年頃" if number % 2 else ""),
                place=place,
                place_kind=kind,
                sleeps_here=True,
                office_id=self.offices[0].pk,
                by=outreach,
            )
            values = {
                "sleeps_kind": kind,
                "sleeps_at": place,
                "since": "unknown",
                "wish": ("as_it_is", "unknown", "flat_and_help")[number % 3],
            }
            open_entry(
                person=person,
                ledger="outreach",
                office_id=self.offices[0].pk,
                worker_id=outreach.member_id,
                on=self.day(40 + 35 * number),
                by=outreach,
                values=values,
            )
            people[COURSES[number % len(COURSES)]].append(person.pk)
            # Two whom nobody accompanies yet, so that the list that must be empty shows its use.
            if number < len(MORE_CALLED) - 2:
                walk_with(
                    person_id=person.pk,
                    member_id=outreach.member_id,
                    on=self.day(40 + 35 * number),
                    by=outreach,
                )
                make_promise(
                    person_id=person.pk,
                    text="次の巡回で顔を見る",
                    due_on=self.today + timedelta(days=7),
                    answerable_id=outreach.member_id,
                    by=outreach,
                )
        for ago in (28, 21, 14, 7):
            for course in COURSES:
                night = begin_round(
                    office_id=self.offices[0].pk,
                    on=self.day(ago),
                    course=course,
                    weather=("clear", "cold", "cloudy")[ago % 3],
                    member_ids=team,
                    others=["見本 学生"],
                    by=outreach,
                )
                for number, person_id in enumerate(people[course]):
                    title, words, fact = EVERYDAY[(number + ago) % len(EVERYDAY)]
                    outcome = ("talked", "talked", "greeted", "asleep", "not_there")[
                        (number + ago) % 5
                    ]
                    kind, place = MORE_PLACES[
                        (COURSES.index(course) + number * len(COURSES)) % len(MORE_PLACES)
                    ]
                    meet(
                        round_id=night.pk,
                        person_id=person_id,
                        outcome=outcome,
                        at=self.moment(ago, 21),
                        place=place,
                        place_kind=kind,
                        handed=["meal"]
                        if outcome == "talked"
                        else ["letter"]
                        if outcome == "asleep"
                        else [],
                        words=words if outcome == "talked" else "",
                        note=f"{title}。{fact}" if outcome == "talked" else "",
                        by=outreach,
                    )

    def tonight(self) -> None:
        """Begin tonight's round, and hand over what the day brought."""
        outreach, centre = self.viewers["outreach"], self.viewers["centre"]
        begin_round(
            office_id=self.offices[0].pk,
            on=self.today,
            course=COURSES[0],
            weather="cold",
            by=outreach,
            others=["見本 学生"],
            member_ids=[outreach.member_id, self.viewers["volunteer"].member_id],
        )
        hand_over(
            office_id=self.offices[0].pk,
            text="駅南で毛布が足りません。今夜3枚持って出てください。",
            person_id=None,
            at=self.moment(0, 9),
            by=centre,
        )
        hand_over(
            office_id=self.offices[1].pk,
            text="107号室、昨夜よく眠れたそうです。朝食を楽しみにされています。",
            person_id=None,
            at=self.moment(0, 8),
            by=outreach,
        )


def live_on(filling: Filling) -> None:
    """
    Live through what came after the stories: plans, ways, ties, words, meetings, answers, rounds,
    tonight.
    """
    Years(filling.viewers, filling.offices).pass_by()
    filling.settle_first_meetings()
    walking = Walking(filling.viewers, filling.today)
    walking.walk()
    travelling = Travelling(walking)
    travelling.travel()
    Tying(walking, travelling.services).tie()
    say(walking)
    Meeting(walking).meet()
    ask(walking)
    care(walking)
    filling.walk_rounds()
    filling.tonight()


def fill() -> None:
    """Fill the home with the invented agency, all or nothing."""
    with translation.override("ja"), transaction.atomic():
        filling = Filling()
        for story in STORIES:
            filling.tell(story)
        live_on(filling)
        _neighbour()


def _neighbour() -> None:
    """A neighbour agency that must see nothing of all this, and of which nothing must be seen."""
    today = timezone.localdate()
    agency, offices = create_agency(name="となり町 見本支援会(架空)", offices=["となり町 相談室"])
    member = add_member(
        agency_id=agency.pk,
        username="neighbour",
        password=PASSWORD,
        name="となり 見本",
        roles=["manager"],
        office_ids=[offices[0].pk],
        on=today,
        demo=True,
    )
    enter_person(
        called_name="となりの見本さん", office_id=offices[0].pk, by=viewer_of(member, today=today)
    )


__all__ = ["PASSWORD", "STORIES", "Filling", "fill", "live_on"]
