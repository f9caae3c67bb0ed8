"""Addresses of verification."""

from django.urls import path

from banso.verification.web import asking, findings, questionnaires, tablet

app_name = "verification"

urlpatterns = [
    path("people/<uuid:person_id>/surveys/", asking.listed, name="list"),
    path("people/<uuid:person_id>/surveys/now/", asking.of_person, name="of_person"),
    path("people/<uuid:person_id>/surveys/<slug:code>/ask/", asking.ask, name="ask"),
    path("people/<uuid:person_id>/surveys/<slug:code>/hand/", asking.hand, name="hand"),
    path("surveys/<uuid:survey_id>/shown/", asking.shown, name="shown"),
    path("desk/surveys/", asking.due, name="due"),
    path("findings/", findings.findings, name="findings"),
    path("findings/behind/<slug:figure>/", findings.behind, name="behind"),
    path("questionnaires/", questionnaires.listed, name="questionnaires"),
    path("questionnaires/make/", questionnaires.make, name="make"),
    path("questionnaires/bring/", questionnaires.bring, name="bring"),
    path("questionnaires/<slug:code>/retire/", questionnaires.retire, name="retire"),
    path("survey/<str:token>/", tablet.fill_in, name="fill_in"),
]
