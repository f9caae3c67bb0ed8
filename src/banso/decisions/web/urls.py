"""Addresses of decisions."""

from django.urls import path

from banso.decisions.web import body, decisions, requests

app_name = "decisions"

urlpatterns = [
    path("people/<uuid:person_id>/decisions/", requests.of_person, name="of_person"),
    path("people/<uuid:person_id>/decisions/ask/", requests.ask, name="ask"),
    path("requests/<uuid:request_id>/", requests.show, name="show"),
    path("requests/<uuid:request_id>/after/<slug:after>/", requests.after, name="after"),
    path("requests/<uuid:request_id>/receive/", requests.receive, name="receive"),
    path("requests/<uuid:request_id>/letter-sheet.<slug:kind>", requests.letter, name="letter"),
    path("requests/<uuid:request_id>/notice-sheet.<slug:kind>", requests.notice, name="notice"),
    path("desk/decisions/", requests.on_desk, name="on_desk"),
    path("decision-body/", body.show, name="body"),
    path("decision-body/settle/", body.settle, name="settle"),
    path("decision-body/seats/", body.seat, name="seat"),
    path("decision-body/seats/<uuid:seat_id>/renew/", body.renew, name="renew_seat"),
    path("decision-body/seats/<uuid:seat_id>/end/", body.end, name="end_seat"),
    path(
        "decision-body/requests/<uuid:request_id>/sheet.<slug:kind>", body.sheet, name="body_sheet"
    ),
    path("guest/decisions/", decisions.listed, name="to_decide"),
    path("decide/<uuid:request_id>/", decisions.show, name="decide"),
    path("decide/<uuid:request_id>/recuse/", decisions.recuse, name="recuse"),
    path("decide/<uuid:request_id>/opinion/", decisions.opinion, name="opinion"),
    path("decide/<uuid:request_id>/decision/", decisions.decision, name="decision"),
    path("decide/<uuid:request_id>/sheet.<slug:kind>", decisions.sheet, name="sheet"),
]
