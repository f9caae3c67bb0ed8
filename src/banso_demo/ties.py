"""Tying the invented people to others, through the room's own actions, as if on those days."""

from datetime import timedelta
from uuid import UUID

from banso.people.queries import people_seen_by
from banso.ties.actions import (
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
from banso_demo.plans import Walking
from banso_demo.tie_stories import GIFTS, HAND_OVERS, LIVES_WITH, TIES, Bond


class Tying:
    """Ties, goings and comings, hand-overs and what people give."""

    def __init__(self, walking: Walking, services: dict[str, UUID]) -> None:
        self.walking, self.services = walking, services
        self.people = {
            one.called_name: one.pk
            for one in people_seen_by(walking.viewers["manager"]).filter(called_name__in=list(TIES))
        }

    def tie(self) -> None:
        """Tie everybody."""
        for called, bonds in TIES.items():
            made = {bond.key: self._keep(called, bond) for bond in bonds}
            for start, end, ago, what in HAND_OVERS.get(called, ()):
                self._hand_over(made[start], made[end], ago, what)
            for bond in bonds:
                if bond.ended is not None and bond.ending:
                    end_tie(
                        tie_id=made[bond.key],
                        on=self.walking.day(bond.ended),
                        ending=bond.ending,
                        by=self.walking.viewers["coordinator"],
                    )
            for gift in GIFTS.get(called, ()):
                by = self.walking.on("aftercare", gift.began)
                keep_giving(
                    person_id=self.people[called],
                    gift=gift.gift,
                    name=gift.name,
                    words=gift.words,
                    from_on=by.today,
                    by=by,
                )

    def _keep(self, called: str, bond: Bond) -> UUID:
        by = self.walking.on("coordinator", bond.began or 1200)
        since = self.walking.day(bond.began) if bond.began is not None else None
        made = keep_tie(
            person_id=self.people[called],
            name=bond.name,
            what=bond.what,
            role=bond.role,
            kind=bond.kind,
            is_formal=bond.formal,
            direction=bond.direction,
            strength=bond.strength,
            stress=bond.stress,
            rhythm=bond.rhythm,
            from_on=since,
            no_contact=bond.no_contact,
            member_id=self.walking.viewers[bond.member].member_id if bond.member else None,
            service_id=self.services.get(bond.service),
            other_id=self.people.get(bond.other),
            both_agreed_on=since if bond.other else None,
            by=by,
        )
        if bond.base:
            root_tie(
                tie_id=made.pk, on=self.walking.day(bond.base[0]), base_words=bond.base[1], by=by
            )
        if bond.place:
            place_tie(
                tie_id=made.pk,
                on=since or self.walking.day(1800),
                bearing=bond.place[0],
                reach=bond.place[1],
                by=by,
            )
        if bond.kin:
            lives = (called, bond.key) in LIVES_WITH
            keep_family(
                tie_id=made.pk,
                kin=bond.kin,
                kin_sex=bond.sex,
                born_year=bond.born,
                kin_bond=bond.couple,
                is_dead=bond.died,
                lives_with=lives,
                by=by,
            )
        if bond.visits:
            first, last, every = bond.visits
            for ago in range(first, last - 1, -every):
                keep_visit(tie_id=made.pk, on=self.walking.day(ago), along=bond.along, by=by)
        return made.pk

    def _hand_over(self, start: UUID, end: UUID, ago: int, what: str) -> None:
        day, by = self.walking.day(ago), self.walking.viewers["coordinator"]
        made = plan_hand_over(from_tie_id=start, to_tie_id=end, planned_on=day, what=what, by=by)
        sides = {"from_side": made.from_tie.name, "to_side": made.to_tie.name}
        agreed = day - timedelta(days=7)
        agree_hand_over(hand_over_id=made.pk, on=agreed, by=by, **sides)
        agree_hand_over(hand_over_id=made.pk, on=agreed, done_on=day, by=by, **sides)
