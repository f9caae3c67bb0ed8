"""Addresses of outreach and intake."""

from django.urls import path

from banso.intake.web import intakes, meetings, rounds, route, typed_back

app_name = "intake"

urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/begin/", rounds.begin_round, name="begin_round"),
    path("rounds/<uuid:round_id>/", rounds.round_page, name="round"),
    path("rounds/<uuid:round_id>/sheet.<slug:kind>", rounds.journal, name="journal"),
    path("rounds/<uuid:round_id>/type/", typed_back.type_back, name="type_back"),
    path("rounds/<uuid:round_id>/route/", route.route, name="route"),
    path("rounds/<uuid:round_id>/route/move/", route.move, name="move_stop"),
    path("rounds/<uuid:round_id>/set-off/", rounds.set_off, name="set_off"),
    path("rounds/<uuid:round_id>/meet/", meetings.meet, name="meet"),
    path(
        "meetings/<uuid:encounter_id>/take-back/",
        meetings.take_meeting_back,
        name="take_meeting_back",
    ),
    path("rounds/<uuid:round_id>/handouts/", rounds.handouts, name="handouts"),
    path("people/<uuid:person_id>/just-met/", meetings.just_met, name="just_met"),
    path("intake/", intakes.begin_intake, name="begin_intake"),
    path("intake/new/", intakes.new_intake, name="new_intake"),
    path("intake/all/", intakes.intakes, name="intakes"),
    path("people/<uuid:person_id>/intake/", intakes.intake_for, name="intake_for"),
    path("desk/new-intakes/", intakes.new_intakes, name="new_intakes"),
    path("desk/tonight/", rounds.tonight, name="tonight"),
]
