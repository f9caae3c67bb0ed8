"""Addresses of papers that end on a day."""

from django.urls import path

from banso.documents.web import views

app_name = "documents"

urlpatterns = [
    path("documents/", views.terms, name="list"),
    path("documents/sheet.<slug:kind>", views.list_sheet, name="list_sheet"),
    path("desk/documents/", views.on_desk, name="on_desk"),
    path("people/<uuid:person_id>/documents/", views.of_person, name="of_person"),
    path("people/<uuid:person_id>/documents/part/", views.part, name="part"),
    path("people/<uuid:person_id>/documents/keep/", views.keep, name="keep"),
    path(
        "people/<uuid:person_id>/documents/sheet.<slug:kind>",
        views.person_sheet,
        name="person_sheet",
    ),
    path("documents/<uuid:document_id>/", views.correct, name="correct"),
    path("documents/<uuid:document_id>/renew/", views.renew, name="renew"),
    path("documents/<uuid:document_id>/end/", views.end, name="end"),
]
