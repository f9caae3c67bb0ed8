"""Addresses of companionship."""

from django.urls import path

from banso.companionship.web import (
    contacts,
    handovers,
    on_desk,
    promises,
    taps,
    visits,
    walks,
)

app_name = "companionship"

urlpatterns = [
    path("people/<uuid:person_id>/notes/write/", contacts.write_note, name="write_note"),
    path("people/<uuid:person_id>/visits/write/", visits.write_visit, name="write_visit"),
    path("people/<uuid:person_id>/notes/tap/", taps.tap, name="tap"),
    path("notes/<uuid:note_id>/take-back/", taps.take_note_back, name="take_note_back"),
    path("notes/<uuid:note_id>/words/", taps.add_words, name="add_words"),
    path("promises/<uuid:promise_id>/take-back/", taps.reopen_promise, name="reopen_promise"),
    path("promises/<uuid:promise_id>/undo/", taps.take_promise_back, name="take_promise_back"),
    path("people/<uuid:person_id>/beside/", contacts.beside, name="beside"),
    path("people/<uuid:person_id>/next-promise/", contacts.next_promise, name="next_promise"),
    path("people/<uuid:person_id>/along/", contacts.along, name="along"),
    path("people/<uuid:person_id>/promises/make/", promises.make_promise, name="make_promise"),
    path("promises/<uuid:promise_id>/settle/", promises.settle_promise, name="settle_promise"),
    path("promises/<uuid:promise_id>/settle/now/", promises.settle_now, name="settle_now"),
    path("people/<uuid:person_id>/walk/", walks.walk_with, name="walk_with"),
    path("walks/<uuid:walk_id>/end/", walks.end_walk, name="end_walk"),
    path("ledger-entries/<uuid:entry_id>/pass-on/", walks.pass_on, name="pass_on"),
    path("ledger-entries/<uuid:entry_id>/close/", walks.close_entry, name="close_entry"),
    path("handover/", handovers.handovers, name="handovers"),
    path("handover/<uuid:post_id>/mark/", handovers.mark, name="mark"),
    path("people/<uuid:person_id>/handover/", handovers.hand_over_about, name="hand_over_about"),
    path("desk/my-people/", on_desk.my_people, name="my_people"),
    path("desk/received/", on_desk.received, name="received"),
    path("desk/due/", on_desk.due, name="due"),
    path("desk/unmet/", on_desk.unmet, name="unmet"),
    path("desk/unread/", on_desk.unread, name="unread"),
]
