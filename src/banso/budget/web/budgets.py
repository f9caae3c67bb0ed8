"""Pages and fragments of a household's money."""

from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banso.access.doors import door
from banso.access.inside import saying
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.budget import actions, queries, sheets
from banso.budget.web.forms import BudgetForm, beginning
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.people.queries import person_seen
from banso.people.web.person import page_of_person

WRITING = (Duty.WRITE_MEMORY, Duty.SEE_MONEY)


@door(*WRITING)
def on_desk(request: WorkerRequest) -> HttpResponse:
    """Fragment: whose money does not last in the coming weeks; else nothing."""
    rows = queries.short_soon(request.viewer)
    record_read(what="budget", people={one.person_id for one in rows}, by=request.viewer)
    context = {"rows": rows, "today": request.viewer.today}
    answer = render(request, "budget/_partials/on_desk.html", context)
    if not rows:
        return answer
    said = ngettext(
        "the money of %(n)d person will not last",
        "the money of %(n)d people will not last",
        len(rows),
    )
    return saying(answer, said % {"n": len(rows)})


@door(Duty.SEE_MONEY)
def of_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: how it stands with a person's money, and the versions before."""
    person = person_seen(request.viewer, person_id)
    versions = list(queries.versions_of(person, request.viewer)[:10])
    record_read(what="budget", people=[person.pk], by=request.viewer)
    context = {
        "person": person,
        "versions": versions,
        "may_write": all(request.viewer.may(duty) for duty in WRITING),
    }
    return render(request, "budget/_partials/of_person.html", context)


@door(Duty.SEE_MONEY)
def show(request: WorkerRequest, budget_id: UUID) -> HttpResponse:
    """One version: the month, the debts, what lies ahead, the days."""
    budget = queries.budget_seen(request.viewer, budget_id)
    found = queries.whole(budget)
    record_read(what="budget", people=[budget.person_id], by=request.viewer)
    made = sheets.Shown(found)
    context = {
        "budget": budget,
        "whole": found,
        "shown": made,
        "may_write": all(request.viewer.may(duty) for duty in WRITING)
        and budget.replaced_on is None,
    }
    return render(request, "budget/show.html", context)


@door(*WRITING)
def keep(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Draw up a household's month, from the version that holds now."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    newest = queries.newest_of(person, viewer)

    def act(form: BansoForm, token: UUID | None) -> str:
        form = cast(BudgetForm, form)
        made = actions.keep_budget(
            person_id=person.pk,
            budget=form.budget(),
            by=viewer,
            based_on=form.cleaned_data["based_on"],
            new_id=token,
        )
        return reverse("budget:show", args=[made.pk])

    record_read(what="budget", people=[person.pk], by=viewer)
    page = FormPage(
        _("The household’s money of %(name)s") % {"name": person.called_name},
        template="budget/keep.html",
        draft_key=f"budget:{person.pk}",
        initial={
            "on": person.last_day(viewer.today),
            **beginning(queries.whole(newest) if newest else None),
        },
        context={
            "back_url": page_of_person(person.pk),
            "lead": _(
                "As it really is, not on average: what comes or goes, and on which day. What is "
                "left empty is not known, or the same as now."
            ),
        },
    )
    return answer_form(request, BudgetForm, page, act)
