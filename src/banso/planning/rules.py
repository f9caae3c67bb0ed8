"""Plain decisions about plans."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from banso.assessment.rules import Domain
from banso.kit.codes import Codes
from banso.people.rules import Sensitivity


class CellState(Codes):
    """How it stands with what a cell says; each of them is fine."""

    UNKNOWN = "unknown", _("Don’t know yet")
    TRYING = "trying", _("Trying")
    GOES_ON = "goes_on", _("Goes on")
    RESTING = "resting", _("Resting")
    CAME_BACK = "came_back", _("Came back")


class Doer(Codes):
    """Who does it."""

    NOBODY = "", _("Not settled")
    PERSON = "person", _("The person")
    SUPPORTER = "supporter", _("The supporter")
    TOGETHER = "together", _("Together")
    SOMEBODY = "somebody", _("Somebody else")


# What may help to begin a conversation in each domain; edited with the people who use it.
DOMAIN_PROMPTS: dict[str, Lazy] = {
    Domain.WORK: _(
        "What the person would like to try, can do, would rather avoid; past work, licences, "
        "clothes for an interview"
    ),
    Domain.LIVING: _(
        "Sleeping, eating, bathing, washing, rubbish, keys, neighbours, pets, belongings"
    ),
    Domain.HEALTH: _(
        "Pain, sleep, medicine, alcohol, the last check-up, a doctor the person would like to see"
    ),
    Domain.SECURITY: _(
        "Certificates, pension, insurance, where the residence is registered, papers and "
        "their terms"
    ),
    Domain.LAW: _(
        "Debts, inheritance, divorce, being pursued, courts, family register, residence status"
    ),
    Domain.RELATIONS: _(
        "Whom the person wants to see, or not to see; whom they spoke with last; who calls "
        "them by name"
    ),
    Domain.MONEY: _("Days of income, rent, phone, an amount to save, money lent or borrowed"),
    Domain.PURPOSE: _("When it was fun, what they could teach, where they like to go, birthdays"),
}
LEAST_SENSITIVITY = {Domain.HEALTH: Sensitivity.HEALTH, Domain.MONEY: Sensitivity.MONEY}


def sensitivities_for(domain: str) -> list[str]:
    """
    Return which sensitivities a cell of a domain may have, the usual one first: health stays
    health, money stays money, or grows stricter.
    """
    least = LEAST_SENSITIVITY.get(Domain(domain))
    if least is None:
        return [kind.value for kind in Sensitivity]
    return [least.value, Sensitivity.CRIME.value]


DEFAULT_PERIODS = (
    ("now", _("Now")),
    ("m3", _("In 3 months")),
    ("m6", _("In half a year")),
    ("y1", _("In a year")),
)
MOST_PERIODS = 8


class Answered(Codes):
    """What the person says to a plan."""

    AGREED = "agreed", _("Agrees")
    NOT_YET = "not_yet", _("Not yet")
    DECLINED = "declined", _("Would rather not")


class AgreedBy(Codes):
    """In which way the person answered."""

    DRAWN = "drawn", _("Signed on the screen")
    PAPER = "paper", _("Signed on paper")
    ORAL = "oral", _("Said so, with a witness")


_I = (
    r"(?:私|わたし|わたくし|あたし|僕|ぼく|ボク|俺|おれ|オレ|わし|ワシ|うち|自分)(?:たち|達)?("
    r"?:自身)?"
)
_ABOUT_ME = re.compile(rf"{_I}(?:は|が|も|、|,|には|としては|なりに|の(?:手|力|足|言葉|ペース)で)")
_ENGLISH_I = re.compile(r"\b(?:I|I’m|I'm|I’ll|I'll|I’d|I'd|My|We)\b")
_SOMEBODY_ELSE = re.compile(
    r"^(?:[^、。"
    r",]{0,12}?)(?:ご?本人|相談員|支援員|指導員|サポーター|ワーカー|担当者?|病院|役所|職員|(?!お)[^\s、"
    r"。,]{1,8}(?:さん|くん|ちゃん|氏|様))(?:は|が|を|に|には)"
)
_MADE_TO = re.compile(
    r"(?:本人|[^\s、。]{1,8}さん)(?:に|を)[^。]*?(?:させる|していただく|行かせる|通わせる|働かせる)"
)


def speaks_as_i(text: str) -> bool:
    """
    Return whether a sentence is the person's own: its subject is "I" (主語は本人).

    It reads only what is written; the person may always insist.
    """
    plain = text.strip()
    if _MADE_TO.search(plain):
        return False
    own, other = _ABOUT_ME.search(plain) or _ENGLISH_I.search(plain), _SOMEBODY_ELSE.search(plain)
    return own is not None and (other is None or own.start() <= other.start())


class Attained(Codes):
    """How far the goals were reached."""

    REACHED = "reached", _("Reached")
    PARTLY = "partly", _("Partly")
    NOT_YET = "not_yet", _("Not yet reached")


class Outcome(Codes):
    """What follows from looking at a plan."""

    GO_ON = "go_on", _("Go on as it is")
    REPLAN = "replan", _("Replan and go on")
    PAUSE = "pause", _("Pause")
    END = "end", _("End (the door stays open)")


@dataclass(frozen=True)
class Change:
    """A change that was seen; `first` marks the three that being there looks for first."""

    label: Lazy
    sensitivity: str = Sensitivity.PLAIN
    first: bool = False
    official: bool = True


# 見られた変化: the list of practice, and the three of accompanying support among them.
CHANGES: dict[str, Change] = {
    "sos": Change(_("Can say SOS"), first=True, official=False),
    "accepts_self": Change(_("Can accept oneself"), first=True, official=False),
    "safer": Change(_("Feels safer"), first=True, official=False),
    "assistance": Change(_("Public assistance began"), Sensitivity.MONEY),
    "housing": Change(_("A home found or made stable")),
    "treatment": Change(_("Began to see a doctor"), Sensitivity.HEALTH),
    "health": Change(_("Health got better"), Sensitivity.HEALTH),
    "certificate": Change(_("Received a disability certificate"), Sensitivity.HEALTH),
    "will": Change(_("More will to stand on one’s own")),
    "less_alone": Change(_("Less alone (more chances to take part)")),
    "calmer": Change(_("Calmer in mind"), Sensitivity.HEALTH),
    "relations": Change(_("Better relations with others or the family")),
    "habits": Change(_("Better daily habits")),
    "found_goal": Change(_("Found a goal"), official=False),
    "work": Change(_("Began to work")),
    "earns_more": Change(_("Earns more by work"), Sensitivity.MONEY),
    "better_job": Change(_("A better form of employment")),
    "job_search": Change(_("Began to look for work")),
    "training": Change(_("Began training or school")),
    "debts": Change(_("Debts settled"), Sensitivity.MONEY),
    "budget": Change(_("A better household budget"), Sensitivity.MONEY),
    "other_income": Change(_("More income of other kinds"), Sensitivity.MONEY, official=False),
    "other": Change(_("Other")),
}


class EndReason(Codes):
    """Why the support ends."""

    OUT_OF_HARDSHIP = "out_of_hardship", _("Came out of hardship")
    IN_SIGHT = "in_sight", _("Not out of it yet, but in sight: others or watching over go on")
    OTHER = "other", _("Other")


class PauseReason(Codes):
    """Why the support pauses."""

    LOST_CONTACT = "lost_contact", _("Contact was lost (we keep looking out)")
    DECLINED = "declined", _("The person does not wish it now")
    MOVED = "moved", _("Moved to another place")
    DIED = "died", _("Died")
    CONFINED = "confined", _("In hospital or in custody")


REMIND_BEFORE = timedelta(days=14)
SUPERVISE_AFTER = timedelta(days=14)


class DiffKind(Codes):
    """What became of a cell from one version to another."""

    SAME = "same", _("unchanged")
    CHANGED = "changed", _("changed")
    ADDED = "added", _("new")
    GONE = "gone", _("no longer there")


class SheetKind(Codes):
    """What of a plan is printed."""

    PERSONAL = "personal", _("My plan")
    WHOLE = "whole", _("The whole plan, to agree to")
    SUPPORT = "support", _("Support plan")
    APPLICATION = "application", _("Plan with application for services")


FRAME_LABELS: dict[str, Any] = {
    "problems": _("What is to be solved"),
    "aim": _("In the long run (how the person wants to live)"),
    "goal": _("Goal of this plan"),
    "informal": _("Other services, neighbours, friends"),
    "remarks": _("Remarks"),
}
CELL_FIELDS = (
    "priority",
    "timing",
    "frequency",
    "content",
    "who",
    "who_name",
    "state",
    "words",
)


@dataclass(frozen=True)
class CellDiff:
    """One place of the grid in two versions; `fields` names what differs."""

    kind: DiffKind
    fields: list[str] = field(default_factory=list)


def is_blank(cell: dict[str, Any] | None) -> bool:
    """Return whether a cell says nothing: no text, and no state but "don't know yet" unsaid."""
    return cell is None or not any(cell.get(name) for name in CELL_FIELDS)


def compare_cells(before: dict[str, Any] | None, after: dict[str, Any] | None) -> CellDiff:
    """Return what became of a cell; both are mappings of CELL_FIELDS, None where there is none."""
    if is_blank(before) and is_blank(after):
        return CellDiff(DiffKind.SAME)
    if is_blank(before):
        return CellDiff(DiffKind.ADDED)
    if is_blank(after):
        return CellDiff(DiffKind.GONE)
    one, other = before or {}, after or {}
    changed = [name for name in CELL_FIELDS if (one.get(name) or "") != (other.get(name) or "")]
    return CellDiff(DiffKind.CHANGED if changed else DiffKind.SAME, changed)


def due_kind(review_on: date | None, today: date) -> str:
    """Return how a review stands: nothing, soon, today or waiting."""
    if review_on is None or review_on > today + REMIND_BEFORE:
        return ""
    return "soon" if review_on > today else "today" if review_on == today else "waiting"


MOST_STROKES, MOST_POINTS, BOARD = 80, 6000, (1000, 300)


def clean_strokes(raw: Any) -> list[list[list[int]]]:
    """
    Return a signature as it is kept: strokes of whole points on a board of 1000 × 300.

    :raises ValueError: if it is no signature, or larger than a hand draws
    """
    if not isinstance(raw, list) or len(raw) > MOST_STROKES:
        raise ValueError("strokes")
    strokes, points = [], 0
    for stroke in raw:
        if not isinstance(stroke, list):
            raise ValueError("stroke")
        line = [[int(x), int(y)] for x, y in stroke]
        points += len(line)
        if points > MOST_POINTS or any(
            not (0 <= x <= BOARD[0] and 0 <= y <= BOARD[1]) for x, y in line
        ):
            raise ValueError("points")
        if line:
            strokes.append(line)
    return strokes
