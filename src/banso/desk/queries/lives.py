"""A life on one line: ledgers, ways there and back, who walked along, being there and doing."""

from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.queries import companions_of
from banso.kit.codes import Codes
from banso.people.models import LedgerEntry, Person
from banso.people.queries import entries_of, months_remembered
from banso.people.queries.ledgers import readable_fields
from banso.referrals.queries import journey_of
from banso.referrals.rules import State
from banso.ties.queries import givings_of
from banso.ties.rules import Gift


class Living(Codes):
    """Where somebody lives while an entry in a ledger is open: what a band of the strip says."""

    OUTREACH = "outreach", _("On the street")
    CENTRE = "centre", _("In the centre")
    AFTERCARE = "aftercare", _("In a home of their own")


@dataclass(frozen=True)
class Band:
    """A stretch of time: its kind, what is said in it, and the page that it opens."""

    kind: str
    said: str
    from_on: date
    until_on: date | None
    url: str = ""
    more: str = ""


@dataclass(frozen=True)
class Arc:
    """A way to a receiver and back; open while the person has not come back from it."""

    said: str
    from_on: date
    until_on: date | None
    refused: bool
    url: str
    state: str


@dataclass(frozen=True)
class Mark:
    """A month in which somebody was there, or did something."""

    month: date
    being: int
    doing: int


@dataclass(frozen=True)
class Life:
    """What stands on the line of a life, as far as a viewer may read it."""

    ledgers: list[Band] = field(default_factory=list)
    ways: list[Arc] = field(default_factory=list)
    walks: list[Band] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    gives: list[Band] = field(default_factory=list)

    @property
    def spans(self) -> list[Band | Arc]:
        """Everything that has a beginning, in the order of time: the table behind the picture."""
        spans: list[Band | Arc] = [*self.ledgers, *self.ways, *self.walks, *self.gives]
        return sorted(spans, key=attrgetter("from_on"))

    @property
    def begins(self) -> date | None:
        """The first day that is known."""
        days = [one.from_on for one in self.spans]
        return min([*days, *(one.month for one in self.marks)], default=None)


def life_of(person: Person, viewer: Viewer) -> Life:
    """Return the life of a person who was seen already; a fixed number of questions."""
    return Life(
        ledgers=[_ledger(one, viewer) for one in entries_of(person)]
        if viewer.may(Duty.SEE_NAMES)
        else [],
        ways=[
            Arc(
                said=one.receiver,
                from_on=one.went_on or one.begun_on,
                until_on=one.returned_on,
                refused=bool(one.refusal_reason),
                url=reverse("referrals:show", args=[one.pk]),
                state=str(State.label_of(one.state)),
            )
            for one in journey_of(person, viewer)
        ],
        walks=[
            Band("walk", one.member.name, one.from_on, one.until_on)
            for one in sorted(companions_of(person.pk), key=lambda walk: walk.from_on)
        ],
        marks=[Mark(*row) for row in months_remembered(person, viewer)],
        gives=[
            Band(
                "gives",
                one.name or str(Gift.label_of(one.gift)),
                one.from_on,
                one.until_on,
                reverse("ties:sphere", args=[person.pk]),
            )
            for one in givings_of(person, viewer)
        ],
    )


def _ledger(entry: LedgerEntry, viewer: Viewer) -> Band:
    places = [
        one.code
        for one in readable_fields(entry.ledger, viewer)
        if one.place and one.kind == "line"
    ]
    more = next((str(entry.values[code]) for code in places if entry.values.get(code)), "")
    return Band(
        entry.ledger,
        str(Living.label_of(entry.ledger)),
        entry.opened_on,
        entry.closed_on,
        reverse("people:entry", args=[entry.pk]),
        more,
    )
