"""Pages and fragments of what went wrong, or nearly."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import member_choices, office_choices
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.sheets.answering import answer_sheet
from banso.mishaps import actions, queries, sheets
from banso.mishaps.rules import Kind
from banso.mishaps.web.forms import AccountForm, CloseForm, readable_abouts
from banso.people.queries import person_seen
from banso.people.web.person import page_of_person


def page_of_mishap(mishap_id: UUID) -> str:
    """Return the address at which one is read."""
    return reverse("mishaps:show", args=[mishap_id])


def _rows(found: list[Any], request: WorkerRequest) -> list[dict[str, Any]]:
    """Return lines of a list, and note whom they tell of."""
    present = queries.there([one.pk for one in found])
    seen = {person.pk for people in present.values() for person in people}
    record_read(what="mishaps", people=seen, by=request.viewer)
    return [
        {
            "one": one,
            "kind": Kind.label_of(one.kind),
            "where": sheets.where(one),
            "people": present.get(one.pk, []),
            "late": one.change_until is not None
            and one.closed_on is None
            and one.change_until < request.viewer.today,
        }
        for one in found
    ]


@door(Duty.SEE_MEMORY)
def listed(request: WorkerRequest) -> HttpResponse:
    """What happened, the last first."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in Kind else ""
    page = queries.mishaps(request.viewer, kind=kind, cursor=request.GET.get("after", ""))
    context = {
        "rows": _rows(page.rows, request),
        "next_cursor": page.next_cursor,
        "kinds": Kind.choices,
        "kind": kind,
    }
    return render(request, "mishaps/list.html", context)


@door(Duty.SEE_MEMORY)
def on_desk(request: WorkerRequest) -> HttpResponse:
    """Fragment: what is not closed yet."""
    rows = _rows(queries.waiting(request.viewer), request)
    return render(request, "mishaps/_partials/on_desk.html", {"rows": rows})


@door(Duty.SEE_MEMORY)
def of_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: what happened where a person was."""
    person = person_seen(request.viewer, person_id)
    rows = _rows(list(queries.mishaps_of(person, request.viewer)[:20]), request)
    context = {"person": person, "rows": rows}
    if request.viewer.may(Duty.WRITE_MEMORY):
        context["others"] = _rows(queries.open_without(person, request.viewer), request)
    return render(request, "mishaps/_partials/of_person.html", context)


@door(Duty.SEE_MEMORY)
def show(request: WorkerRequest, mishap_id: UUID) -> HttpResponse:
    """One thing that happened."""
    row = queries.mishap_seen(request.viewer, mishap_id)
    present = queries.there([row.pk]).get(row.pk, [])
    record_read(what="mishaps", people=[one.pk for one in present], by=request.viewer)
    context = {
        "one": row,
        "kind": Kind.label_of(row.kind),
        "when": sheets.when(row),
        "where": sheets.where(row),
        "told": sheets.told(row),
        "people": present,
        "own": row.written_by_id == request.viewer.member_id,
        "back_url": reverse("mishaps:list"),
    }
    return render(request, "mishaps/show.html", context)


@door(Duty.SEE_MEMORY)
def sheet(request: WorkerRequest, mishap_id: UUID, kind: str) -> HttpResponse:
    """One thing that happened, as a sheet."""
    row = queries.mishap_seen(request.viewer, mishap_id)
    present = queries.there([row.pk]).get(row.pk, [])
    record_read(
        what="print",
        people=[one.pk for one in present],
        by=request.viewer,
        detail={"sheet": "mishap", "kind": kind},
    )

    def address(one: str) -> str:
        return reverse("mishaps:sheet", args=[row.pk, one])

    made = sheets.mishap_sheet(row, present, request.viewer)
    context = {"back_url": page_of_mishap(row.pk)}
    return answer_sheet(request, made, kind=kind, name="mishap", address=address, context=context)


def _form_kwargs(request: WorkerRequest, row: Any = None) -> dict[str, Any]:
    """Return what can be chosen; what stands there already stays among it."""
    members, offices = member_choices(request.viewer), office_choices(request.viewer)
    if row and row.answerable and str(row.answerable_id) not in dict(members):
        members.append((str(row.answerable_id), row.answerable.name))
    abouts = readable_abouts(request.viewer, also=row.about if row else "")
    return {"members": members, "offices": offices, "abouts": abouts}


def _typed(form: BansoForm) -> tuple[UUID, actions.Account]:
    typed = form.typed()
    office, answerable = UUID(typed.pop("office")), typed.pop("answerable")
    account = actions.Account(
        answerable_id=UUID(answerable) if answerable else None,
        told=tuple(typed.pop("told")),
        **typed,
    )
    return office, account


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def write(request: WorkerRequest) -> HttpResponse:
    """Write down what happened, where nobody whom we know was there."""
    return _write(request, None, reverse("mishaps:list"))


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def write_about(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Write down what happened where a person was."""
    person = person_seen(request.viewer, person_id)
    return _write(request, person, page_of_person(person.pk))


def _write(request: WorkerRequest, person: Any, back: str) -> HttpResponse:
    def act(form: BansoForm, token: UUID | None) -> str:
        office, account = _typed(form)
        row = actions.write_mishap(
            office_id=office,
            account=account,
            person_id=person.pk if person else None,
            by=request.viewer,
            new_id=token,
        )
        return page_of_mishap(row.pk)

    name = person.called_name if person else ""
    offices = sorted(request.viewer.office_ids, key=str)
    page = FormPage(
        _("What happened with %(name)s there?") % {"name": name} if name else _("What happened?"),
        initial={
            "on": request.viewer.today,
            "office": str(offices[0]) if offices else "",
            "answerable": str(request.viewer.member_id),
        },
        draft_key=f"mishap:{person.pk if person else 'new'}",
        context={"back_url": back},
        form_kwargs=_form_kwargs(request),
    )
    return answer_form(request, AccountForm, page, act)


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def go_on(request: WorkerRequest, mishap_id: UUID) -> HttpResponse:
    """Go on writing."""
    row = queries.mishap_seen(request.viewer, mishap_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        _office, account = _typed(form)
        actions.go_on_writing(
            mishap_id=row.pk,
            account=account,
            version=form.cleaned_data["version"],
            by=request.viewer,
        )
        return page_of_mishap(row.pk)

    kept = {name: getattr(row, name) for name in AccountForm.base_fields if hasattr(row, name)}
    page = FormPage(
        _("Go on writing"),
        initial=kept
        | {
            "version": row.version,
            "answerable": str(row.answerable_id or ""),
            "office": str(row.office_id),
        },
        draft_key=f"mishap-on:{row.pk}",
        context={"back_url": page_of_mishap(row.pk)},
        form_kwargs=_form_kwargs(request, row)
        | {"offices": [(str(row.office_id), row.office.name)]},
    )
    return answer_form(request, AccountForm, page, act)


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def close(request: WorkerRequest, mishap_id: UUID) -> HttpResponse:
    """Close what somebody else wrote down."""
    row = queries.mishap_seen(request.viewer, mishap_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.close_mishap(mishap_id=row.pk, by=request.viewer, **form.typed())
        return page_of_mishap(row.pk)

    page = FormPage(
        _("Read, and closed"),
        context={
            "back_url": page_of_mishap(row.pk),
            "submit_label": _("Close"),
            "lead": _("You have read it, and what changes is on its way or done."),
        },
    )
    return answer_form(request, CloseForm, page, act)


@require_POST
@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def was_there(request: WorkerRequest, mishap_id: UUID, person_id: UUID) -> HttpResponse:
    """Say that a person was there too."""
    try:
        actions.was_there(mishap_id=mishap_id, person_id=person_id, by=request.viewer)
    except actions.ClosedAlready as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect(page_of_mishap(mishap_id))
