"""Addresses of the desk."""

from django.urls import path

from banso.desk.web import views

app_name = "desk"

urlpatterns = [
    path("", views.today, name="today"),
    path("guest/", views.guest, name="guest"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/life/", views.life, name="life"),
]
