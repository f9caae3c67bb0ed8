"""Addresses of keys for other programs."""

from django.urls import path

from banso.api.web import keys

app_name = "api"

urlpatterns = [
    path("", keys.listed, name="keys"),
    path("make/", keys.make, name="make"),
    path("<uuid:key_id>/", keys.show, name="key"),
    path("<uuid:key_id>/end/", keys.end, name="end"),
]
