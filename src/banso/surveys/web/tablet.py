"""
Filling in alone, on a shared tablet: the questions, large, with readings above the kanji, and
nothing else; no name, no session.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banso.access.doors import open_door
from banso.kit.declared_fields import LEFT_OUT
from banso.kit.refusals import Refusal
from banso.kit.row_level_security import limited_to_agency
from banso.kit.told_in_address import lead_to_told, told_here
from banso.surveys import actions, queries
from banso.surveys.web.forms import TabletForm


@open_door
def fill_in(request: HttpRequest, token: str) -> HttpResponse:
    """The questions behind a link that is good for two hours and once."""
    agency_id = queries.agency_of_link(token)
    if agency_id is None:
        return render(request, "surveys/tablet_over.html", status=404)
    if told_here(request) is not None:
        return render(request, "surveys/tablet_thanks.html")
    with limited_to_agency(agency_id):
        return _fill_in(request, token)


def _fill_in(request: HttpRequest, token: str) -> HttpResponse:
    link = queries.link_of(token)
    if link is None:
        return render(request, "surveys/tablet_over.html", status=404)
    questionnaire = queries.form_of(link.instrument)
    form = TabletForm(request.POST or None, questionnaire=questionnaire)
    declined = "declined" in request.POST
    # A quick "done" is no refusal of every question: it is asked about once.
    untouched = (
        form.is_bound
        and form.is_valid()
        and not any(form.declared_values().values())
        and not declined
    )
    if form.is_bound and form.is_valid() and (not untouched or "nothing" in request.POST):
        try:
            actions.answer_alone(link_id=link.pk, answers=form.declared_values(), declined=declined)
        except Refusal as refusal:
            return render(
                request, "surveys/tablet_over.html", {"sentence": refusal.sentence}, status=422
            )
        return lead_to_told(request)
    rows = [(item, request.POST.get(f"q_{item.code}", "")) for item in questionnaire.items]
    return render(
        request,
        "surveys/tablet.html",
        {
            "rows": rows,
            "lead": questionnaire.lead,
            "left_out": LEFT_OUT,
            "untouched": untouched,
        },
        status=422 if form.is_bound else 200,
    )
