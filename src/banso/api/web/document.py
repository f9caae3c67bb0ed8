"""What the OpenAPI document says beside what its shapes say: keys, and problems."""

from collections.abc import Iterator
from typing import Any

from banso.api.web.problems import KIND
from banso.api.web.shapes import Problem

_EVERYWHERE = {
    "400": "It could not be read, or the cursor is none of this list's.",
    "401": "No key, or one that serves no longer.",
    "403": "The key may not do this; `duty` names what it lacks.",
    "404": "It does not exist, or this key may not know that it does.",
    "413": "More bytes than are taken.",
    "415": "Something else than JSON.",
    "422": "Not as described (`fields`), or not to be done as asked (`detail`).",
    "429": "Too often: wait as many seconds as Retry-After says.",
}
_EDITS = {"412": "Somebody else has changed it: `now` is how it stands, `sent` what was sent."}
_WRITES = {"409": "Somebody else wrote the same at this very moment."}


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for ways in document["paths"].values():
        yield from ways.items()


def described(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document with the key that every address asks for, and the problems it answers."""
    whole: dict[str, Any] = {**document, "security": [{"key": []}]}
    parts = whole["components"]
    parts["schemas"]["Problem"] = Problem.model_json_schema()
    parts["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    told = {"content": {KIND: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    every = _EVERYWHERE | _EDITS | _WRITES
    parts["responses"] = {
        f"Problem{status}": {"description": words, **told} for status, words in every.items()
    }
    for way, operation in _operations(whole):
        known = _EVERYWHERE | (_WRITES if way == "post" else {})
        if any(one["name"] == "If-Match" for one in operation["parameters"]):
            known |= _EDITS
        answers = {str(status): one for status, one in operation["responses"].items()}
        answers |= {status: {"$ref": f"#/components/responses/Problem{status}"} for status in known}
        operation["responses"] = dict(sorted(answers.items()))
    return whole
