"""One entry of a ledger: reading, changing, closing, coming back."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import door
from banso.access.queries import member_choices, office_choices
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people import actions, queries
from banso.people.queries.ledgers import readable_fields
from banso.people.rules import Ledger
from banso.people.web.forms import LedgerForm, ReopenForm
from banso.people.web.living import open_with_the_living
from banso.people.web.person import page_of_person


@door(Duty.SEE_NAMES)
def entry(request: WorkerRequest, entry_id: UUID) -> HttpResponse:
    """Read one entry."""
    found = queries.entry_seen(request.viewer, entry_id)
    record_read(what="ledger", people=[found.person_id], by=request.viewer)
    fields = [
        (one.label, one.said(found.values.get(one.code)))
        for one in readable_fields(found.ledger, request.viewer)
    ]
    return render(
        request,
        "people/entry.html",
        {
            "entry": found,
            "label": Ledger.label_of(found.ledger),
            "fields": fields,
            "known_as": queries.known_as(found.person, request.viewer),
        },
    )


@door(Duty.KEEP_LEDGERS)
def edit_entry(request: WorkerRequest, entry_id: UUID) -> HttpResponse:
    """Change what an entry knows."""
    found = queries.entry_seen(request.viewer, entry_id)
    declared = [
        one
        for one in readable_fields(found.ledger, request.viewer)
        if not one.elsewhere or found.values.get(one.code)
    ]
    members = member_choices(request.viewer)
    initial = {**found.values, "version": found.version, "worker": str(found.worker_id or "")}

    def act(form: BansoForm, token: UUID | None) -> str:
        form = cast(LedgerForm, form)
        worker = form.cleaned_data["worker"]
        actions.edit_entry(
            entry_id=found.pk,
            version=form.cleaned_data["version"],
            values=form.declared_values(),
            worker_id=UUID(worker) if worker else None,
            by=request.viewer,
        )
        return page_of_person(found.person_id)

    def theirs(row: Any) -> list[tuple[Any, Any]]:
        return [(one.label, one.said(row.values.get(one.code))) for one in declared]

    page = FormPage(
        f"{Ledger.label_of(found.ledger)} {found.number}: {found.person.called_name}",
        about=found.person_id,
        context={"back_url": page_of_person(found.person_id)},
        draft_key=f"entry:{found.pk}",
        initial=initial,
        theirs=theirs,
        now=lambda row, _form: {
            **{one.code: row.values.get(one.code) for one in declared},  # type: ignore[attr-defined]
            "worker": row.worker_id,  # type: ignore[attr-defined]
        },
        form_kwargs={"declared": declared, "members": members},
    )
    return answer_form(request, LedgerForm, page, act)


def _stands_in(person: Any) -> str:
    """Say in which ledgers somebody has an open entry; nothing where there is none."""
    open_now = [one for one in queries.entries_of(person) if one.closed_on is None]
    if not open_now:
        return ""
    named = "、".join(f"{Ledger.label_of(one.ledger)} {one.number}" for one in open_now)
    return _("Open already: %(entries)s") % {"entries": named}


@door(Duty.KEEP_LEDGERS)
def reopen(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Welcome a person into a ledger, also back into an earlier one."""
    person = queries.person_seen(request.viewer, person_id)
    open_with_the_living(person)
    offices = office_choices(request.viewer)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        actions.reopen_entry(
            person=person,
            ledger=typed["ledger"],
            office_id=UUID(typed["office"]),
            worker_id=request.viewer.member_id,
            on=typed["on"],
            another=typed.get("another", False),
            by=request.viewer,
        )
        return page_of_person(person.pk)

    page = FormPage(
        _("Open a ledger entry for %(name)s") % {"name": person.called_name},
        initial={"on": timezone.localdate(), "office": offices[0][0] if offices else ""},
        context={
            "back_url": page_of_person(person.pk),
            "lead": gettext_lazy(
                "Coming back to an earlier ledger is normal. What is known is filled in."
            ),
        },
        form_kwargs={"offices": offices, "stands": _stands_in(person)},
    )
    return answer_form(request, ReopenForm, page, act)
