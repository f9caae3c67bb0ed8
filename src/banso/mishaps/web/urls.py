"""Addresses of what went wrong, or nearly."""

from django.urls import path

from banso.mishaps.web import months, views

app_name = "mishaps"

urlpatterns = [
    path("mishaps/", views.listed, name="list"),
    path("mishaps/write/", views.write, name="write"),
    path("mishaps/months/", months.months, name="months"),
    path("mishaps/months/<slug:month>/sheet.<slug:kind>", months.month, name="month"),
    path("mishaps/sheet.<slug:kind>", months.blank, name="blank"),
    path("mishaps/<uuid:mishap_id>/", views.show, name="show"),
    path("mishaps/<uuid:mishap_id>/sheet.<slug:kind>", views.sheet, name="sheet"),
    path("mishaps/<uuid:mishap_id>/write/", views.go_on, name="go_on"),
    path("mishaps/<uuid:mishap_id>/close/", views.close, name="close"),
    path(
        "mishaps/<uuid:mishap_id>/there/<uuid:person_id>/",
        views.was_there,
        name="was_there",
    ),
    path("desk/mishaps/", views.on_desk, name="on_desk"),
    path("people/<uuid:person_id>/mishaps/", views.of_person, name="of_person"),
    path("people/<uuid:person_id>/mishaps/write/", views.write_about, name="write_about"),
]
