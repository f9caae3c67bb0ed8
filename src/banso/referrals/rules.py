"""The life of a referral, in plain Python: every step, who may take it, and what it needs."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from banso.people.rules import Sensitivity
from banso.resources.rules import System


class State(StrEnum):
    """Where a referral stands."""

    CONSIDERED = "considered"
    AGREED = "agreed"
    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WENT = "went"
    WATCHED = "watched"
    RETURNED = "returned"


STATE_LABELS: dict[str, Lazy] = {
    State.CONSIDERED: _("Considered"),
    State.AGREED: _("Agreed with the person"),
    State.ASKED: _("Asked the receiver"),
    State.ACCEPTED: _("Accepted"),
    State.REFUSED: _("Not taken there"),
    State.WENT: _("Went there together"),
    State.WATCHED: _("Watched over"),
    State.RETURNED: _("Came back"),
}
OPEN = tuple(state.value for state in State if state is not State.RETURNED)


USUAL_SENSITIVITY = {
    System.MEDICAL: Sensitivity.HEALTH,
    System.DISABILITY: Sensitivity.HEALTH,
    System.CARE: Sensitivity.HEALTH,
    System.MONEY: Sensitivity.MONEY,
    System.WELFARE: Sensitivity.MONEY,
}


class RefusalReason(StrEnum):
    """Why a receiver did not take the person; a reason is always given."""

    FULL = "full"
    NOT_ELIGIBLE = "not_eligible"
    TURNED_AWAY = "turned_away"
    PUSHED_BACK = "pushed_back"
    PERSON_NO = "person_no"
    NO_ANSWER = "no_answer"
    OTHER = "other"


REFUSAL_LABELS: dict[str, Lazy] = {
    RefusalReason.FULL: _("Full"),
    RefusalReason.NOT_ELIGIBLE: _("Conditions not met"),
    RefusalReason.TURNED_AWAY: _("Turned away at the counter, for the receiver’s convenience"),
    RefusalReason.PUSHED_BACK: _("Sent elsewhere without looking"),
    RefusalReason.PERSON_NO: _("The person said no"),
    RefusalReason.NO_ANSWER: _("No answer"),
    RefusalReason.OTHER: _("Other"),
}
FOR_CONVENIENCE = (RefusalReason.TURNED_AWAY.value, RefusalReason.PUSHED_BACK.value)


class ReturnReason(StrEnum):
    """Why the person comes back; each is welcome."""

    FINISHED = "finished"
    DID_NOT_FIT = "did_not_fit"
    WISHED = "wished"
    TERM = "term"
    LEFT = "left"
    PUSHED_OUT = "pushed_out"
    NOT_TAKEN = "not_taken"
    LOST_CONTACT = "lost_contact"


RETURN_LABELS: dict[str, Lazy] = {
    ReturnReason.FINISHED: _("Done: time for the next"),
    ReturnReason.DID_NOT_FIT: _("It did not fit"),
    ReturnReason.WISHED: _("The person wished so"),
    ReturnReason.TERM: _("The term is over"),
    ReturnReason.LEFT: _("Left by themselves"),
    ReturnReason.PUSHED_OUT: _("Was pushed out"),
    ReturnReason.NOT_TAKEN: _("Was not taken"),
    ReturnReason.LOST_CONTACT: _("Contact was lost there (we look out)"),
}


class NextStep(StrEnum):
    """What comes next: a return without a next step is a 投げ渡し."""

    NEW_REFERRAL = "new_referral"
    REPLAN = "replan"
    REST = "rest"
    STAYS = "stays"


NEXT_LABELS: dict[str, Lazy] = {
    NextStep.NEW_REFERRAL: _("On to the next place"),
    NextStep.REPLAN: _("Replan together"),
    NextStep.REST: _("Rest for now"),
    NextStep.STAYS: _("What was found stays: we keep watching over"),
}


class ToldBy(StrEnum):
    """Who told of a step."""

    WORKER = "worker"
    RECEIVER = "receiver"
    PERSON = "person"


TOLD_LABELS: dict[str, Lazy] = {
    ToldBy.WORKER: _("The worker"),
    ToldBy.RECEIVER: _("The receiver"),
    ToldBy.PERSON: _("The person"),
}


@dataclass(frozen=True)
class Way:
    """
    One way on from a state: where it leads, what it needs, and whether a receiver may tell of it
    through a slip.
    """

    to: State
    needs: tuple[str, ...] = ()
    by_link: bool = False


_BACK = Way(State.RETURNED, ("return_reason", "next_step"), by_link=True)
WAYS: dict[State, tuple[Way, ...]] = {
    State.CONSIDERED: (
        Way(State.AGREED, ("words",)),
        Way(State.RETURNED, ("return_reason", "next_step")),
    ),
    State.AGREED: (Way(State.ASKED), Way(State.RETURNED, ("return_reason", "next_step"))),
    State.ASKED: (
        Way(State.ACCEPTED, by_link=True),
        Way(State.REFUSED, ("refusal_reason",), by_link=True),
        Way(State.RETURNED, ("return_reason", "next_step")),
    ),
    State.REFUSED: (Way(State.ASKED), Way(State.RETURNED, ("return_reason", "next_step"))),
    State.ACCEPTED: (
        Way(State.WENT, ("along",)),
        Way(State.REFUSED, ("refusal_reason",), by_link=True),
        _BACK,
    ),
    State.WENT: (Way(State.WATCHED), _BACK),
    State.WATCHED: (_BACK,),
    State.RETURNED: (),
}


def way(state: str, to: str) -> Way | None:
    """Return the way from a state to another, None where there is none."""
    return next((one for one in WAYS[State(state)] if one.to == to), None)


def ways_by_link(state: str) -> list[State]:
    """Return what a receiver may tell of through the link on a slip, as things stand."""
    return [one.to for one in WAYS[State(state)] if one.by_link]


NEXT_LOOK_DAYS = {
    State.CONSIDERED: 7,
    State.AGREED: 3,
    State.ASKED: 7,
    State.ACCEPTED: 7,
    State.REFUSED: 2,
    State.WENT: 14,
    State.WATCHED: 30,
}


def proposed_look(state: str, today: date) -> date | None:
    """Return the day that is proposed for the next look; a refusal comes back soonest."""
    days = NEXT_LOOK_DAYS.get(State(state))
    return today + timedelta(days=days) if days else None


def is_at_risk(*, next_look_on: date, today: date) -> bool:
    """
    Return whether the day of the next look has come and nobody has looked. Failure is no alarm;
    silence is.
    """
    return today >= next_look_on


class Desk(StrEnum):
    """On whose desks a silent referral stands."""

    COMPANION = "companion"
    COORDINATOR = "coordinator"
    MANAGER = "manager"


def desks(
    *, next_look_on: date, today: date, coordinator_days: int, manager_days: int
) -> list[Desk]:
    """
    Return on whose desks a referral stands today: the companion's from its day on, then climbing
    while nobody looks.
    """
    silent = (today - next_look_on).days
    standing = [Desk.COMPANION] if silent >= 0 else []
    standing += [Desk.COORDINATOR] if silent >= coordinator_days else []
    return standing + ([Desk.MANAGER] if silent >= manager_days else [])


def systems_spanned(systems: list[str]) -> int:
    """Return how many different systems a path spans (制度またぎ)."""
    return len(set(systems))
