"""Addresses of drafts."""

from django.urls import path

from banso.drafts.web import views

app_name = "drafts"

urlpatterns = [
    path("drafts/", views.save_draft, name="save_draft"),
    path("drafts/unsent/<uuid:unsent_id>/", views.unsent, name="unsent"),
]
