"""Rows of a book, counts, and asking for the second word."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.viewer import WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.keeping import actions, queries
from banso.keeping.rules import Kind, Together
from banso.keeping.web.forms import CountForm, GiveOutForm, ReverseForm, TakeInForm
from banso.keeping.web.keepings import WRITING, address_of
from banso.kit.form_flow import FormPage
from banso.kit.formatting import grouped
from banso.kit.forms import BansoForm
from banso.kit.ids import uuid_or_none


@door(*WRITING)
def take_in(request: WorkerRequest, keeping_id: UUID) -> HttpResponse:
    """Write down what goes into keeping."""
    keeping = queries.keeping_seen(request.viewer, keeping_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        row = actions.NewRow(**form.typed())
        actions.take_in(keeping_id=keeping.pk, row=row, by=request.viewer, new_id=token)
        return address_of(keeping.pk)

    page = FormPage(
        _("Take into keeping"),
        draft_key=f"keeping-in:{keeping.pk}",
        initial={"on": request.viewer.today},
        about=keeping.person_id,
        context={
            "submit_label": _("Take into keeping"),
            "back_url": address_of(keeping.pk),
            "lead": _("Two count it together. A row is never changed; a wrong one is reversed."),
        },
    )
    return answer_form(request, TakeInForm, page, act)


@door(*WRITING)
def give_out(request: WorkerRequest, keeping_id: UUID) -> HttpResponse:
    """Write down what goes out of keeping."""
    viewer = request.viewer
    keeping = queries.keeping_seen(viewer, keeping_id)
    [standing] = queries.standings([keeping], viewer)
    things = [(str(one.row.pk), f"{one.name} × {one.left}") for one in standing.things]

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        of_id = uuid_or_none(typed.pop("of_id"))
        row = actions.NewRow(kind=Kind.CASH, of_id=of_id, **typed)
        actions.give_out(keeping_id=keeping.pk, row=row, by=viewer, new_id=token)
        return address_of(keeping.pk)

    page = FormPage(
        _("Give out of keeping"),
        draft_key=f"keeping-out:{keeping.pk}",
        initial={"on": viewer.today, "with_whom": _("the person")},
        form_kwargs={"things": things},
        about=keeping.person_id,
        context={
            "submit_label": _("Give out of keeping"),
            "back_url": address_of(keeping.pk),
            "lead": _("%(amount)s yen are there.") % {"amount": grouped(standing.cash)},
        },
    )
    return answer_form(request, GiveOutForm, page, act)


@door(*WRITING)
def reverse_row(request: WorkerRequest, book_row_id: UUID) -> HttpResponse:
    """Reverse a row that was wrong."""
    row = queries.row_seen(request.viewer, book_row_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        actions.reverse_row(book_row_id=row.pk, by=request.viewer, new_id=token, **form.typed())
        return address_of(row.keeping_id)

    page = FormPage(
        _("Reverse row %(number)s") % {"number": row.number},
        about=row.keeping.person_id,
        context={
            "submit_label": _("Reverse this row"),
            "back_url": address_of(row.keeping_id),
            "lead": _("Both rows stay: the wrong one, and the one that takes it back."),
        },
    )
    return answer_form(request, ReverseForm, page, act)


@door(*WRITING)
def count(request: WorkerRequest, keeping_id: UUID) -> HttpResponse:
    """Count what is kept."""
    viewer = request.viewer
    keeping = queries.keeping_seen(viewer, keeping_id)
    [standing] = queries.standings([keeping], viewer)

    def act(form: BansoForm, token: UUID | None) -> str:
        made = actions.NewCount(**form.typed())
        actions.count_keeping(keeping_id=keeping.pk, count=made, by=viewer, new_id=token)
        return address_of(keeping.pk)

    page = FormPage(
        _("Count what is kept"),
        draft_key=f"keeping-count:{keeping.pk}",
        initial={"on": viewer.today, "together": Together.WITH},
        about=keeping.person_id,
        context={
            "submit_label": _("Keep what was counted"),
            "back_url": address_of(keeping.pk),
            "lead": _(
                "Count first, then compare. By the book %(amount)s yen should be there, and "
                "%(pieces)s things."
            )
            % {"amount": grouped(standing.cash), "pieces": standing.pieces},
        },
    )
    return answer_form(request, CountForm, page, act)


@require_POST
@door(*WRITING)
def ask_row(request: WorkerRequest, book_row_id: UUID) -> HttpResponse:
    """Ask anew for the second word on a row."""
    row = queries.row_seen(request.viewer, book_row_id)
    actions.ask_second_again(book_row_id=row.pk, by=request.viewer)
    return redirect(address_of(row.keeping_id))


@require_POST
@door(*WRITING)
def ask_count(request: WorkerRequest, count_id: UUID) -> HttpResponse:
    """Ask anew for the second word on a count."""
    found = queries.count_seen(request.viewer, count_id)
    actions.ask_second_count_again(count_id=found.pk, by=request.viewer)
    return redirect(address_of(found.keeping_id))
