"""The agenda: who is talked about, and what of their plan."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.conferences import actions, queries
from banso.conferences.rules import Kind
from banso.conferences.web.conferences import show_url
from banso.conferences.web.forms import ItemEditForm, ItemForm, SubjectForm
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.formatting import brief_day
from banso.kit.forms import BansoForm
from banso.kit.ids import uuid_or_none
from banso.people.queries import person_seen
from banso.people.web.choosing import offered_people
from banso.planning.queries import current_of, plans_of
from banso.resources.rules import Domain


@door(Duty.CONFER)
def add_item(request: WorkerRequest, conference_id: UUID) -> HttpResponse:
    """Put a person on the agenda, with the draft of their plan."""
    viewer = request.viewer
    found = queries.conference_seen(viewer, conference_id)
    sealed = found.kind == Kind.SEALED

    def act(form: BansoForm, token: UUID | None) -> str:
        if sealed:
            actions.add_item(
                conference_id=found.pk,
                subject=form.cleaned_data["subject"],
                new_id=token,
                by=viewer,
            )
        else:
            person = person_seen(viewer, UUID(form.cleaned_data["person_id"]))
            plan = next(iter(current_of(person, viewer)), None)
            actions.add_item(
                conference_id=found.pk,
                person_id=person.pk,
                plan_id=plan.pk if plan else None,
                domains=form.cleaned_data["domains"],
                new_id=token,
                by=viewer,
            )
        return show_url(found.pk)

    kwargs = {} if sealed else {"people": offered_people(viewer)}
    page = FormPage(
        _("On the agenda"),
        form_kwargs=kwargs,
        context={
            "submit_label": _("Put it on the agenda"),
            "back_url": show_url(found.pk),
            "lead": _(
                "The person has a seat by default, and who walks with them. The draft of the "
                "plan comes along beside the last one."
            )
            if not sealed
            else "",
        },
    )
    return answer_form(request, SubjectForm if sealed else ItemForm, page, act)


def _item_texts(row: Any) -> list[tuple[Any, Any]]:
    return [
        (
            gettext_lazy("Domains talked about today"),
            "、".join(str(Domain.label_of(one)) for one in row.domains if one in Domain),
        )
    ]


@door(Duty.CONFER)
def edit_item(request: WorkerRequest, item_id: UUID) -> HttpResponse:
    """Settle the domains of today, and which plan lies on the table."""
    viewer = request.viewer
    item = queries.item_seen(viewer, item_id)
    plans = plans_of(item.person, viewer).rows if item.person else []

    def act(form: BansoForm, _token: UUID | None) -> str:
        typed = form.typed()
        actions.edit_item(
            item_id=item.pk,
            version=form.cleaned_data["version"],
            domains=typed["domains"],
            plan_id=uuid_or_none(typed["plan_id"]),
            by=viewer,
        )
        return f"{show_url(item.conference_id)}#item-{item.pk}"

    choices = [
        (
            str(one.pk),
            _("Plan no. %(number)s of %(day)s")
            % {"number": one.number, "day": brief_day(one.made_on)},
        )
        for one in plans
    ]
    page = FormPage(
        _("What is talked about today"),
        initial={
            "domains": item.domains,
            "plan_id": str(item.plan_id or ""),
            "version": item.version,
        },
        form_kwargs={"plans": choices},
        theirs=_item_texts,
        context={"back_url": show_url(item.conference_id)},
    )
    return answer_form(request, ItemEditForm, page, act)


@require_POST
@door(Duty.CONFER)
def move_up(request: WorkerRequest, item_id: UUID) -> HttpResponse:
    """Take an item before the one above it."""
    return redirect(show_url(actions.move_up(item_id=item_id, by=request.viewer)))
