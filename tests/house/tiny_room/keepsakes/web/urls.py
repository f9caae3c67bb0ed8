"""Addresses of keepsakes; all of them begin with `keepsakes/`."""

from django.urls import path

from banso.keepsakes.web import views

app_name = "keepsakes"

urlpatterns = [
    path("", views.kept, name="list"),
    path("desk/", views.on_desk, name="on_desk"),
    path("of/<uuid:person_id>/", views.of_person, name="of_person"),
    path("of/<uuid:person_id>/keep/", views.keep, name="keep"),
    path("<uuid:keepsake_id>/back/", views.give_back, name="give_back"),
]
