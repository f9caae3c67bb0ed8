"""Addresses of conferences."""

from django.urls import path

from banso.conferences.web import agenda, conferences, guests, minutes, oaths, seats, table

app_name = "conferences"

urlpatterns = [
    path("conferences/", conferences.listed, name="list"),
    path("conferences/call/", conferences.call, name="call"),
    path("conferences/missing/", conferences.missing, name="missing"),
    path("conferences/<uuid:conference_id>/", table.show, name="show"),
    path("conferences/<uuid:conference_id>/now/", table.now, name="now"),
    path("conferences/<uuid:conference_id>/edit/", conferences.edit, name="edit"),
    path("conferences/<uuid:conference_id>/agenda/", agenda.add_item, name="add_item"),
    path("conferences/<uuid:conference_id>/seats/", seats.seat, name="seat"),
    path("conferences/<uuid:conference_id>/oath/", oaths.pass_oath, name="pass_oath"),
    path("conferences/<uuid:conference_id>/steps/<slug:step>/", table.step, name="step"),
    path("conferences/<uuid:conference_id>/closing/", table.closing, name="closing"),
    path("conferences/<uuid:conference_id>/papers/", minutes.hand_out, name="hand_out"),
    path(
        "conferences/<uuid:conference_id>/additions/", minutes.add_afterwards, name="add_afterwards"
    ),
    path("conferences/<uuid:conference_id>/sheet.<slug:kind>", table.sheet, name="sheet"),
    path(
        "conferences/<uuid:conference_id>/agenda-sheet.<slug:kind>",
        table.agenda_sheet,
        name="agenda_sheet",
    ),
    path("seats/<uuid:seat_id>/is/<slug:attendance>/", table.attend, name="attend"),
    path("seats/<uuid:seat_id>/invite/", seats.invite, name="invite"),
    path("seats/<uuid:seat_id>/confirmation/", table.note_confirmation, name="note_confirmation"),
    path("agenda/<uuid:item_id>/", agenda.edit_item, name="edit_item"),
    path("agenda/<uuid:item_id>/up/", agenda.move_up, name="move_up"),
    path("agenda/<uuid:item_id>/write/<slug:line>/", minutes.write, name="write"),
    path("minutes/<uuid:minute_id>/", minutes.rewrite, name="rewrite"),
    path("minutes/<uuid:minute_id>/strike/", minutes.strike, name="strike"),
    path("papers/<uuid:paper_id>/back/", minutes.take_back, name="take_back"),
    path("people/<uuid:person_id>/conferences/", conferences.of_person, name="of_person"),
    path("desk/conferences/", conferences.on_desk, name="on_desk"),
    path("guest/tables/", guests.tables, name="tables"),
    path("table/<uuid:conference_id>/", guests.show, name="table"),
    path("table/<uuid:conference_id>/now/", guests.now, name="table_now"),
    path("table/<uuid:conference_id>/say/<uuid:item_id>/", guests.say, name="say"),
    path("table/<uuid:conference_id>/confirm/", guests.confirm, name="table_confirm"),
    path("said/<uuid:minute_id>/", guests.say_anew, name="say_anew"),
    path("said/<uuid:minute_id>/strike/", guests.strike, name="say_strike"),
]
