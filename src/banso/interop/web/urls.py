"""Addresses of bringing in."""

from django.urls import path

from banso.interop.web import hmis, receivers, runs, views

app_name = "interop"

urlpatterns = [
    path("bring-in/", views.imports, name="imports"),
    path("bring-in/hmis/", hmis.hmis, name="hmis"),
    path("bring-in/hmis/<uuid:upload_id>/", hmis.hmis_found, name="hmis_found"),
    path("bring-in/receivers/", receivers.receivers, name="receivers"),
    path("bring-in/receivers/<uuid:upload_id>/", receivers.receivers_found, name="receivers_found"),
    path("receivers/file/<str:kind>/", receivers.receivers_file, name="receivers_file"),
    path("bring-in/imports/", runs.runs, name="runs"),
    path("bring-in/imports/<uuid:run_id>/", runs.run, name="run"),
    path("bring-in/differences/", runs.differences, name="differences"),
    path("bring-in/differences/<uuid:difference_id>/", runs.decide, name="decide"),
    path("bring-in/<uuid:upload_id>/<slug:ledger>/", views.mapping, name="mapping"),
]
