"""The people and places around the invented people, over five years, and what these give."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from banso.people.queries import people_seen_by
from banso.ties.actions import (
    LeadsTo,
    NewGiving,
    agree_hand_over,
    end_tie,
    keep_family,
    keep_giving,
    keep_tie,
    keep_visit,
    place_tie,
    plan_hand_over,
    root_tie,
)
from banso_demo.agency import DemoAgency
from banso_demo.reading import of_each_person


@dataclass(frozen=True)
class Base:
    """The person said, so many days ago, that this is where they belong."""

    ago: int
    words: str


@dataclass(frozen=True)
class Visits:
    """Visits from the first to the last, so many days ago, every so many days."""

    first: int
    last: int
    every: int


@dataclass(frozen=True)
class Spot:
    """Where it stands on the board, and how far off it is felt to be."""

    bearing: int
    reach: int


@dataclass(frozen=True)
class Bond:
    """A tie: begun and ended so many days ago (not said: not known, or still there)."""

    key: str
    name: str
    what: str
    role: str
    kind: str
    began: int | None = None
    ended: int | None = None
    ending: str = ""
    formal: bool = False
    member: str = ""
    service: str = ""
    other: str = ""
    direction: str = "mutual"
    strength: str = "plain"
    stress: bool = False
    rhythm: str = ""
    phone: str = ""
    base: Base | None = None
    visits: Visits | None = None
    along: str = ""
    kin: str = ""
    sex: str = ""
    born: int | None = None
    couple: str = ""
    died: bool = False
    lives_with: bool = False
    no_contact: bool = False
    place: Spot | None = None


@dataclass(frozen=True)
class HandOver:
    """Support handed from one tie to another, so many days ago."""

    from_key: str
    to_key: str
    ago: int
    what: str


@dataclass(frozen=True)
class Gift:
    """What somebody gives, since so many days ago."""

    gift: str
    name: str
    words: str
    began: int


class Tying:
    """Ties, goings and comings, hand-overs and what people give."""

    def __init__(self, agency: DemoAgency, services: dict[str, UUID]) -> None:
        self.agency, self.services = agency, services
        self.bonds = of_each_person(Bond, "ties")
        self.people = {
            one.called_name: one.pk
            for one in people_seen_by(agency.viewers["manager"]).filter(
                called_name__in=list(self.bonds)
            )
        }

    def tie(self) -> None:
        """Tie everybody."""
        hand_overs = of_each_person(HandOver, "hand_overs", file="ties")
        gifts = of_each_person(Gift, "gifts", file="ties")
        for called, bonds in self.bonds.items():
            made = {bond.key: self._keep(self.people[called], bond) for bond in bonds}
            for one in hand_overs.get(called, ()):
                self._hand_over(made[one.from_key], made[one.to_key], one)
            for bond in bonds:
                if bond.ended is not None and bond.ending:
                    end_tie(
                        tie_id=made[bond.key],
                        on=self.agency.day(bond.ended),
                        ending=bond.ending,
                        by=self.agency.viewers["coordinator"],
                    )
            for gift in gifts.get(called, ()):
                by = self.agency.on("aftercare", gift.began)
                keep_giving(
                    person_id=self.people[called],
                    giving=NewGiving(
                        gift=gift.gift, name=gift.name, words=gift.words, from_on=by.today
                    ),
                    by=by,
                )

    def _keep(self, person_id: UUID, bond: Bond) -> UUID:
        agency = self.agency
        by = agency.on("coordinator", bond.began or 1200)
        since = agency.day(bond.began) if bond.began is not None else None
        made = keep_tie(
            person_id=person_id,
            name=bond.name,
            what=bond.what,
            role=bond.role,
            kind=bond.kind,
            is_formal=bond.formal,
            direction=bond.direction,
            strength=bond.strength,
            stress=bond.stress,
            rhythm=bond.rhythm,
            phone=bond.phone,
            from_on=since,
            no_contact=bond.no_contact,
            leads_to=LeadsTo(
                member_id=agency.viewers[bond.member].member_id if bond.member else None,
                service_id=self.services.get(bond.service),
                other_id=self.people.get(bond.other),
                both_agreed_on=since if bond.other else None,
            ),
            by=by,
        ).pk
        if bond.base:
            root_tie(tie_id=made, on=agency.day(bond.base.ago), base_words=bond.base.words, by=by)
        if bond.place:
            place_tie(
                tie_id=made,
                on=since or agency.day(1800),
                bearing=bond.place.bearing,
                reach=bond.place.reach,
                by=by,
            )
        if bond.kin:
            keep_family(
                tie_id=made,
                kin=bond.kin,
                kin_sex=bond.sex,
                born_year=bond.born,
                kin_bond=bond.couple,
                is_dead=bond.died,
                lives_with=bond.lives_with,
                by=by,
            )
        if visits := bond.visits:
            for ago in range(visits.first, visits.last - 1, -visits.every):
                keep_visit(tie_id=made, on=agency.day(ago), along=bond.along, by=by)
        return made

    def _hand_over(self, start: UUID, end: UUID, one: HandOver) -> None:
        day, by = self.agency.day(one.ago), self.agency.viewers["coordinator"]
        made = plan_hand_over(
            from_tie_id=start,
            to_tie_id=end,
            planned_on=day,
            what=one.what,
            by=self.agency.on("coordinator", one.ago + 14),
        )
        sides = {"from_side": made.from_tie.name, "to_side": made.to_tie.name}
        agreed = day - timedelta(days=7)
        agree_hand_over(hand_over_id=made.pk, on=agreed, by=by, **sides)
        agree_hand_over(hand_over_id=made.pk, on=agreed, done_on=day, by=by, **sides)
