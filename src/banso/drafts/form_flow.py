"""A member's form that writes: the draft back in the form, one write for one submission."""

from operator import attrgetter
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from banso.access.inside import Inside, inside
from banso.access.page_parts import FormPart
from banso.access.viewer import WorkerRequest
from banso.drafts.actions import drop_draft, write_once
from banso.drafts.queries import draft_of
from banso.kit.declarations import declared
from banso.kit.form_flow import Act, FormPage, answer
from banso.kit.forms import BansoForm
from banso.kit.ids import own_id


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
    """
    Show the form, beside what one should know of the person it speaks of, or act on it once and
    lead on to where `act` says.
    """
    place = request.resolver_match
    about = page.about or (place.kwargs.get("person_id") if place else None)
    page.context.setdefault("beside", lambda: beside_form(request, about))
    return answer(
        request,
        form_class,
        page,
        once=lambda form: _act_once(request, form, page, act),
        opened=lambda: with_draft(request, form_class, page),
    )


def beside_form(request: WorkerRequest, about: UUID | None) -> list[Inside]:
    """Return what stands beside a form about a person, as far as a member sees it."""
    if about is None:
        return []
    parts = [inside(request, reverse(one.url_name, args=[about])) for one in _form_parts()]
    return [one for one in parts if one]


def _form_parts() -> list[FormPart]:
    return sorted(declared(FormPart), key=attrgetter("order"))


def _act_once(request: WorkerRequest, form: BansoForm, page: FormPage, act: Act) -> str:
    token = form.cleaned_data.get("submission")

    def write() -> str:
        outcome = act(form, own_id(token, request.viewer.member_id))
        if page.draft_key:
            drop_draft(key=page.draft_key, by=request.viewer)
        return outcome

    return write_once(token=token, write=write, by=request.viewer)
