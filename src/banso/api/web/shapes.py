"""What programs are told and what they send, as shapes: the OpenAPI document is made of them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from django.http import HttpResponse
from ninja import Header
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from banso.api.rules import MOST_ROWS
from banso.companionship.rules import Method
from banso.people.rules import Sensitivity

T = TypeVar("T")
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
Text = Annotated[str, Field(max_length=20000)]
Line = Annotated[str, Field(max_length=200)]
Moment = Annotated[AwareDatetime, Field(ge=EARLIEST, examples=["2026-11-24T10:30:00+09:00"])]
Cursor = Annotated[str, Field(max_length=400)]
Code = Annotated[str, Field(max_length=30)]
Size = Annotated[int, Field(ge=1, le=MOST_ROWS)]
Token = Annotated[UUID, Header(alias="Idempotency-Key", description="Fresh for each write.")]
Match = Annotated[str, Header(alias="If-Match", description="The ETag of what was read.")]
Day = Annotated[date, Field(ge=EARLIEST.date(), examples=["2026-12-01"])]


class Sent(BaseModel):
    """Something a program sends: what is not expected is refused, not left out."""

    model_config = ConfigDict(extra="forbid")


class Told(BaseModel):
    """Something a program is told."""

    model_config = ConfigDict(frozen=True)


class Problem(Told):
    """RFC 9457. `said` has the title in Japanese (`ja`) and English (`en`)."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["urn:banso:problem:nothing"])
    status: int = Field(examples=[404])
    code: str = Field(examples=["nothing"])
    title: str
    said: dict[str, str]
    detail: str = ""
    detail_said: dict[str, str] = {}


class Rows(Told, Generic[T]):
    """A page of rows; `next` is the cursor of the following ones, empty at the end."""

    rows: list[T]
    next: str = Field(examples=[""])


class Birth(Told):
    """A birth date as far as it is known, and the words in which it was said."""

    year: int | None = Field(examples=[1955])
    month: int | None
    day: int | None
    precision: str = Field(examples=["year"])
    words: str = Field(examples=["70歳くらい"])


class Person(Told):
    """
    Somebody within reach. Full name, reading and birth date are empty for a key that may not know
    names.
    """

    id: UUID
    called_name: str = Field(examples=["ハルさん（例）"])
    full_name: str = Field(examples=["見本 春一"])
    kana: str = Field(examples=["みほん はるいち"])
    birth: Birth | None
    last_met_on: date | None
    has_died: bool
    restricted: bool = Field(description="Hidden for safety: be careful where this goes.")


class Found(Told):
    """Somebody found, with why, and how well it fits (1 is best)."""

    person: Person
    reasons: list[str] = Field(examples=[["same_sound"]])
    score: float


class Finding(Told):
    """Everybody found, the best first."""

    rows: list[Found]


class Name(Told):
    """One of a person's names."""

    kind: str
    text: str
    kana: str


class Place(Told):
    """Where the person can be met."""

    kind: str
    place: str
    when: str
    sleeps_here: bool


class Contact(Told):
    """How the person can be reached."""

    value: str
    note: str


class Caution(Told):
    """What one must know first."""

    kind: str
    text: str
    until_on: date | None


class Card(Person):
    """A person's card; `version` is the ETag without its quotes."""

    version: int
    sex: str
    own_words: str
    looks: str
    names: list[Name]
    places: list[Place]
    contacts: list[Contact]
    do_not: list[Caution]
    alerts: list[Caution]


class Memory(Told):
    """One thing that happened or was said; a correction is a new one."""

    id: UUID
    at: datetime
    kind: str = Field(examples=["note"])
    ledger: str
    title: str
    fact: str
    words: str
    view: str
    being: bool
    doing: bool
    sensitivity: str
    author: str
    source_id: UUID | None
    taken_back: bool


class Question(Sent):
    """Whom to find: a name, a reading, a number, a place. It travels here, never in an address."""

    q: str = Field(min_length=1, max_length=100, examples=["みほん"])
    size: int = Field(default=20, ge=1, le=100)


class CardChange(Sent):
    """What is to be changed on a card; what is not named stays."""

    called_name: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    own_words: Text | None = None
    looks: Line | None = None


class Promised(Sent):
    """What was promised, and for which day."""

    text: str = Field(min_length=1, max_length=200, examples=["受診に同行する"])
    on: Day


class Note(Sent):
    """A contact: doing, being there, or both, in three voices."""

    at: Moment
    method: Method = Field(examples=["visit"])
    being: bool = False
    doing: bool = False
    place: Line = ""
    minutes: int | None = Field(default=None, ge=0, le=1440)
    fact: Text = ""
    words: Text = Field(default="", examples=["朝は起きられる"])
    view: Text = ""
    sensitivity: Sensitivity = Sensitivity.PLAIN
    promise: Promised | None = None


class Written(Told):
    """What was written: its id, the same when the same is sent again."""

    id: UUID


def answered(told: Told, *, status: int = 200, version: int | None = None) -> HttpResponse:
    """Return an answer as JSON, with its version as ETag where it has one."""
    answer = HttpResponse(
        told.model_dump_json(), content_type="application/json; charset=utf-8", status=status
    )
    if version is not None:
        answer["ETag"] = f'"{version}"'
    return answer


def ids_of(rows: Iterable[Person]) -> list[UUID]:
    """Return whose rows they are."""
    return [one.id for one in rows]
