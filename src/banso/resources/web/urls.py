"""Addresses of the directory."""

from django.urls import path

from banso.resources.web import views

app_name = "resources"

urlpatterns = [
    path("receivers/", views.directory, name="directory"),
    path("receivers/<uuid:service_id>/", views.service, name="service"),
]
