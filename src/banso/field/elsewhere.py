"""What a telephone writes elsewhere than at night: on visits, on a tablet; and tonight's order."""

from collections.abc import Callable, Mapping
from typing import Any

from banso.companionship.rules import OneTap
from banso.companionship.visit_fields import LOOKED_AT, METERS, Look, Met
from banso.field.rules import (
    Kind,
    Line,
    Unreadable,
    day_of,
    id_of,
    moment_of,
    read_line,
    text_of,
)
from banso.kit.readers.numbers import read_amount
from banso.surveys.rules import Moment

_LONG, _SHORT, _METER = 4000, 200, 60
_MOST_STOPS, _MOST_ANSWERS, _MOST_MINUTES = 400, 40, 1440


def read_any(body: Any) -> Line:
    """
    Return what a line says, of a round or from elsewhere.

    :raises Unreadable: if it says anything else than a line does
    """
    kind = body.get("kind") if isinstance(body, dict) else None
    read = _READ.get(kind) if isinstance(kind, str) else None
    if read is None or not isinstance(kind, str):
        return read_line(body)
    at, person = moment_of(body.get("at")), id_of(body.get("person"))
    if (person is None) != (kind == Kind.ROUTE):
        raise Unreadable
    return Line(kind, at, person, meeting=read(body))


def _visit(body: Mapping[str, Any]) -> Mapping[str, Any]:
    met, minutes = body.get("met"), body.get("minutes")
    if met not in Met.values or not (minutes is None or type(minutes) is int):
        raise Unreadable
    if minutes is not None and not 0 <= minutes <= _MOST_MINUTES:
        raise Unreadable
    return {
        "met": met,
        "minutes": minutes,
        "with_whom": text_of(body, "with_whom", _SHORT),
        "words": text_of(body, "words", _LONG),
        "fact": text_of(body, "fact", _LONG),
        "looked": _looked(body.get("looked", {})),
        "next_on": day_of(body.get("next_on")),
    }


def _looked(said: Any) -> dict[str, Any]:
    """Return what was ticked, remarked and read off; a meter as the number that it is."""
    marks, remarks = {one.code for one in LOOKED_AT}, {one.remarks for one in LOOKED_AT}
    meters = {one.code for one in METERS}
    if not isinstance(said, dict) or not set(said) <= marks | remarks | meters:
        raise Unreadable
    found: dict[str, Any] = {}
    for code in said:
        text = text_of(said, code, _METER if code in meters else _SHORT)
        if code in marks and text and text not in Look.values:
            raise Unreadable
        amount = read_amount(text) if code in meters and text else None
        found[code] = text if amount is None else amount
    return {code: value for code, value in found.items() if value != ""}


def _being(body: Mapping[str, Any]) -> Mapping[str, Any]:
    if body.get("way") not in OneTap.values:
        raise Unreadable
    return {"way": body["way"]}


def _answers(body: Mapping[str, Any]) -> Mapping[str, Any]:
    answers, declined = body.get("answers", {}), body.get("declined", False)
    if body.get("moment") not in Moment.values or not isinstance(declined, bool):
        raise Unreadable
    if not isinstance(answers, dict) or len(answers) > _MOST_ANSWERS:
        raise Unreadable
    return {
        "code": text_of(body, "code", _SHORT),
        "seal": text_of(body, "seal", _SHORT),
        "moment": body["moment"],
        "answers": {str(code): text_of(answers, code, _SHORT) for code in answers},
        "declined": declined,
    }


def _route(body: Mapping[str, Any]) -> Mapping[str, Any]:
    stops = body.get("stops")
    if not isinstance(stops, list) or not 0 < len(stops) <= _MOST_STOPS:
        raise Unreadable
    if not all(isinstance(one, str) and len(one) <= _SHORT for one in stops):
        raise Unreadable
    return {"stops": stops}


_READ: dict[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {
    Kind.VISIT: _visit,
    Kind.BEING: _being,
    Kind.ANSWERS: _answers,
    Kind.ROUTE: _route,
}
