"""Shapes of what stands around a person: ways, promises, ledgers, plans, ties, words."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from banso.api.web.shapes import Day, Line, Sent, Text, Told
from banso.assessment.rules import Domain
from banso.companionship.rules import PromiseOutcome
from banso.people.rules import Sensitivity
from banso.referrals.rules import NextStep, RefusalReason, ReturnReason, State, ToldBy
from banso.resources.rules import System

Long = Annotated[str, Field(max_length=300)]


class Way(Told):
    """A referral (つなぎ) as it stands; `version` is its ETag without the quotes."""

    id: UUID
    person_id: UUID
    number: int
    service_id: UUID | None
    receiver: str = Field(examples=["見本病院 相談室"])
    system: str = Field(examples=["medical"])
    purpose: str
    sensitivity: str
    state: str = Field(examples=["asked"])
    answerable: str
    begun_on: date
    next_look_on: date | None
    refusal_reason: str
    returned_on: date | None
    return_reason: str
    learnt: str
    next_step: str
    version: int


class WayStep(Told):
    """One step of a way, or a look at it."""

    on: date
    state: str
    is_look: bool
    told_by: str
    reason: str
    along: str
    words: str
    note: str


class WholeWay(Way):
    """A referral with its steps, the oldest first."""

    steps: list[WayStep]


class Ways(Told):
    """The whole path of a person through receivers, the oldest first."""

    rows: list[Way]


class Begin(Sent):
    """Considering to lead the person somewhere; the key's owner answers for it, or who is named."""

    purpose: Annotated[str, Field(min_length=1, max_length=300)]
    system: System
    on: Day
    service_id: UUID | None = None
    receiver: Long = ""
    domain: Domain | None = None
    plan_id: UUID | None = None
    period: Annotated[str, Field(max_length=12)] = ""
    follows_id: UUID | None = None
    sensitivity: Sensitivity | None = None
    next_look_on: Day | None = None
    answerable_id: UUID | None = None
    suspended_reason: Long = ""
    second_person_id: UUID | None = None
    note: Text = ""


class StepOn(Sent):
    """One step on; `refused` asks for a reason, `went` for who went along."""

    to: State
    on: Day
    next_look_on: Day | None = None
    refusal_reason: RefusalReason | None = None
    along: Line = ""
    words: Text = ""
    note: Text = ""
    told_by: ToldBy = ToldBy.WORKER


class Back(Sent):
    """もどし: why they come back, what was learnt, and what comes next."""

    on: Day
    return_reason: ReturnReason
    next_step: NextStep
    learnt: Text = ""
    words: Text = ""
    told_by: ToldBy = ToldBy.WORKER


class OnePromise(Told):
    """What was promised, for when, and what became of it."""

    id: UUID
    text: str = Field(examples=["受診に同行する"])
    due_on: date
    answerable: str
    settled_on: date | None
    outcome: str
    outcome_note: str
    version: int


class Promises(Told):
    """The open promises, the next first, and those settled last."""

    rows: list[OnePromise]


class NewPromise(Sent):
    """A promise for a day; whose key it is answers for it unless somebody is named."""

    text: Annotated[str, Field(min_length=1, max_length=200, examples=["受診に同行する"])]
    due_on: Day
    answerable_id: UUID | None = None


class Settled(Sent):
    """What became of a promise."""

    outcome: PromiseOutcome
    note: Long = ""


class KnownValue(Told):
    """One thing an entry knows, as people read it."""

    label: str
    text: str


class Entry(Told):
    """An entry in one of the three ledgers."""

    id: UUID
    ledger: str = Field(examples=["outreach"])
    number: str
    office: str
    worker: str
    opened_on: date
    closed_on: date | None
    closing: str
    values: list[KnownValue]


class Entries(Told):
    """A person's entries, the newest first."""

    rows: list[Entry]


class PlanLine(Told):
    """One line of a plan; without a label it is the person's own sentence."""

    part: str
    label: str
    text: str


class Plan(Told):
    """A version of a plan, line by line, as it is laid before the person."""

    id: UUID
    number: int
    made_on: date
    review_on: date | None
    agreed_on: date | None
    is_current: bool
    lines: list[PlanLine]
    version: int


class Plans(Told):
    """The versions that are walked now."""

    rows: list[Plan]


class OneTie(Told):
    """What binds the person to somebody or something; what the person hid is not here."""

    id: UUID
    what: str
    name: str
    kind: str
    role: str
    is_formal: bool
    phone: str
    note: str
    from_on: date | None
    until_on: date | None
    no_contact: bool


class Ties(Told):
    """All ties, the earliest first."""

    rows: list[OneTie]


class Word(Told):
    """The person's own word; of a part that is closed to the key only that there is one."""

    id: UUID
    recipient_kind: str
    recipient: str
    part: str
    purpose: str
    answer: str
    from_on: date
    until_on: date | None
    withdrawn_on: date | None
    stands: bool


class Words(Told):
    """A person's words on who may know what, by recipient."""

    rows: list[Word]
