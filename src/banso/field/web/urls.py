"""Addresses of the round without a network."""

from django.urls import path

from banso.field.web import api, app, by_hand, morning, taking, telephones, visits

app_name = "field"

urlpatterns = [
    path("", app.shell, name="app"),
    path("worker.js", app.worker, name="worker"),
    path("app.webmanifest", app.manifest, name="manifest"),
    path("api/pair", api.pair, name="pair"),
    path("api/hello", api.hello, name="hello"),
    path("api/ops", api.ops, name="ops"),
    path("take/", taking.choose, name="choose"),
    path("take/visits/", taking.due, name="due"),
    path("take/visits/packed/", taking.take_visits, name="take_visits"),
    path("take/<uuid:round_id>/", taking.take, name="take"),
    path("rounds/<uuid:round_id>/", morning.show, name="morning"),
    path("rounds/<uuid:round_id>/confirm/", morning.confirm, name="confirm"),
    path("visits/<uuid:pack_id>/", visits.show, name="visits"),
    path("writings/<uuid:writing_id>/", morning.settle, name="settle"),
    path("lines/<uuid:op_id>/", morning.looked, name="looked"),
    path("lines/<uuid:op_id>/write/", by_hand.write, name="write_line"),
    path("desk/", morning.on_desk, name="on_desk"),
    path("telephones/", telephones.listed, name="telephones"),
    path("telephones/offer/", telephones.offer, name="offer"),
    path("telephones/<uuid:telephone_id>/", telephones.show, name="telephone"),
    path("telephones/<uuid:telephone_id>/stop/", telephones.stop, name="stop"),
]
