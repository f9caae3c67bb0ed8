"""Addresses of referrals."""

from django.urls import path

from banso.referrals.web import answers, figures, journeys, views

app_name = "referrals"

urlpatterns = [
    path("people/<uuid:person_id>/referrals/open/", views.open_ones, name="open"),
    path("people/<uuid:person_id>/referrals/begin/", views.begin, name="begin"),
    path("people/<uuid:person_id>/journey/", journeys.journey, name="journey"),
    path("people/<uuid:person_id>/journey.<slug:kind>", journeys.sheet, name="journey_sheet"),
    path("referrals/<uuid:referral_id>/", views.show, name="show"),
    path("referrals/<uuid:referral_id>/step/<slug:to>/", views.step, name="step"),
    path("referrals/<uuid:referral_id>/look/", views.look, name="look"),
    path("referrals/<uuid:referral_id>/back/", views.back, name="back"),
    path("referrals/<uuid:referral_id>/slip.<slug:kind>", views.slip, name="slip"),
    path("referrals/<uuid:referral_id>/mail/", views.mail, name="mail"),
    path("referrals/figures/", figures.agency, name="figures"),
    path("referrals/behind/<str:figure>/", figures.behind, name="behind"),
    path("receivers/<uuid:service_id>/fared/", figures.fared, name="fared"),
    path("desk/silent/", views.silent, name="silent"),
    path("desk/unwatched/", figures.unwatched_count, name="unwatched_count"),
    path("watch/", figures.watch, name="watch"),
    path("answer/<str:token>/", answers.answer, name="answer"),
]
