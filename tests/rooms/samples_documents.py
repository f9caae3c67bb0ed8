"""Papers with a term, for the addresses and actions that ask for one."""

from datetime import timedelta
from typing import Any

from banso.documents.actions import Term, keep_document


def samples(home: Any, cast: Any) -> dict[str, Any]:
    """Return the ids that the room's addresses ask for."""
    term = Term(until_on=cast.today + timedelta(days=20), answerable_id=cast.outreach.member_id)
    kept = keep_document(person_id=home.person.pk, kind="lease", term=term, by=cast.outreach)
    return {"document_id": kept.pk}


def _term(w: Any, mark: str) -> Term:
    return Term(name=mark, note=mark, from_on=w.cast.today, answerable_id=w.cast.outreach.member_id)


TOLD = {
    "documents.keep_document": lambda w, mark: {"kind": "driving", "term": _term(w, mark)},
    "documents.correct_document": lambda w, mark: {"term": _term(w, mark)},
    "documents.renew_document": lambda w, mark: {"term": _term(w, mark)},
    "documents.end_document": lambda w, mark: {"ending": "given_back"},
    "documents.pass_documents": lambda w, mark: {"ids": [w.ids["document_id"]]},
}
