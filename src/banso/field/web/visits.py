"""What a telephone brought home from visits at home."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.companionship.visit_fields import METERS, looked_at
from banso.field.queries.visits import lines_of, visits_seen
from banso.field.rules import Kind, Why
from banso.people.rules import readable


@door(Duty.RECORD_ROUNDS, Duty.SEE_MEMORY)
def show(request: WorkerRequest, pack_id: UUID) -> HttpResponse:
    """The visits of one telephone: what was written, and what could not be written by itself."""
    pack = visits_seen(request.viewer, pack_id)
    written, aside = lines_of(pack, request.viewer)
    about = {one.person_id for one in (*written, *aside) if one.person_id}
    record_read(what="field_pack", people=sorted(about, key=str), by=request.viewer)
    context = {
        "pack": pack,
        "written": [{"one": one, "what": Kind.label_of(one.kind)} for one in written],
        "aside": [_aside(one, request.viewer) for one in aside],
    }
    return render(request, "field/visits.html", context)


def _aside(one: Any, viewer: Viewer) -> dict[str, Any]:
    """Return a line that waits, with its texts and where it is written by hand."""
    body: dict[str, Any] = one.body if isinstance(one.body, dict) else {}
    looked = body.get("looked")
    found = _found(looked, viewer) if isinstance(looked, dict) else []
    texts = [body[name] for name in ("words", "fact") if isinstance(body.get(name), str)]
    # What somebody answered alone is not shown here: who may read it is the questionnaire's to say.
    to = "surveys:list" if one.kind == Kind.ANSWERS else "companionship:write_visit"
    return {
        "one": one,
        "what": Kind.label_of(one.kind) if one.kind else "",
        "why": Why.label_of(one.why),
        "texts": [text for text in (*texts, *found) if text],
        "by_hand": reverse(to, args=[one.person_id]) if one.person_id else "",
    }


def _found(looked: dict[str, Any], viewer: Viewer) -> list[str]:
    said = []
    for item in looked_at(readable(viewer.duties)):
        mark, remarks = looked.get(item.code, ""), looked.get(item.remarks, "")
        if mark or remarks:
            said.append(f"{item.label}: {item.said(mark)} {remarks}".strip())
    read = [one for one in METERS if looked.get(one.code) not in (None, "")]
    return said + [f"{one.label}: {looked[one.code]}" for one in read]
