"""Addresses of the directory."""

from django.urls import path

from banso.resources.web import services, views

app_name = "resources"

urlpatterns = [
    path("receivers/", views.directory, name="directory"),
    path("receivers/add/", services.add, name="add"),
    path("receivers/to-confirm/", views.to_confirm, name="to_confirm"),
    path("receivers/<uuid:service_id>/", views.service, name="service"),
    path("receivers/<uuid:service_id>/edit/", services.edit, name="edit"),
    path("receivers/<uuid:service_id>/confirm/", services.confirm, name="confirm"),
    path("receivers/<uuid:service_id>/wrong/", services.wrong, name="wrong"),
    path("receivers/<uuid:service_id>/check/", services.check, name="check"),
    path(
        "receivers/<uuid:service_id>/check-sheet.<slug:kind>",
        services.check_by_hand,
        name="check_by_hand",
    ),
    path("checks/<uuid:check_id>/sheet.<slug:kind>", services.check_kept, name="check_sheet"),
    path("receivers/<uuid:service_id>/incident/", services.incident, name="incident"),
    path("checks/<uuid:check_id>/reply/", services.check_reply, name="check_reply"),
    path("incidents/<uuid:incident_id>/reply/", services.incident_reply, name="incident_reply"),
]
