"""This month's rounds through the streets, with people known and nameless, and tonight's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from uuid import UUID

from banso.companionship.actions import hand_over, make_promise, walk_with
from banso.intake.actions import NewMeeting, begin_round, meet, set_off
from banso.kit.readers.dates import parse_date
from banso.people.actions import NewEntry, NewPerson, enter_person, open_entry
from banso_demo.agency import DemoAgency
from banso_demo.reading import rows, table

FILE = "data/rounds.toml"


@dataclass(frozen=True)
class Name:
    """A part of a name, and how it is read."""

    kanji: str
    kana: str


@dataclass(frozen=True)
class Sleeper:
    """Somebody who is met on the rounds."""

    called: str
    given: Name


@dataclass(frozen=True)
class Place:
    """Where people sleep."""

    kind: str
    name: str


@dataclass(frozen=True)
class Everyday:
    """What happens on any night."""

    what: str
    words: str
    fact: str = ""


COURSES: tuple[str, ...] = tuple(table(FILE)["courses"])
PLACES = rows(Place, FILE, "places")
FAMILIES = rows(Name, FILE, "families")
PEOPLE = rows(Sleeper, FILE, "people")
EVERYDAY = rows(Everyday, FILE, "everyday")
OUTCOMES = ("talked", "talked", "greeted", "asleep", "not_there")
HANDED = {"talked": ["meal"], "asleep": ["letter"]}


def walk_rounds(agency: DemoAgency) -> None:
    """Walk this month's rounds."""
    outreach, volunteer = agency.viewers["outreach"], agency.viewers["volunteer"]
    people: dict[str, list[UUID]] = {course: [] for course in COURSES}
    for number, course in zip(range(len(PEOPLE)), cycle(COURSES), strict=False):
        people[course].append(_somebody(agency, number))
    for ago in (28, 21, 14, 7):
        for course in COURSES:
            night = begin_round(
                office_id=agency.offices[0].pk,
                on=agency.day(ago),
                course=course,
                weather=("clear", "cold", "cloudy")[ago % 3],
                member_ids=[outreach.member_id, volunteer.member_id],
                others=["見本 学生"],
                by=outreach,
            )
            for person_id, meeting in _nights(agency, course, people[course], ago):
                meet(round_id=night.pk, meeting=meeting, by=outreach, person_id=person_id)


def _somebody(agency: DemoAgency, number: int) -> UUID:
    outreach, one = agency.viewers["outreach"], PEOPLE[number]
    family, place = FAMILIES[number % len(FAMILIES)], PLACES[number % len(PLACES)]
    legal = (
        "legal",
        f"{family.kanji} {one.given.kanji}",
        f"{family.kana} {one.given.kana}",
    )
    person = enter_person(
        office_id=agency.offices[0].pk,
        person=NewPerson(
            called_name=one.called,
            names=[legal] if number % 3 else [],
            birth=parse_date(f"昭和{22 + number * 2}年頃" if number % 2 else ""),
            place=place.name,
            place_kind=place.kind,
            sleeps_here=True,
        ),
        by=outreach,
    )
    since = agency.day(40 + 35 * number)
    open_entry(
        person=person,
        entry=NewEntry(
            ledger="outreach",
            office_id=agency.offices[0].pk,
            worker_id=outreach.member_id,
            on=since,
            values={
                "sleeps_kind": place.kind,
                "sleeps_at": place.name,
                "since": "unknown",
                "wish": ("as_it_is", "unknown", "flat_and_help")[number % 3],
            },
        ),
        by=outreach,
    )
    # Two whom nobody accompanies yet, so that the list that must be empty shows its use.
    if number < len(PEOPLE) - 2:
        walk_with(person_id=person.pk, member_id=outreach.member_id, on=since, by=outreach)
        make_promise(
            person_id=person.pk,
            text="次の巡回で顔を見る",
            due_on=agency.today + timedelta(days=7),
            answerable_id=outreach.member_id,
            by=outreach,
        )
    return person.pk


def _nights(
    agency: DemoAgency, course: str, people: list[UUID], ago: int
) -> Iterator[tuple[UUID, NewMeeting]]:
    """Yield how everybody of a course was met on a night."""
    for number, person_id in enumerate(people):
        today = EVERYDAY[(number + ago) % len(EVERYDAY)]
        outcome = OUTCOMES[(number + ago) % len(OUTCOMES)]
        place = PLACES[(COURSES.index(course) + number * len(COURSES)) % len(PLACES)]
        talked = outcome == "talked"
        meeting = NewMeeting(
            outcome=outcome,
            at=agency.moment(ago, 21),
            place=place.name,
            place_kind=place.kind,
            handed=HANDED.get(outcome, []),
            words=today.words if talked else "",
            note=f"{today.what}。{today.fact}" if talked else "",
        )
        yield person_id, meeting


def begin_tonight(agency: DemoAgency) -> None:
    """Begin tonight's round, and hand over what the day brought."""
    outreach, centre = agency.viewers["outreach"], agency.viewers["centre"]
    night = begin_round(
        office_id=agency.offices[0].pk,
        on=agency.today,
        course=COURSES[0],
        weather="cold",
        by=outreach,
        others=["見本 学生"],
        member_ids=[outreach.member_id, agency.viewers["volunteer"].member_id],
    )
    set_off(round_id=night.pk, by=agency.viewers["volunteer"])
    hand_over(
        office_id=agency.offices[0].pk,
        text="駅南で毛布が足りません。今夜3枚持って出てください。",
        person_id=None,
        at=agency.moment(0, 9),
        by=centre,
    )
    hand_over(
        office_id=agency.offices[1].pk,
        text="107号室、昨夜よく眠れたそうです。朝食を楽しみにされています。",
        person_id=None,
        at=agency.moment(0, 8),
        by=outreach,
    )
