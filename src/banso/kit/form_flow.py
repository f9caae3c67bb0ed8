"""One way for every form that writes: errors beside the fields, both texts on a stale edit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from banso.kit.db import in_one_transaction
from banso.kit.forms import MY_NUMBER_REFUSED, BansoForm
from banso.kit.ids import own_id
from banso.kit.models import StaleEdit
from banso.kit.my_number import MyNumberRefused
from banso.kit.refusals import Refusal
from banso.kit.settling import Difference, as_chosen, asked_again, differences, kept_in_row

Act = Callable[[BansoForm, UUID | None], str]


@dataclass
class FormPage:
    """
    What a form's page shows: heading (or how to find it, once it is shown), template, context, the
    draft's key, what the form starts with.

    `now` says what a row that somebody else has written meanwhile keeps for the form's fields;
    where it is not given, the fields that are named as its columns are compared. `about` is the
    person a form speaks of, where its address doesn't say so.
    """

    heading: Any
    template: str = "kit/form_page.html"
    context: dict[str, Any] = field(default_factory=dict)
    draft_key: str = ""
    initial: dict[str, Any] = field(default_factory=dict)
    form_kwargs: dict[str, Any] = field(default_factory=dict)
    theirs: Callable[[models.Model], list[tuple[Any, Any]]] | None = None
    now: Callable[[models.Model, BansoForm], Mapping[str, Any]] | None = None
    about: UUID | None = None


def nothing_replaced(row: models.Model, form: BansoForm) -> Mapping[str, Any]:
    """Return what a row keeps for a form that adds to it: no field of the form replaces any."""
    return {}


def answer_without_draft(
    request: HttpRequest, form_class: type[BansoForm], page: FormPage, act: Act
) -> HttpResponse:
    """
    Show the form, or act on it; nothing is kept of what was typed, and what is written is the same
    row for the same submission.
    """

    def once(form: BansoForm) -> str:
        token = own_id(form.cleaned_data.get("submission"), request.user.pk)
        return in_one_transaction(lambda: act(form, token))

    return answer(
        request,
        form_class,
        page,
        once=once,
        opened=lambda: (form_class(initial=dict(page.initial), **page.form_kwargs), None),
    )


def answer(
    request: HttpRequest,
    form_class: type[BansoForm],
    page: FormPage,
    *,
    once: Callable[[BansoForm], str],
    opened: Callable[[], tuple[BansoForm, Any]],
) -> HttpResponse:
    """Show the form as `opened` gives it, or let `once` act on it and lead on to where it says."""
    stale: list[tuple[Any, Any]] = []
    settling: list[Difference] = []
    saved_at = None
    if request.method == "POST":
        form = form_class(request.POST, request.FILES, **page.form_kwargs)
        settling = asked_again(form)
        undecided = any(one.missing for one in settling)
        if settling and not undecided:
            data = as_chosen(request.POST, settling)
            form, settling = form_class(data, request.FILES, **page.form_kwargs), []
        if form.is_valid() and not undecided:
            try:
                return HttpResponseRedirect(once(form))
            except Refusal as refusal:
                known = refusal.field if refusal.field in form.fields else None
                form.add_error(known, str(refusal.sentence))
            except MyNumberRefused:
                form.add_error(None, str(MY_NUMBER_REFUSED))
            except StaleEdit as edit:
                now = page.now(edit.current, form) if page.now else kept_in_row(form, edit.current)
                settling = differences(form, now)
                stale = page.theirs(edit.current) if page.theirs else []
                form = _made_from(form, form_class, page, edit.current)
    else:
        form, saved_at = opened()
    context = {
        "form": form,
        "heading": page.heading() if callable(page.heading) else page.heading,
        "stale": stale,
        "settling": settling,
        "draft_key": page.draft_key,
        "draft_saved_at": saved_at,
        **page.context,
    }
    return render(
        request,
        page.template,
        context,
        status=422 if form.is_bound and (form.errors or stale or settling) else 200,
    )


def _made_from(
    form: BansoForm, form_class: type[BansoForm], page: FormPage, current: models.Model
) -> BansoForm:
    """Return the form with what was typed, now made from the row as it is."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(getattr(current, "version", ""))
    return form_class(data, **page.form_kwargs)
