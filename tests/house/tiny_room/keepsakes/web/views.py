"""Pages and fragments of keepsakes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.keepsakes import actions, queries
from banso.keepsakes.rules import Kind
from banso.keepsakes.web.forms import KeepForm
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.pages import page_of
from banso.people.queries import person_seen
from banso.people.web.person import page_of_person


def _shown(request: WorkerRequest, template: str, rows: Iterable[Any], **more: Any) -> HttpResponse:
    found = [{"row": row, "kind": Kind.label_of(row.kind)} for row in rows]
    return render(request, f"keepsakes/{template}", {"rows": found, **more})


@door(Duty.SEE_MEMORY)
def kept(request: WorkerRequest) -> HttpResponse:
    """Everything that is kept."""
    rows = queries.keepsakes_seen_by(request.viewer)
    page = page_of(rows, order=("kept_on", "pk"), cursor=request.GET.get("after", ""))
    record_read(what="keepsakes", people={one.person_id for one in page.rows}, by=request.viewer)
    more = {
        "next_cursor": page.next_cursor,
        "gives_back": request.viewer.may(Duty.WRITE_MEMORY),
    }
    return _shown(request, "list.html", page.rows, **more)


@door(Duty.SEE_MEMORY)
def on_desk(request: WorkerRequest) -> HttpResponse:
    """Fragment: what has been kept the longest."""
    rows = list(queries.keepsakes_seen_by(request.viewer)[:5])
    record_read(what="keepsakes", people={one.person_id for one in rows}, by=request.viewer)
    return _shown(request, "_partials/on_desk.html", rows)


@door(Duty.SEE_MEMORY)
def of_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: what is kept for a person."""
    person = person_seen(request.viewer, person_id)
    rows = list(queries.keepsakes_seen_by(request.viewer).filter(person=person)[:20])
    record_read(what="keepsakes", people=[person.pk], by=request.viewer)
    return _shown(request, "_partials/of_person.html", rows)


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def keep(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Keep a thing."""
    back = page_of_person(person_seen(request.viewer, person_id).pk)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.keep(person_id=person_id, by=request.viewer, new_id=token, **form.typed())
        return back

    page = FormPage(
        _("Keep a thing"),
        initial={"on": request.viewer.today},
        draft_key=f"keep:{person_id}",
        context={"back_url": back},
    )
    return answer_form(request, KeepForm, page, act)


@require_POST
@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def give_back(request: WorkerRequest, keepsake_id: UUID) -> HttpResponse:
    """Give a thing back."""
    actions.give_back(keepsake_id=keepsake_id, on=request.viewer.today, by=request.viewer)
    return redirect("keepsakes:list")
