"""Receivers, and the ways of the invented people: there, and back again between every two."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

from banso.referrals.actions import (
    NewReferral,
    Return,
    Step,
    begin_referral,
    bring_back,
    look,
    take_step,
)
from banso.resources.actions import (
    NewCheck,
    NewIncident,
    ReceiverDetails,
    check_service,
    keep_incident,
    keep_service,
)
from banso_demo.agency import DemoAgency
from banso_demo.reading import of_each_person, rows


@dataclass(frozen=True)
class Receiver:
    """An invented receiver, and what the agency found when it looked."""

    key: str
    name: str
    organization: str
    kana: str
    system: str
    domains: tuple[str, ...]
    ease: tuple[str, ...] = ()
    hardships: tuple[str, ...] = ()
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    trust: str = ""
    reason: str = ""
    voices: str = ""


@dataclass(frozen=True)
class Refusal:
    """Somebody was sent away, so many days ago."""

    ago: int
    reason: str
    note: str


@dataclass(frozen=True)
class Leg:
    """
    One way there and back: begun and back so many days ago (not said: still there), and what was
    learnt.
    """

    to: str
    purpose: str
    began: int
    by: str
    back: int | None = None
    reason: str = "finished"
    next: str = "new_referral"
    learnt: str = ""
    words: str = ""
    domain: str = ""
    refused: Refusal | None = None
    never_went: bool = False
    watched: bool = True


RECEIVERS = rows(Receiver, "data/receivers.toml", "receivers")
CHECKED = ("trust", "reason", "voices")
OF_RECEIVER = ("organization", "kana", "address", "latitude", "longitude")


class Travelling:
    """The receivers by their keys, and those who go there."""

    def __init__(self, agency: DemoAgency) -> None:
        self.agency = agency
        self.services: dict[str, UUID] = {}

    def travel(self) -> None:
        """Enter the receivers, walk every way, and check some receivers."""
        keeper = self.agency.viewers["coordinator"]
        for one in RECEIVERS:
            kept = {name: value for name, value in asdict(one).items() if name not in CHECKED}
            key = kept.pop("key")
            receiver = ReceiverDetails(**{name: kept.pop(name) for name in OF_RECEIVER})
            self.services[key] = keep_service(receiver=receiver, **kept, by=keeper).pk
        for called, legs in of_each_person(Leg, "referrals").items():
            person, before = self.agency.person(called), None
            for leg in legs:
                before = self._leg(person.pk, leg, before)
        self._check()

    def _check(self) -> None:
        by = self.agency.on("coordinator", 40)
        for one in RECEIVERS:
            if one.trust:
                check_service(
                    service_id=self.services[one.key],
                    check=NewCheck(
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
                    ),
                    by=by,
                )
        keep_incident(
            service_id=self.services["hospital"],
            incident=NewIncident(
                kind="turned_away",
                at_on=self.agency.day(1710),
                window="初診受付",
                said_by="受付職員",
                words="住民票のある病院へ行ってください。",
                along="見本 巡",
            ),
            by=self.agency.viewers["outreach"],
        )

    def _leg(self, person_id: UUID, leg: Leg, before: UUID | None) -> UUID:
        by = self.agency.on(leg.by, leg.began)
        made = begin_referral(
            person_id=person_id,
            referral=NewReferral(
                service_id=self.services[leg.to],
                purpose=leg.purpose,
                system=next(one.system for one in RECEIVERS if one.key == leg.to),
                on=by.today,
                answerable_id=by.member_id,
                domain=leg.domain,
                follows_id=before,
            ),
            by=by,
        ).pk
        self._steps(made, leg)
        if leg.back is not None:
            by = self.agency.on(leg.by, leg.back)
            bring_back(
                referral_id=made,
                back=Return(
                    return_reason=leg.reason,
                    next_step=leg.next,
                    learnt=leg.learnt,
                    words="" if leg.never_went else leg.words,
                    on=by.today,
                ),
                by=by,
            )
        # Looked at from time to time; the training stays silent for a while, so that the alarm can
        # be seen.
        elif leg.to != "training":
            look(
                referral_id=made,
                on=self.agency.day(20),
                next_look_on=self.agency.day(-10),
                note="",
                by=self.agency.on(leg.by, 20),
            )
        return made

    def _steps(self, referral_id: UUID, leg: Leg) -> None:
        agency, day, last = self.agency, leg.began, leg.back or 0
        for to in ("agreed", "asked"):
            day = max(day - 1, last)
            take_step(
                referral_id=referral_id,
                step=Step(to=to, on=agency.day(day), words=leg.words if to == "agreed" else ""),
                by=agency.on(leg.by, day),
            )
        if leg.refused:
            take_step(
                referral_id=referral_id,
                step=Step(
                    to="refused",
                    on=agency.day(leg.refused.ago),
                    refusal_reason=leg.refused.reason,
                    note=leg.refused.note,
                ),
                by=agency.on(leg.by, leg.refused.ago),
            )
        if leg.never_went:
            return
        for to in ("accepted", "went", *(("watched",) if leg.watched else ())):
            day = max(day - 3, last)
            take_step(
                referral_id=referral_id,
                step=Step(
                    to=to,
                    on=agency.day(day),
                    along=agency.viewers[leg.by].name if to == "went" else "",
                ),
                by=agency.on(leg.by, day),
            )
