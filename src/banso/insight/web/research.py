"""Research on screen: asked for by one, approved by others, taken out until a day."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.insight import actions, queries
from banso.insight.declared import person_columns, read_question
from banso.insight.question_labels import in_words
from banso.insight.web.published import from_the_snapshot
from banso.kit.export import as_file
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm, text_area
from banso.kit.refusals import NotSeen
from banso_analysis.research import K

STEP_WORDS = {
    "day": (
        gettext_lazy("months"),
        gettext_lazy("quarters"),
        gettext_lazy("fiscal years"),
        gettext_lazy("left out"),
    ),
    "number": (
        gettext_lazy("spans of ten years"),
        gettext_lazy("spans of twenty years"),
        gettext_lazy("left out"),
    ),
    "code": (gettext_lazy("as it is"), gettext_lazy("left out")),
}


class ResearchForm(BansoForm):
    """What leaves, for what, to whom."""

    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Columns"),
        choices=lambda: [(one.code, one.label) for one in person_columns().values()],
        widget=forms.CheckboxSelectMultiple,
    )
    purpose = forms.CharField(
        label=gettext_lazy("For which research, and what it is to find out"),
        widget=text_area(3),
        max_length=2000,
    )
    recipient = forms.CharField(label=gettext_lazy("Who receives it"), max_length=200)


@door(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
def ask(request: WorkerRequest, question_id: UUID) -> HttpResponse:
    """Ask that a de-identified list may leave."""
    kept = queries.question_seen(request.viewer, question_id)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.typed()
        done = actions.ask_for_research(
            question_id=kept.pk,
            columns=typed["columns"],
            purpose=typed["purpose"],
            recipient=typed["recipient"],
            new=token,
            by=request.viewer,
        )
        return reverse("insight:research", args=[done.pk])

    lead = _(
        "At least %(k)s people share every combination of what could tell who somebody is; "
        "days become months or coarser, ages decades, no names, no sentences. Two others "
        "approve it."
    ) % {"k": K}
    page = FormPage(
        _("For research: %(title)s") % {"title": kept.title},
        initial={"columns": kept.columns},
        draft_key=f"research:{kept.pk}",
        context={
            "back_url": reverse("insight:question", args=[kept.pk]),
            "lead": lead,
            "submit_label": _("Ask for it"),
        },
    )
    return answer_form(request, ResearchForm, page, act)


@door(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
def listed(request: WorkerRequest) -> HttpResponse:
    """What was asked for, the newest first."""
    return render(
        request,
        "insight/researches.html",
        {"rows": queries.research_seen_by(request.viewer).defer("rows").order_by("-pk")[:200]},
    )


@door(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
def show(request: WorkerRequest, research_id: UUID) -> HttpResponse:
    """One of them: what leaves, who said yes, until when."""
    one, me = queries.research_seen(request.viewer, research_id), request.viewer.member_id
    columns = person_columns()
    steps = [
        (columns[code].label, STEP_WORDS[columns[code].kind][step])
        for code, step in one.steps.items()
    ]
    context = {
        "one": one,
        "words": in_words(read_question(one.body)),
        "labels": [columns[code].label for code in one.columns],
        "steps": steps,
        "approved_by": [member.name for member in (one.first_by, one.second_by) if member],
        "is_mine": one.asked_by_id == me,
        "may_approve": queries.may_approve(request.viewer, one),
        "is_open": bool(one.until_on and one.until_on >= request.viewer.today),
        "left": len(one.rows),
        "k": K,
    }
    return render(request, "insight/research.html", context)


@require_POST
@door(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
@from_the_snapshot
def decide(request: WorkerRequest, research_id: UUID) -> HttpResponseBase:
    """Approve, or say no with a reason."""
    if request.POST.get("word") == "yes":
        actions.approve_research(research_id=research_id, by=request.viewer)
        messages.success(request, _("Your word is noted."))
    elif request.POST.get("word") == "no":
        actions.refuse_research(
            research_id=research_id, words=request.POST.get("words", ""), by=request.viewer
        )
        messages.success(request, _("Your word is noted."))
    else:
        raise NotSeen
    return redirect("insight:research", research_id)


@door(Duty.SEE_MEMORY, Duty.EXPORT_LISTS)
def taken_out(request: WorkerRequest, research_id: UUID, kind: str) -> HttpResponseBase:
    """The list as a file, for the one who asked, while it is open."""
    if kind not in ("csv", "xlsx"):
        raise NotSeen
    one = actions.take_out_research(research_id=research_id, by=request.viewer)
    return as_file(
        kind,
        f"banso-research-{one.pk.hex[-6:]}",
        list(one.columns),
        one.rows,
        title=one.question_title,
    )
