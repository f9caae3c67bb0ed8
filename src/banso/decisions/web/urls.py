"""Addresses of decisions."""

from django.urls import path

from banso.decisions.web import asking, body, deciding

app_name = "decisions"

urlpatterns = [
    path("people/<uuid:person_id>/decisions/", asking.of_person, name="of_person"),
    path("people/<uuid:person_id>/decisions/ask/", asking.ask, name="ask"),
    path("requests/<uuid:request_id>/", asking.show, name="show"),
    path("requests/<uuid:request_id>/after/<slug:after>/", asking.after, name="after"),
    path("requests/<uuid:request_id>/receive/", asking.receive, name="receive"),
    path("requests/<uuid:request_id>/letter-sheet.<slug:kind>", asking.letter, name="letter"),
    path("desk/decisions/", asking.on_desk, name="on_desk"),
    path("decision-body/", body.show, name="body"),
    path("decision-body/settle/", body.settle, name="settle"),
    path("decision-body/seats/", body.seat, name="seat"),
    path("decision-body/seats/<uuid:seat_id>/end/", body.end, name="end_seat"),
    path(
        "decision-body/requests/<uuid:request_id>/sheet.<slug:kind>", body.sheet, name="body_sheet"
    ),
    path("guest/decisions/", deciding.listed, name="to_decide"),
    path("decide/<uuid:request_id>/", deciding.show, name="decide"),
    path("decide/<uuid:request_id>/recuse/", deciding.recuse, name="recuse"),
    path("decide/<uuid:request_id>/opinion/", deciding.opinion, name="opinion"),
    path("decide/<uuid:request_id>/decision/", deciding.decision, name="decision"),
    path("decide/<uuid:request_id>/sheet.<slug:kind>", deciding.sheet, name="sheet"),
]
