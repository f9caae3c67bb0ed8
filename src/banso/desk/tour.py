"""Being shown around one's own role: five places for each, and a sentence about every one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from banso.access.rules import Role


@dataclass(frozen=True)
class Stop:
    """A place one is shown: its address, what it is called, and what one does there."""

    url_name: str
    title: Any
    sentence: Any
    args: tuple[str, ...] = ()


TODAY = Stop(
    "desk:today",
    _("Today"),
    _(
        "Silences stand first, then promises by day. One tap says what became of a promise, and "
        "can be taken back."
    ),
)
TODAY_OF_MANAGERS = Stop(
    "desk:today",
    _("Today"),
    _(
        "What must be empty stands first, then silences, then promises by day. One tap says what "
        "became of a promise, and can be taken back."
    ),
)
FIND = Stop(
    "people:find",
    _("Find a person"),
    _(
        "By any spelling, the reading, a nickname or a number. The key / leads there from "
        "everywhere. A person’s page begins with what not to do."
    ),
)
ROUNDS = Stop(
    "intake:rounds",
    _("Rounds"),
    _(
        "Whom one usually meets stands ready with one tap each. Somebody new needs a place and how "
        "they look, no name."
    ),
)
INTAKE = Stop(
    "intake:begin_intake",
    _("Intake"),
    _(
        "A first consultation looks first whether the person is known already. Not asked, not "
        "known yet, rather not: three different answers, each fine."
    ),
)
HANDOVER = Stop(
    "companionship:handovers",
    _("Handover"),
    _(
        "What the next shift should know, in a few words. It stands on their desk until they "
        "read it."
    ),
)
LEDGERS = Stop(
    "people:ledgers",
    _("Ledgers"),
    _(
        "The three ledgers are three views of one person. Passing on takes everything along; "
        "nobody begins anew."
    ),
)
RECEIVERS = Stop(
    "resources:directory",
    _("Receivers"),
    _(
        "Who receives, and what decides in practice: without papers, without an address, tonight. "
        "After a refusal the next one is three taps away."
    ),
)
WATCH = Stop(
    "referrals:watch",
    _("The list that must be empty"),
    _(
        "People whom nobody walks with, for whom nothing is dated, or whose way nobody answers "
        "for. Each line has the one thing to do."
    ),
)
TABLE = Stop(
    "conferences:list",
    _("Conferences"),
    _(
        "The six parties at one table. Each sees what the person said yes to for them, and who can "
        "read a line stands beside it."
    ),
)
YEAR = Stop(
    "insight:year",
    _("The year in pictures"),
    _(
        "What has moved and what has not, in letters of the same size. Every number opens the "
        "people behind it, and says how it is counted."
    ),
)
MINE = Stop(
    "training:mine",
    _("Learning and care"),
    _("Your own courses, hours and talks, and walks that weigh. You are accompanied, too."),
)
MEMBERS = Stop(
    "access:members",
    _("Members"),
    _(
        "Who may do what. When somebody goes, everything open in their name passes to others in "
        "one step."
    ),
)
WRITTEN = Stop(
    "desk:writing",
    _("What happens to what I write?"),
    _(
        "Under every form stands who can read it, what is kept and what it is counted in. A "
        "question mark beside a heading says what the section is."
    ),
    ("intake", "begin_round"),
)
_WALKING = (TODAY, FIND, LEDGERS, RECEIVERS, HANDOVER)
TOURS: dict[Role, tuple[Stop, ...]] = {
    Role.VOLUNTEER: (TODAY, ROUNDS, FIND, WRITTEN, MINE),
    Role.OUTREACH: (TODAY, ROUNDS, FIND, INTAKE, HANDOVER),
    Role.CENTRE: _WALKING,
    Role.AFTERCARE: _WALKING,
    Role.SUPPORTER: (TODAY, FIND, HANDOVER, RECEIVERS, MINE),
    Role.EMPLOYMENT: (TODAY, FIND, RECEIVERS, TABLE, YEAR),
    Role.COORDINATOR: (WATCH, TODAY, TABLE, RECEIVERS, YEAR),
    Role.MANAGER: (WATCH, TODAY_OF_MANAGERS, MEMBERS, TABLE, YEAR),
    Role.OBSERVER: (TODAY, FIND, RECEIVERS, WRITTEN, MINE),
}

_WIDEST = (
    Role.OBSERVER,
    Role.VOLUNTEER,
    Role.SUPPORTER,
    Role.EMPLOYMENT,
    Role.AFTERCARE,
    Role.CENTRE,
    Role.OUTREACH,
    Role.COORDINATOR,
    Role.MANAGER,
)


def tour_of(roles: Iterable[str]) -> tuple[Stop, ...]:
    """Return the places somebody is shown: those of the widest of their roles."""
    known = [one for one in Role if one in set(roles)]
    widest = max(known, key=_WIDEST.index, default=Role.OBSERVER)
    return TOURS[widest]
