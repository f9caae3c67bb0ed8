"""The first consultation and the visits at home of the invented people, as data."""

from dataclasses import dataclass, field
from datetime import timedelta

from banso.companionship.actions import NewVisit, write_visit
from banso.intake.actions import NewIntake, take_intake
from banso.intake.instrument import sheet_on
from banso.people.actions import leave_place
from banso.people.queries import places_of
from banso_demo.agency import DemoAgency
from banso_demo.reading import of_each_person


@dataclass(frozen=True)
class Came:
    """A first consultation so many days ago."""

    ago: int
    by: str
    words: str
    channel: str
    matters: tuple[str, ...]
    worst: str
    urgency: str
    consent: str
    consent_way: str
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Visit:
    """A visit at home so many days ago: what was looked at, what was said, the next one."""

    ago: int
    by: str
    met: str = "met"
    minutes: int = 40
    words: str = ""
    fact: str = ""
    looked: dict[str, str | int] = field(default_factory=dict)
    next_in: int | None = None


def come_and_visit(agency: DemoAgency) -> None:
    """Receive whoever came, and visit them at home."""
    for called, those in of_each_person(Came, "consultations", file="visits").items():
        for one in those:
            by = agency.on(one.by, one.ago)
            intake = NewIntake(
                office_id=agency.offices[0].pk,
                on=by.today,
                channel=one.channel,
                matters=list(one.matters),
                worst=one.worst,
                words=one.words,
                urgency=one.urgency,
                consent=one.consent,
                consent_way=one.consent_way,
                answers=one.answers,
                form=sheet_on(by.today),
            )
            taken = take_intake(person=agency.person(called).pk, intake=intake, by=by)
            for place in places_of(taken.person, by):  # they have a room since
                leave_place(person_id=taken.person_id, place_id=place.pk, by=by)
    for called, visits in of_each_person(Visit, "visits").items():
        for visited in visits:
            by = agency.on(visited.by, visited.ago)
            ahead = visited.next_in
            visit = NewVisit(
                at=agency.moment(visited.ago, 10),
                met=visited.met,
                minutes=visited.minutes,
                words=visited.words,
                fact=visited.fact,
                looked=visited.looked,
                next_on=by.today + timedelta(days=ahead) if ahead else None,
            )
            write_visit(person_id=agency.person(called).pk, visit=visit, by=by)
