"""The life of a referral, in plain Python: every step, who may take it, and what it needs."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from banso.kit.codes import Codes
from banso.people.rules import Sensitivity
from banso.resources.rules import System


class State(Codes):
    """Where a referral stands."""

    CONSIDERED = "considered", _("Considered")
    AGREED = "agreed", _("Agreed with the person")
    ASKED = "asked", _("Asked the receiver")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Not taken there")
    WENT = "went", _("Went there together")
    WATCHED = "watched", _("Watched over")
    RETURNED = "returned", _("Came back")


USUAL_SENSITIVITY = {
    System.MEDICAL: Sensitivity.HEALTH,
    System.DISABILITY: Sensitivity.HEALTH,
    System.CARE: Sensitivity.HEALTH,
    System.MONEY: Sensitivity.MONEY,
    System.WELFARE: Sensitivity.MONEY,
}


class RefusalReason(Codes):
    """Why a receiver did not take the person; a reason is always given."""

    FULL = "full", _("Full")
    NOT_ELIGIBLE = "not_eligible", _("Conditions not met")
    TURNED_AWAY = "turned_away", _("Turned away at the counter, for the receiver’s convenience")
    PUSHED_BACK = "pushed_back", _("Sent elsewhere without looking")
    PERSON_NO = "person_no", _("The person said no")
    NO_ANSWER = "no_answer", _("No answer")
    OTHER = "other", _("Other")


FOR_CONVENIENCE = (RefusalReason.TURNED_AWAY.value, RefusalReason.PUSHED_BACK.value)


class ReturnReason(Codes):
    """Why the person comes back; each is welcome."""

    FINISHED = "finished", _("Done: time for the next")
    DID_NOT_FIT = "did_not_fit", _("It did not fit")
    WISHED = "wished", _("The person wished so")
    TERM = "term", _("The term is over")
    LEFT = "left", _("Left by themselves")
    PUSHED_OUT = "pushed_out", _("Was pushed out")
    NOT_TAKEN = "not_taken", _("Was not taken")
    LOST_CONTACT = "lost_contact", _("Contact was lost there (we look out)")


class NextStep(Codes):
    """What comes next: a return without a next step is a 投げ渡し."""

    NEW_REFERRAL = "new_referral", _("On to the next place")
    REPLAN = "replan", _("Replan together")
    REST = "rest", _("Rest for now")
    STAYS = "stays", _("What was found stays: we keep watching over")


class ToldBy(Codes):
    """Who told of a step."""

    WORKER = "worker", _("The worker")
    RECEIVER = "receiver", _("The receiver")
    PERSON = "person", _("The person")


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


def leads_on(*, state: str, next_step: str) -> bool:
    """Return whether the next try may begin from a referral: it was refused, or is to lead on."""
    return state == State.REFUSED or next_step == NextStep.NEW_REFERRAL


def is_at_risk(*, next_look_on: date, today: date) -> bool:
    """
    Return whether the day of the next look has come and nobody has looked. Failure is no alarm;
    silence is.
    """
    return today >= next_look_on


def systems_spanned(systems: list[str]) -> int:
    """Return how many different systems a path spans (制度またぎ)."""
    return len(set(systems))
