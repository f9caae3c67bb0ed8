"""Keeping ties: making, changing, ending, hiding, visits, bases."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.queries import member_choices
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm, Choices
from banso.people.queries import person_seen
from banso.people.web.choosing import offered_people
from banso.resources.queries import receivers_to_choose
from banso.ties import actions, queries
from banso.ties.web.forms import EndForm, FamilyForm, RootForm, TieForm, VisitForm

_LEADS = tuple(one.name for one in fields(actions.LeadsTo))
_IDS = ("member_id", "service_id", "other_id", "from_base_id")


def sphere_of(person_id: UUID) -> str:
    """Return where a person's sphere of life is shown."""
    return reverse("ties:sphere", args=[person_id])


def page_of_tie(tie_id: UUID) -> str:
    """Return where a tie is shown."""
    return reverse("ties:show", args=[tie_id])


def typed_ids(form: BansoForm) -> dict[str, Any]:
    """Return what was typed, what was chosen from a list as ids."""
    typed = form.typed()
    return typed | {
        name: UUID(typed[name]) if typed.get(name) else None for name in _IDS if name in typed
    }


def _typed(form: BansoForm) -> dict[str, Any]:
    """Return what was typed of a tie, apart to whom it leads."""
    typed = typed_ids(form)
    leads_to = actions.LeadsTo(**{name: typed.pop(name) for name in _LEADS})
    return {"leads_to": leads_to} | typed


def _lists(viewer: Viewer, person_id: UUID, tie: Any = None) -> dict[str, Choices]:
    """Return what can be chosen; what a tie leads to already stays among it."""
    person, but = person_seen(viewer, person_id), tie.pk if tie else None
    receivers = receivers_to_choose(viewer)
    if tie and tie.service and str(tie.service_id) not in dict(receivers):
        receivers.append((str(tie.service_id), tie.service.name))
    bases = [
        (str(one.pk), one.name)
        for one in queries.ties_seen_by(viewer)
        .filter(person=person, base_on__isnull=False)
        .order_by("base_on", "pk")[:20]
        if one.pk != but
    ]
    return {
        "member_id": member_choices(viewer),
        "service_id": receivers,
        "other_id": offered_people(viewer, but=person.pk),
        "from_base_id": bases,
    }


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def add(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """A new tie."""
    person = person_seen(request.viewer, person_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        return page_of_tie(
            actions.keep_tie(
                person_id=person.pk, by=request.viewer, new_id=token, **_typed(form)
            ).pk
        )

    page = FormPage(
        _("A tie of %(name)s") % {"name": person.called_name},
        draft_key=f"tie:{person.pk}",
        form_kwargs={"lists": _lists(request.viewer, person.pk)},
        context={"submit_label": _("Place this tie"), "back_url": sphere_of(person.pk)},
    )
    return answer_form(request, TieForm, page, act)


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def edit(request: WorkerRequest, tie_id: UUID) -> HttpResponse:
    """Change a tie."""
    tie = queries.tie_seen(request.viewer, tie_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        return page_of_tie(
            actions.keep_tie(
                tie_id=tie.pk,
                version=form.cleaned_data["version"],
                by=request.viewer,
                **_typed(form),
            ).pk
        )

    initial = {name: getattr(tie, name) for name in TieForm.base_fields if hasattr(tie, name)}
    initial |= {name: str(initial[name] or "") for name in _IDS}
    page = FormPage(
        tie.name,
        initial=initial,
        form_kwargs={"lists": _lists(request.viewer, tie.person_id, tie)},
        about=tie.person_id,
        context={"back_url": page_of_tie(tie.pk)},
    )
    return answer_form(request, TieForm, page, act)


def about_tie(
    request: WorkerRequest,
    tie: Any,
    form_class: type[BansoForm],
    heading: str,
    action: Callable[..., object],
    *,
    makes: bool = False,
    initial: dict[str, Any] | None = None,
    **kwargs: Any,
) -> HttpResponse:
    """
    Show a form about one tie and hand what was typed to an action of the same words; one that makes
    a row makes it once.
    """

    def act(form: BansoForm, token: UUID | None) -> str:
        once = {"new_id": token} if makes else {}
        action(tie_id=tie.pk, by=request.viewer, **once, **form.typed())
        return page_of_tie(tie.pk)

    page = FormPage(
        f"{heading}: {tie.name}",
        initial={"on": tie.person.last_day(request.viewer.today), **(initial or {})},
        form_kwargs=kwargs,
        about=tie.person_id,
        context={"back_url": page_of_tie(tie.pk)},
    )
    return answer_form(request, form_class, page, act)


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def family(request: WorkerRequest, tie_id: UUID) -> HttpResponse:
    """What the genogram needs."""
    tie = queries.tie_seen(request.viewer, tie_id)
    initial = {name: getattr(tie, name) for name in FamilyForm.base_fields if hasattr(tie, name)}
    return about_tie(
        request, tie, FamilyForm, _("In the family"), actions.keep_family, initial=initial
    )


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def end(request: WorkerRequest, tie_id: UUID) -> HttpResponse:
    """A tie ended."""
    return about_tie(
        request,
        queries.tie_seen(request.viewer, tie_id),
        EndForm,
        _("The tie ended"),
        actions.end_tie,
    )


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def visit(request: WorkerRequest, tie_id: UUID) -> HttpResponse:
    """The person went there."""
    tie = queries.tie_seen(request.viewer, tie_id)
    return about_tie(
        request,
        tie,
        VisitForm,
        _("Went there"),
        actions.keep_visit,
        makes=True,
        initial={"came_back": True},
    )


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def root(request: WorkerRequest, tie_id: UUID) -> HttpResponse:
    """By the person's word, a base."""
    return about_tie(
        request,
        queries.tie_seen(request.viewer, tie_id),
        RootForm,
        _("Becomes a base"),
        actions.root_tie,
    )


@require_POST
@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def turn(request: WorkerRequest, tie_id: UUID, way: str) -> HttpResponse:
    """
    Let a tie go on, hide it, or let a base be one no longer: one click each, by the person's word.
    """
    tie = queries.tie_seen(request.viewer, tie_id)
    acts = {"resume": actions.resume_tie, "hide": actions.hide_tie, "unroot": actions.unroot_tie}
    if way in acts:
        acts[way](tie_id=tie.pk, by=request.viewer)
    return redirect(sphere_of(tie.person_id) if way == "hide" else page_of_tie(tie.pk))


@require_POST
@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def unhide(request: WorkerRequest, tie_id: UUID) -> HttpResponse:
    """Show a tie again that the person had hidden."""
    return redirect(page_of_tie(actions.show_tie(tie_id=tie_id, by=request.viewer).pk))
