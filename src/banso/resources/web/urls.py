"""Addresses of the directory."""

from django.urls import path

from banso.resources.web import keeping, views

app_name = "resources"

urlpatterns = [
    path("receivers/", views.directory, name="directory"),
    path("receivers/add/", keeping.add, name="add"),
    path("receivers/to-confirm/", views.to_confirm, name="to_confirm"),
    path("receivers/<uuid:service_id>/", views.service, name="service"),
    path("receivers/<uuid:service_id>/edit/", keeping.edit, name="edit"),
    path("receivers/<uuid:service_id>/confirm/", keeping.confirm, name="confirm"),
    path("receivers/<uuid:service_id>/wrong/", keeping.wrong, name="wrong"),
    path("receivers/<uuid:service_id>/check/", keeping.check, name="check"),
    path("receivers/<uuid:service_id>/incident/", keeping.incident, name="incident"),
    path("checks/<uuid:check_id>/reply/", keeping.check_reply, name="check_reply"),
    path("incidents/<uuid:incident_id>/reply/", keeping.incident_reply, name="incident_reply"),
]
