"""Addresses of surveys."""

from django.urls import path

from banso.surveys.web import questionnaires, surveys, tablet

app_name = "surveys"

urlpatterns = [
    path("people/<uuid:person_id>/surveys/", surveys.listed, name="list"),
    path("people/<uuid:person_id>/surveys/now/", surveys.of_person, name="of_person"),
    path("people/<uuid:person_id>/surveys/<slug:code>/ask/", surveys.ask, name="ask"),
    path("people/<uuid:person_id>/surveys/<slug:code>/hand/", surveys.hand, name="hand"),
    path("surveys/<uuid:survey_id>/shown/", surveys.shown, name="shown"),
    path("desk/surveys/", surveys.due, name="due"),
    path("questionnaires/", questionnaires.listed, name="questionnaires"),
    path("questionnaires/make/", questionnaires.make, name="make"),
    path("questionnaires/bring/", questionnaires.bring, name="bring"),
    path("questionnaires/<slug:code>/retire/", questionnaires.retire, name="retire"),
    path("survey/<str:token>/", tablet.fill_in, name="fill_in"),
]
