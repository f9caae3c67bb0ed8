"""Addresses of the people room."""

from django.urls import path

from banso.people.web import (
    beside,
    deaths,
    doubles,
    finding,
    ledger_list,
    ledgers,
    memory,
    merging,
    person,
)

app_name = "people"

urlpatterns = [
    path("find/", finding.find, name="find"),
    path("find/suggest/", finding.suggest, name="suggest"),
    path("people/doubles/", doubles.doubles, name="doubles"),
    path("desk/doubles/", doubles.on_desk, name="doubles_on_desk"),
    path("people/doubles/well/", doubles.looking_well, name="looking_well"),
    path("people/<uuid:person_id>/apart/<uuid:other_id>/", doubles.apart, name="apart"),
    path("people/<uuid:person_id>/ask-double/<uuid:other_id>/", doubles.ask, name="ask_double"),
    path(
        "people/<uuid:person_id>/put-off-double/<uuid:other_id>/",
        doubles.put_off,
        name="put_off_double",
    ),
    path("people/same/", finding.same, name="same"),
    path("people/<uuid:person_id>/card/", person.card, name="card"),
    path("people/<uuid:person_id>/beside-form/", beside.beside_form, name="beside_form"),
    path("people/<uuid:person_id>/edit/", person.edit, name="edit"),
    path("people/<uuid:person_id>/names/add/", person.add_name, name="add_name"),
    path("people/<uuid:person_id>/places/add/", person.add_place, name="add_place"),
    path(
        "people/<uuid:person_id>/places/<uuid:place_id>/leave/",
        person.leave_place,
        name="leave_place",
    ),
    path("people/<uuid:person_id>/contacts/add/", person.add_contact, name="add_contact"),
    path("people/<uuid:person_id>/cautions/add/", person.add_caution, name="add_caution"),
    path(
        "people/<uuid:person_id>/cautions/<uuid:caution_id>/lift/",
        person.lift_caution,
        name="lift_caution",
    ),
    path("people/<uuid:person_id>/death/", deaths.death, name="death"),
    path("people/<uuid:person_id>/death/take-back/", deaths.take_back, name="take_death_back"),
    path("desk/days-kept/", deaths.days_kept, name="days_kept"),
    path("people/<uuid:person_id>/readers/", person.readers, name="readers"),
    path("people/<uuid:person_id>/timeline/", memory.timeline, name="timeline"),
    path("people/<uuid:person_id>/known/", memory.known, name="known"),
    path("memory/<uuid:entry_id>/correct/", memory.correct, name="correct"),
    path("memory/<uuid:entry_id>/history/", memory.history, name="history"),
    path("people/<uuid:person_id>/same/", merging.candidates, name="candidates"),
    path("people/<uuid:person_id>/merge/<uuid:other_id>/", merging.merge, name="merge"),
    path(
        "people/<uuid:person_id>/never-same/<uuid:other_id>/", merging.never_same, name="never_same"
    ),
    path("merges/<uuid:merge_id>/part/", merging.part, name="part"),
    path("ledgers/", ledger_list.ledgers, name="ledgers"),
    path("ledgers/<slug:ledger>/", ledger_list.ledger_list, name="ledger"),
    path("ledgers/<slug:ledger>/file.<slug:kind>", ledger_list.ledger_file, name="ledger_file"),
    path("ledger-entries/<uuid:entry_id>/", ledgers.entry, name="entry"),
    path("ledger-entries/<uuid:entry_id>/edit/", ledgers.edit_entry, name="edit_entry"),
    path("people/<uuid:person_id>/open-entry/", ledgers.reopen, name="reopen"),
]
