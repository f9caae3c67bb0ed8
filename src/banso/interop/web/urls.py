"""Addresses of bringing in."""

from django.urls import path

from banso.interop.web import views

app_name = "interop"

urlpatterns = [
    path("bring-in/", views.imports, name="imports"),
    path("bring-in/<uuid:upload_id>/<slug:ledger>/", views.mapping, name="mapping"),
]
