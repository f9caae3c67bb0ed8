"""
Living through the journeys of the invented people, through the rooms' own actions, as if on those
days.
"""

from datetime import timedelta
from uuid import UUID

from banso.people.queries import people_seen_by
from banso.referrals.actions import begin_referral, bring_back, look, take_step
from banso.resources.actions import check_service, keep_incident, keep_service
from banso_demo.journey_stories import JOURNEYS, RECEIVERS, Leg
from banso_demo.plans import Walking


class Travelling:
    """Receivers, and the ways there and back."""

    def __init__(self, walking: Walking) -> None:
        self.walking = walking
        self.services: dict[str, UUID] = {}

    def travel(self) -> None:
        """Enter the receivers, check some, and walk every journey."""
        keeper = self.walking.viewers["coordinator"]
        for one in RECEIVERS:
            made = keep_service(
                name=one.name,
                organization=one.organization,
                kana=one.kana,
                system=one.system,
                domains=one.domains,
                ease=one.ease,
                hardships=one.hardships,
                address=one.address,
                latitude=one.place[0] if one.place else None,
                longitude=one.place[1] if one.place else None,
                phone=one.phone,
                by=keeper,
            )
            self.services[one.key] = made.pk
        for called, legs in JOURNEYS.items():
            person = people_seen_by(self.walking.viewers["manager"]).get(called_name=called)
            before: UUID | None = None
            for leg in legs:
                before = self._leg(person.pk, leg, before)
        self._check()

    def _check(self) -> None:
        by = self.walking.on("coordinator", 40)
        for one in RECEIVERS:
            if one.trust:
                check_service(
                    service_id=self.services[one.key],
                    visited_on=by.today,
                    trust=one.trust,
                    reason=one.reason,
                    voices=one.voices,
                    visitors="見本 結、見本 灯",
                    points={
                        "contract": ["no" if one.trust == "suspended" else "yes", ""],
                        "staff": ["yes", ""],
                    },
                    next_on=by.today + timedelta(days=180),
                    by=by,
                )
        keep_incident(
            service_id=self.services["hospital"],
            kind="turned_away",
            at_on=self.walking.day(1710),
            window="初診受付",
            said_by="受付職員",
            words="住民票のある病院へ行ってください。",
            along="見本 巡",
            by=self.walking.viewers["outreach"],
        )

    def _leg(self, person_id: UUID, leg: Leg, before: UUID | None) -> UUID:
        walking = self.walking
        by = walking.on(leg.by, leg.began)
        made = begin_referral(
            person_id=person_id,
            service_id=self.services[leg.to],
            purpose=leg.purpose,
            system=next(one.system for one in RECEIVERS if one.key == leg.to),
            on=by.today,
            answerable_id=by.member_id,
            domain=leg.domain,
            follows_id=before,
            by=by,
        )
        day, last = leg.began, leg.back or 0
        for to in ("agreed", "asked"):
            day = max(day - 1, last)
            take_step(
                referral_id=made.pk,
                to=to,
                on=walking.day(day),
                words=leg.words if to == "agreed" else "",
                by=walking.on(leg.by, day),
            )
        if leg.refused:
            day, reason, note = leg.refused
            take_step(
                referral_id=made.pk,
                to="refused",
                on=walking.day(day),
                refusal_reason=reason,
                note=note,
                by=walking.on(leg.by, day),
            )
        if not leg.never_went:
            for to in ("accepted", "went", *(("watched",) if leg.watched else ())):
                day = max(day - 3, last)
                take_step(
                    referral_id=made.pk,
                    to=to,
                    on=walking.day(day),
                    along=walking.viewers[leg.by].name if to == "went" else "",
                    by=walking.on(leg.by, day),
                )
        if leg.back is None:
            # looked at from time to time; the training stays silent for a while, so that the alarm
            # can be seen
            if leg.to != "training":
                look(
                    referral_id=made.pk,
                    on=walking.day(20),
                    next_look_on=walking.day(-10),
                    note="",
                    by=walking.on(leg.by, 20),
                )
            return made.pk
        by = walking.on(leg.by, leg.back)
        bring_back(
            referral_id=made.pk,
            return_reason=leg.reason,
            next_step=leg.next,
            learnt=leg.learnt,
            words="" if leg.never_went else leg.words,
            on=by.today,
            by=by,
        )
        return made.pk
