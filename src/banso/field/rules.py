"""Plain decisions about what a telephone takes along and brings home; nothing asks the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from banso.intake.rules import Condition, Handed, Outcome
from banso.kit.codes import Codes
from banso.people.rules import PlaceKind

VERSION = 3
"""How what a telephone writes is put together; a telephone with a newer one waits."""
VERSIONS = (1, 2, 3)
"""Those that are read: the second added what joins a meeting, the third visits and the route."""
MOST_PEOPLE = 200
"""How many people a telephone takes along at most."""
MOST_OPS, MOST_BYTES, MOST_SEALED = 50, 256 * 1024, 24 * 1024
"""How much a telephone sends at once, and how long one sealed line is, in base64."""
OFFER_LASTS = timedelta(minutes=10)
"""How long the square on the screen serves."""
BRINGS_HOME = timedelta(days=31)
"""How long after its noon a round's lines are still taken; then its key is forgotten."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Before anything was written here."""
_DRIFT = timedelta(seconds=90)
"""Up to where a telephone's clock is taken as it is."""
_LONG, _SHORT, _NAME = 4000, 200, 100


class Kind(Codes):
    """What a line from a telephone does."""

    MET = "met", _("A meeting")
    ADD = "add", _("More about a meeting")
    CALLED = "called", _("What they are called")
    LOOKS = "looks", _("How to recognise them")
    PLACE = "place", _("Where they usually are")
    ROUTE = "route", _("The order of tonight’s places")
    VISIT = "visit", _("A visit at home")
    BEING = "being", _("Being there, in one tap")
    ANSWERS = "answers", _("Answers to a questionnaire")
    NOTHING = "nothing", _("Taken back before it was sent")


CHANGES = (Kind.CALLED, Kind.LOOKS, Kind.PLACE)
"""What can be written in two ways."""
ELSEWHERE = (Kind.VISIT, Kind.BEING, Kind.ANSWERS)
"""What is written on visits, and on no round."""
NO_LINES = (Kind.NOTHING, Kind.ROUTE)
"""What nobody has to look at in the morning."""


class Result(Codes):
    """What became of a line."""

    KEPT = "kept", _("Kept")
    BOTH = "both", _("Kept in both ways")
    REFUSED = "refused", _("Could not be written by itself")


class Why(Codes):
    """Why a line could not be written by itself, as its telephone is told."""

    SEAL = "seal", _("This line could not be opened. It stays on the telephone.")
    UNREAD = "unread", _("This line could not be read. Please write it down at the desk.")
    VERSION = "version", _("This line is of a newer version. It waits until this home has it too.")
    ROUND = "round", _("This line belongs to no round of this telephone.")
    ENDED = "ended", _("The round was over when this was written. Please write it at the desk.")
    PERSON = "person", _("Whom this line is about can’t be met here. Please look at the desk.")
    MAY_NOT = "may_not", _("This is no longer among your duties. Please ask at the desk.")
    NUMBER = "number", _("Numbers of that kind (My Number) are not kept here.")
    OTHER = "other", _("This line could not be written. Please look at the desk.")
    ORDER = "order", _("Another line of this telephone has the same number.")


class Choice(Codes):
    """Which of two ways of writing stands from now on."""

    THIS = "this", _("This one from the telephone")
    OTHER = "other", _("As it stands")
    BOTH = "both", _("Both")


ASKED_AGAIN = frozenset({Why.SEAL, Why.VERSION, Why.ROUND, Why.ORDER})
"""Of what is refused for these the home keeps nothing: the telephone keeps it."""


class Unreadable(ValueError):
    """A line does not say what a line says."""


@dataclass(frozen=True)
class Line:
    """What a telephone has written, opened and looked through."""

    kind: str
    at: datetime
    person: UUID | None = None
    new: UUID | None = None
    to: UUID | None = None
    text: str = ""
    base: str = ""
    meeting: Mapping[str, Any] = field(default_factory=dict)


def read_line(body: Any) -> Line:
    """
    Return what a line says.

    :raises Unreadable: if it says anything else than a line does
    """
    if not isinstance(body, dict):
        raise Unreadable
    kind = body.get("kind")
    if kind not in Kind.values:
        raise Unreadable
    at = moment_of(body.get("at"))
    if kind == Kind.NOTHING:
        return Line(kind, at)
    person = id_of(body.get("person"))
    if kind in CHANGES:
        text = text_of(body, "text", _NAME if kind == Kind.CALLED else _SHORT)
        if person is None or (kind == Kind.CALLED and not text):
            raise Unreadable
        return Line(kind, at, person, text=text, base=text_of(body, "base", _SHORT))
    if kind == Kind.ADD:
        to = id_of(body.get("to"))
        if to is None or person is None:
            raise Unreadable
        return Line(kind, at, person, to=to, meeting=_told(body))
    new = id_of(body.get("new"))
    if (person is None) == (new is None):
        raise Unreadable
    return Line(kind, at, person, new, meeting=_meeting(body))


def _told(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what may be told with a meeting, and after it."""
    handed = body.get("handed", [])
    if not isinstance(handed, list) or not all(one in Handed.values for one in handed):
        raise Unreadable
    promise_on = day_of(body.get("promise_on"))
    condition = body.get("condition", "")
    if condition and condition not in Condition.values:
        raise Unreadable
    return {
        "condition": condition,
        "handed": tuple(dict.fromkeys(handed)),
        "note": text_of(body, "note", _LONG),
        "words": text_of(body, "words", _LONG),
        "promise_text": text_of(body, "promise_text", _SHORT),
        "promise_on": promise_on,
    }


def _meeting(body: Mapping[str, Any]) -> Mapping[str, Any]:
    outcome = body.get("outcome")
    kind = body.get("place_kind") or PlaceKind.UNKNOWN
    if outcome not in Outcome.values or kind not in PlaceKind.values:
        raise Unreadable
    return _told(body) | {
        "outcome": outcome,
        "called_name": text_of(body, "called_name", _NAME),
        "looks": text_of(body, "looks", _SHORT),
        "place": text_of(body, "place", _SHORT),
        "place_kind": kind,
    }


def text_of(body: Mapping[str, Any], name: str, most: int) -> str:
    """
    Return a text of a line.

    :raises Unreadable: if it is none, or too long
    """
    said = body.get(name, "")
    if not isinstance(said, str) or fit_to_keep(said) != said:
        raise Unreadable
    text = said.strip()
    if len(text) > most:
        raise Unreadable
    return text


def id_of(said: Any) -> UUID | None:
    """
    Return an id of a line, None where it gives none.

    :raises Unreadable: if it is no id
    """
    if said in (None, ""):
        return None
    try:
        return UUID(said)
    except (TypeError, ValueError, AttributeError) as error:
        raise Unreadable from error


def day_of(said: Any) -> date | None:
    """
    Return a day of a line, None where it gives none.

    :raises Unreadable: if it is no day
    """
    try:
        return date.fromisoformat(said) if said else None
    except (TypeError, ValueError) as error:
        raise Unreadable from error


def moment_of(said: Any) -> datetime:
    """
    Return a moment of a line.

    :raises Unreadable: if it is none
    """
    try:
        at = datetime.fromisoformat(said)
    except (TypeError, ValueError) as error:
        raise Unreadable from error
    if at.tzinfo is None:
        raise Unreadable
    return at


def happened_at(said: datetime, *, sent: datetime, arrived: datetime, taken: datetime) -> datetime:
    """
    Return when something happened, told by a telephone whose clock may be wrong: what its clock
    says when it sends is held against ours. Nothing happened before the round was taken along, nor
    is anything still to come.
    """
    drift = arrived - sent
    try:
        told = said + drift if abs(drift) > _DRIFT else said
    except OverflowError:  # a clock that stands thousands of years away
        return taken
    return min(max(told, taken), arrived)


def without_digits(body: Any) -> Any:
    """Return the same with a dot for each digit of every text: a number that may not be kept."""
    return _in_every_text(
        body, lambda text: "".join("●" if one.isdecimal() else one for one in text)
    )


def fit_to_keep(body: Any) -> Any:
    """Return the same without what no database takes: halves of signs, and NUL."""
    return _in_every_text(
        body, lambda text: text.encode("utf-8", "replace").decode().replace("\x00", "?")
    )


def _in_every_text(body: Any, change: Callable[[str], str]) -> Any:
    if isinstance(body, str):
        return change(body)
    if isinstance(body, list):
        return [_in_every_text(one, change) for one in body]
    if isinstance(body, dict):
        return {change(name): _in_every_text(one, change) for name, one in body.items()}
    return body


def named_in(body: Any, name: str) -> UUID | None:
    """Return the id that a line gives under a name, None where it gives none."""
    try:
        return id_of(body.get(name)) if isinstance(body, dict) else None
    except Unreadable:
        return None
