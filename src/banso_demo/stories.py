"""The invented people, in the order in which they were met, and how each story went."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from banso.companionship.actions import (
    NewNote,
    make_promise,
    pass_on,
    walk_with,
    write_note,
)
from banso.companionship.queries import my_promises
from banso.kit.readers.dates import parse_date
from banso.people.actions import (
    NewEntry,
    NewPerson,
    add_caution,
    close_entry,
    edit_entry,
    edit_person,
    enter_person,
    leave_place,
    open_entry,
)
from banso.people.queries import places_of
from banso_demo.agency import DemoAgency
from banso_demo.reading import HERE, one, table


@dataclass(frozen=True)
class Promise:
    """A promise, due so many days ahead."""

    text: str
    due_in: int


@dataclass(frozen=True)
class Moment:
    """One thing that happened, so many days ago: a note by a role, or an encounter on a round."""

    ago: int
    by: str
    what: str
    words: str = ""
    fact: str = ""
    view: str = ""
    being: bool = False
    method: str = "visit"
    sensitivity: str = "plain"
    promise: Promise | None = None


@dataclass(frozen=True)
class Story:
    """One invented person."""

    called: str
    place: str
    met_ago: int
    legal: str = ""
    kana: str = ""
    birth: str = ""
    sex: str = ""
    looks: str = ""
    own_words: str = ""
    do_not: tuple[str, ...] = ()
    restricted: bool = False
    place_kind: str = "park"
    outreach: dict[str, object] = field(default_factory=dict)
    centre_ago: int | None = None
    centre: dict[str, object] = field(default_factory=dict)
    aftercare_ago: int | None = None
    aftercare: dict[str, object] = field(default_factory=dict)
    closed_ago: int | None = None
    closing: str = "lost_contact"
    contact: str = ""
    moments: tuple[Moment, ...] = ()


STORIES = tuple(
    one(Story, table(f"people/{folder.name}/story.toml"))
    for folder in sorted((HERE / "people").iterdir())
)


def tell(agency: DemoAgency, story: Story) -> None:
    """Live through one person's story."""
    outreach = agency.viewers["outreach"]
    person = _meet(agency, story)
    entry = open_entry(
        person=person,
        entry=NewEntry(
            ledger="outreach",
            office_id=agency.offices[0].pk,
            worker_id=outreach.member_id,
            on=agency.day(story.met_ago),
            values=dict(story.outreach),
        ),
        by=outreach,
    )
    keeper = agency.viewers["supporter" if story.restricted else "outreach"]
    walk_with(
        person_id=person.pk, member_id=keeper.member_id, on=agency.day(story.met_ago), by=outreach
    )
    for text in story.do_not:
        add_caution(person_id=person.pk, kind="do_not", text=text, until_on=None, by=outreach)
    # On a day on which both happened, the person is passed on first.
    steps: list[tuple[int, int, Moment | str]] = [
        (moment.ago, 1, moment) for moment in story.moments
    ]
    steps += [(story.centre_ago, 0, "centre")] if story.centre_ago else []
    steps += [(story.aftercare_ago, 0, "aftercare")] if story.aftercare_ago else []
    for ago, _rank, step in sorted(steps, key=lambda one: (-one[0], one[1])):
        if isinstance(step, Moment):
            _happen(agency, person.pk, step)
        else:
            entry = _pass_on(agency, entry.pk, step, ago, getattr(story, step))
    if story.closed_ago:
        close_entry(
            entry_id=entry.pk, reason=story.closing, on=agency.day(story.closed_ago), by=outreach
        )
    if story.restricted:
        edit_person(person_id=person.pk, version=None, restricted=True, by=outreach)


def _meet(agency: DemoAgency, story: Story) -> Any:
    return enter_person(
        office_id=agency.offices[0].pk,
        person=NewPerson(
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
        ),
        by=agency.viewers["outreach"],
    )


def _happen(agency: DemoAgency, person_id: UUID, moment: Moment) -> None:
    by = agency.viewers[moment.by if moment.by != "volunteer" else "outreach"]
    write_note(
        person_id=person_id,
        note=NewNote(
            at=agency.moment(moment.ago, 20 if moment.method == "street" else 14),
            method=moment.method,
            being=moment.being,
            doing=bool(moment.fact) or not moment.being,
            words=moment.words,
            fact="\n".join(part for part in (moment.what, moment.fact) if part),
            view=moment.view,
            sensitivity=moment.sensitivity,
            minutes=20,
        ),
        by=by,
    )
    if moment.promise:
        make_promise(
            person_id=person_id,
            text=moment.promise.text,
            due_on=agency.today + timedelta(days=moment.promise.due_in),
            answerable_id=by.member_id,
            by=by,
        )


def _pass_on(
    agency: DemoAgency, entry_id: UUID, ledger: str, ago: int, values: dict[str, object]
) -> Any:
    office = {"centre": 1, "aftercare": 2}[ledger]
    before = agency.viewers["outreach" if ledger == "centre" else "centre"]
    worker = agency.viewers[ledger]
    entry = pass_on(
        entry_id=entry_id,
        into=ledger,
        office_id=agency.offices[office].pk,
        worker_id=worker.member_id,
        on=agency.day(ago),
        by=before,
        stay_along=False,
    )
    known = {code: value for code, value in values.items() if value not in ("", None)}
    for place in places_of(entry.person, before):
        leave_place(person_id=entry.person_id, place_id=place.pk, by=before)
    if ledger == "centre":
        known |= {
            "admitted_on": agency.day(ago).isoformat(),
            "term_until": (agency.day(ago) + timedelta(days=182)).isoformat(),
        }
    return edit_entry(
        entry_id=entry.pk, version=None, values=known, worker_id=worker.member_id, by=worker
    )


def settle_first_meetings(agency: DemoAgency) -> None:
    """Settle the first meetings that passing on promised in earlier years."""
    for role in ("centre", "aftercare"):
        viewer = agency.viewers[role]
        for promise in my_promises(viewer, until=agency.day(30)):
            agency.keep(promise, viewer)
