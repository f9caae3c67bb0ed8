"""Addresses of outreach and intake."""

from django.urls import path

from banso.intake.web import views

app_name = "intake"

urlpatterns = [
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/begin/", views.begin_round, name="begin_round"),
    path("rounds/<uuid:round_id>/", views.round_page, name="round"),
    path("rounds/<uuid:round_id>/meet/", views.meet, name="meet"),
    path("rounds/<uuid:round_id>/handouts/", views.handouts, name="handouts"),
    path("people/<uuid:person_id>/just-met/", views.just_met, name="just_met"),
    path("intake/", views.begin_intake, name="begin_intake"),
    path("intake/new/", views.new_intake, name="new_intake"),
    path("intake/all/", views.intakes, name="intakes"),
    path("people/<uuid:person_id>/intake/", views.intake_for, name="intake_for"),
    path("desk/new-intakes/", views.new_intakes, name="new_intakes"),
    path("desk/tonight/", views.tonight, name="tonight"),
]
