"""
One way for every form that writes: draft back in the form, errors beside the fields, one write for
one submission, both texts on a stale edit.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from banso.access.actions import drop_draft, one_write
from banso.access.queries import draft_of
from banso.access.viewer import GuestRequest, WorkerRequest
from banso.kit.db import one_transaction_here
from banso.kit.forms import MY_NUMBER_REFUSED, BansoForm
from banso.kit.models import StaleEdit
from banso.kit.my_number import MyNumberRefused
from banso.kit.refusals import Refusal

Act = Callable[[BansoForm, UUID | None], str]


@dataclass
class FormPage:
    """
    What a form's page shows: heading (or how to find it, once it is shown), template, context, the
    draft's key, what the form starts with.
    """

    heading: Any
    template: str = "kit/form_page.html"
    context: dict[str, Any] = field(default_factory=dict)
    draft_key: str = ""
    initial: dict[str, Any] = field(default_factory=dict)
    form_kwargs: dict[str, Any] = field(default_factory=dict)
    theirs: Callable[[models.Model], list[tuple[Any, Any]]] | None = None


def with_draft(
    request: WorkerRequest, form_class: type[BansoForm], page: FormPage
) -> tuple[BansoForm, Any]:
    """Return the form as it should open, and when its draft was saved where it has one."""
    draft = draft_of(request.viewer, page.draft_key) if page.draft_key else None
    if draft is None:
        return form_class(initial=dict(page.initial), **page.form_kwargs), None
    typed = QueryDict(mutable=True)
    for name, values in draft.data.items():
        typed.setlist(name, values)
    form = form_class(initial=dict(page.initial), **page.form_kwargs)
    for name, one in form.fields.items():
        # the version comes back too: a draft made from an older text must meet the newer one, not
        # overwrite it
        value = one.widget.value_from_datadict(typed, request.FILES, form.add_prefix(name))
        if value is not None and name != "submission" and (name != "version" or value):
            form.initial[name] = value
    return form, draft.saved_at


def answer_form(
    request: WorkerRequest, form_class: type[BansoForm], page: FormPage, act: Act
) -> HttpResponse:
    """Show the form, or act on it once and lead on to where `act` says."""
    return _answer(
        request,
        form_class,
        page,
        lambda form: _act_once(request, form, page, act),
        lambda: with_draft(request, form_class, page),
    )


def answer_guest_form(
    request: GuestRequest, form_class: type[BansoForm], page: FormPage, act: Act
) -> HttpResponse:
    """
    Show a guest the form, or act on it; guests have no drafts, and what they write is the same row
    for the same submission.
    """

    def once(form: BansoForm) -> str:
        with one_transaction_here():
            return act(form, form.cleaned_data.get("submission"))

    return _answer(
        request,
        form_class,
        page,
        once,
        lambda: (form_class(initial=dict(page.initial), **page.form_kwargs), None),
    )


def _answer(
    request: HttpRequest,
    form_class: type[BansoForm],
    page: FormPage,
    once: Callable[[BansoForm], str],
    opened: Callable[[], tuple[BansoForm, Any]],
) -> HttpResponse:
    stale: list[tuple[Any, Any]] = []
    saved_at = None
    if request.method == "POST":
        form = form_class(request.POST, request.FILES, **page.form_kwargs)
        if form.is_valid():
            try:
                return HttpResponseRedirect(once(form))
            except Refusal as refusal:
                known = refusal.field if refusal.field in form.fields else None
                form.add_error(known, str(refusal.sentence))
            except MyNumberRefused:
                form.add_error(None, str(MY_NUMBER_REFUSED))
            except StaleEdit as edit:
                stale = page.theirs(edit.current) if page.theirs else []
                form = _made_from(form, form_class, page, edit.current)
    else:
        form, saved_at = opened()
    context = {
        "form": form,
        "heading": page.heading() if callable(page.heading) else page.heading,
        "stale": stale,
        "draft_key": page.draft_key,
        "draft_saved_at": saved_at,
        **page.context,
    }
    return render(
        request,
        page.template,
        context,
        status=422 if form.is_bound and (form.errors or stale) else 200,
    )


def _act_once(request: WorkerRequest, form: BansoForm, page: FormPage, act: Act) -> str:
    token = form.cleaned_data.get("submission")
    with one_write(token=token, by=request.viewer) as write:
        if not write.done_before:
            write.outcome = act(form, token)
            if page.draft_key:
                drop_draft(key=page.draft_key, by=request.viewer)
    return write.outcome


def _made_from(
    form: BansoForm, form_class: type[BansoForm], page: FormPage, current: models.Model
) -> BansoForm:
    """Return the form with what was typed, now made from the row as it is."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(getattr(current, "version", ""))
    return form_class(data, **page.form_kwargs)
