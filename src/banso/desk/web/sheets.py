"""Sheets about one person, of what several rooms know."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.desk.sheets import PAPERS
from banso.kit.sheets.answering import answer_sheet
from banso.people.queries import person_seen


@door(Duty.SEE_MEMORY)
def papers(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Which sheets there are of a person."""
    person = person_seen(request.viewer, person_id)
    record_read(what="page", people=[person.pk], by=request.viewer)
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, one in PAPERS.items():
        address = reverse("desk:paper", args=[person.pk, code, "html"])
        groups.setdefault(str(one.used), []).append((str(one.label), address))
    back = reverse("desk:person", args=[person.pk])
    context = {"person": person, "groups": groups.items(), "back_url": back}
    return render(request, "desk/papers.html", context)


@door(Duty.SEE_MEMORY)
def paper(request: WorkerRequest, person_id: UUID, paper: str, kind: str) -> HttpResponse:
    """One sheet about a person, on the screen, as PDF or Excel."""
    if paper not in PAPERS:
        raise Http404
    person = person_seen(request.viewer, person_id)
    made = PAPERS[paper].build(person, request.viewer)
    record_read(
        what="print",
        people=[person.pk],
        by=request.viewer,
        detail={"sheet": paper, "kind": kind},
    )

    def address(one: str) -> str:
        return reverse("desk:paper", args=[person.pk, paper, one])

    context = {"back_url": reverse("desk:papers", args=[person.pk])}
    return answer_sheet(request, made, kind=kind, name=paper, address=address, context=context)
