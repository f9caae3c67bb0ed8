"""Addresses of companionship."""

from django.urls import path

from banso.companionship.web import views

app_name = "companionship"

urlpatterns = [
    path("people/<uuid:person_id>/notes/write/", views.write_note, name="write_note"),
    path("people/<uuid:person_id>/beside/", views.beside, name="beside"),
    path("people/<uuid:person_id>/promises/make/", views.make_promise, name="make_promise"),
    path("promises/<uuid:promise_id>/settle/", views.settle_promise, name="settle_promise"),
    path("people/<uuid:person_id>/walk/", views.walk_with, name="walk_with"),
    path("walks/<uuid:walk_id>/end/", views.end_walk, name="end_walk"),
    path("ledger-entries/<uuid:entry_id>/pass-on/", views.pass_on, name="pass_on"),
    path("handover/", views.handovers, name="handovers"),
    path("handover/<uuid:post_id>/mark/", views.mark, name="mark"),
    path("people/<uuid:person_id>/handover/", views.hand_over_about, name="hand_over_about"),
    path("desk/my-people/", views.my_people, name="my_people"),
    path("desk/due/", views.due, name="due"),
    path("desk/unmet/", views.unmet, name="unmet"),
    path("desk/unread/", views.unread, name="unread"),
]
