"""Addresses of assessment."""

from django.urls import path

from banso.assessment.web import snapshots, writing

app_name = "assessment"

urlpatterns = [
    path("people/<uuid:person_id>/assessments/", snapshots.listed, name="list"),
    path("people/<uuid:person_id>/assessments/begin/", writing.begin, name="begin"),
    path("people/<uuid:person_id>/assessments/latest/", snapshots.latest, name="latest"),
    path(
        "people/<uuid:person_id>/assessments/compare/",
        snapshots.compare_chosen,
        name="compare_chosen",
    ),
    path("assessments/<uuid:assessment_id>/", snapshots.show, name="show"),
    path("assessments/<uuid:assessment_id>/finish/", writing.finish, name="finish"),
    path("assessments/<uuid:assessment_id>/reopen/", writing.reopen, name="reopen"),
    path("assessments/<uuid:assessment_id>/parts/<slug:section>/", writing.part, name="part"),
    path(
        "assessments/<uuid:assessment_id>/compare/<uuid:other_id>/",
        snapshots.compare,
        name="compare",
    ),
    path("assessments/<uuid:assessment_id>/sheet.<slug:kind>", snapshots.sheet, name="sheet"),
]
