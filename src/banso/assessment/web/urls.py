"""Addresses of assessment."""

from django.urls import path

from banso.assessment.web import views

app_name = "assessment"

urlpatterns = [
    path("people/<uuid:person_id>/assessments/", views.listed, name="list"),
    path("people/<uuid:person_id>/assessments/begin/", views.begin, name="begin"),
    path("people/<uuid:person_id>/assessments/latest/", views.latest, name="latest"),
    path(
        "people/<uuid:person_id>/assessments/compare/", views.compare_chosen, name="compare_chosen"
    ),
    path("assessments/<uuid:assessment_id>/", views.show, name="show"),
    path("assessments/<uuid:assessment_id>/finish/", views.finish, name="finish"),
    path("assessments/<uuid:assessment_id>/parts/<slug:section>/", views.part, name="part"),
    path(
        "assessments/<uuid:assessment_id>/compare/<uuid:other_id>/", views.compare, name="compare"
    ),
    path("assessments/<uuid:assessment_id>/sheet.<slug:kind>", views.sheet, name="sheet"),
]
