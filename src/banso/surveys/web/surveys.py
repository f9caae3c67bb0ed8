"""
Asking on screen: what was answered over time, an interview or a paper typed in, a tablet handed
over.
"""

from typing import Any, cast
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.inside import first_of, saying
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.kit.form_flow import FormPage
from banso.kit.formatting import brief_day
from banso.kit.forms import BansoForm
from banso.people.queries import person_seen
from banso.people.web.living import open_with_the_living
from banso.surveys import actions, queries
from banso.surveys.instrument import read, said_of
from banso.surveys.rules import Mode, Moment, chosen_step
from banso.surveys.web.forms import HandForm, SurveyForm


def _list(person_id: UUID) -> str:
    return reverse("surveys:list", args=[person_id])


def _row(survey: Any) -> dict[str, Any]:
    form = queries.form_of(survey.instrument)
    said = [
        (
            one.label,
            chosen_step(survey.answers.get(one.code, "")),
            said_of(one, survey.answers),
        )
        for one in form.items
    ]
    return {
        "one": survey,
        "title": form.title,
        "moment": Moment.label_of(survey.moment),
        "mode": Mode.label_of(survey.mode),
        "said": said,
    }


@door(Duty.SEE_MEMORY)
def listed(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """What a person was asked, and what can be asked."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    record_read(what="surveys", people=[person.pk], by=viewer)
    offered = [read(body) for body in queries.offered(viewer).values()]
    context = {
        "person": person,
        "rows": [_row(one) for one in queries.surveys_of(person, viewer)],
        "offered": offered,
        "back_url": f"/people/{person.pk}/",
    }
    return render(request, "surveys/list.html", context)


@door(Duty.SEE_MEMORY)
def of_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Fragment: the last time the person was asked."""
    person = person_seen(request.viewer, person_id)
    rows = [_row(one) for one in queries.surveys_of(person, request.viewer)[:3]]
    if rows:
        record_read(what="surveys", people=[person.pk], by=request.viewer)
    answer = render(request, "surveys/_partials/of_person.html", {"person": person, "rows": rows})
    said = [f"{row['title']} {brief_day(row['one'].on)}" for row in rows[:1]]
    return saying(answer, first_of(said, 1))


@door(Duty.SEE_MEMORY, Duty.WRITE_MEMORY)
def due(request: WorkerRequest) -> HttpResponse:
    """Fragment: who could be asked about now, for the desk; nothing where there is nobody."""
    rows = queries.due_surveys(request.viewer)
    record_read(what="desk", people=[one.person.pk for one in rows], by=request.viewer)
    return render(
        request,
        "surveys/_partials/due.html",
        {"rows": [(one, Moment.label_of(one.moment)) for one in rows]},
    )


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def ask(request: WorkerRequest, person_id: UUID, code: str) -> HttpResponse:
    """Type in what was answered aloud or on paper."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    questionnaire = read(queries.instrument_offered(viewer, code))

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = form.cleaned_data
        survey = actions.NewSurvey(
            code=code,
            moment=typed["moment"],
            on=typed["on"],
            mode=typed["mode"],
            answers=cast(SurveyForm, form).declared_values(),
            declined=typed["declined"],
        )
        actions.keep_survey(person_id=person.pk, survey=survey, new_id=token, by=viewer)
        return _list(person.pk)

    page = FormPage(
        f"{questionnaire.title}",
        initial={"on": person.last_day(viewer.today), "moment": request.GET.get("moment", "other")},
        form_kwargs={"questionnaire": questionnaire},
        draft_key=f"survey:{person.pk}:{code}",
        context={
            "back_url": _list(person.pk),
            "lead": _(
                "Voluntary. Each question can be left out, and nobody asks why. It is best "
                "asked by somebody who does not walk with the person."
            ),
        },
    )
    return answer_form(request, SurveyForm, page, act)


@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def hand(request: WorkerRequest, person_id: UUID, code: str) -> HttpResponse:
    """Hand the tablet over: this sign-in ends here, and only the questions are open."""
    viewer = request.viewer
    person = person_seen(viewer, person_id)
    open_with_the_living(person)
    questionnaire = read(queries.instrument_offered(viewer, code))

    def act(form: BansoForm, _token: UUID | None) -> str:
        token = actions.hand_tablet(
            person_id=person.pk, code=code, moment=form.cleaned_data["moment"], by=viewer
        )
        return reverse("surveys:fill_in", args=[token])

    page = FormPage(
        f"{questionnaire.title}",
        template="surveys/hand.html",
        form_kwargs={},
        initial={"moment": request.GET.get("moment", "other")},
        context={
            "back_url": _list(person.pk),
            "person": person,
            "submit_label": _("Sign out and hand it over"),
        },
    )
    answer = answer_form(request, HandForm, page, act)
    if answer.status_code == 302:
        logout(request)
    return answer


@require_POST
@door(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
def shown(request: WorkerRequest, survey_id: UUID) -> HttpResponse:
    """Note that the person was shown what they answered."""
    survey = queries.survey_seen(request.viewer, survey_id)
    actions.note_shown(survey_id=survey.pk, by=request.viewer)
    return redirect(_list(survey.person_id))
