"""Addresses of the desk."""

from django.urls import path

from banso.desk.web import components, sheets, views
from banso.desk.web import help as helping

app_name = "desk"

urlpatterns = [
    path("", views.today, name="today"),
    path("guest/", views.guest, name="guest"),
    path("guest/help/<slug:room>/<slug:form>/", helping.guest_writing, name="guest_writing"),
    path("help/<slug:room>/<slug:form>/", helping.writing, name="writing"),
    path("kit/", components.components, name="kit"),
    path("tour/", helping.tour, name="tour"),
    path("tour/desk/", helping.tour_on_desk, name="tour_on_desk"),
    path("tour/step/", helping.tour_step, name="tour_step"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/life/", views.life, name="life"),
    path("people/<uuid:person_id>/sheets/", sheets.papers, name="papers"),
    path("people/<uuid:person_id>/sheets/<slug:paper>.<slug:kind>", sheets.paper, name="paper"),
]
