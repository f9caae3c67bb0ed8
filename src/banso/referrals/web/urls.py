"""Addresses of referrals."""

from django.urls import path

from banso.referrals.web import answers, figures, journeys, next_try, referrals, slips, steps

app_name = "referrals"

urlpatterns = [
    path("people/<uuid:person_id>/referrals/open/", referrals.open_ones, name="open"),
    path("people/<uuid:person_id>/referrals/begin/", referrals.begin, name="begin"),
    path("people/<uuid:person_id>/journey/", journeys.journey, name="journey"),
    path("people/<uuid:person_id>/journey.<slug:kind>", journeys.sheet, name="journey_sheet"),
    path("referrals/<uuid:referral_id>/", referrals.show, name="show"),
    path("referrals/<uuid:referral_id>/step/<slug:to>/", steps.step, name="step"),
    path("referrals/<uuid:referral_id>/next/", next_try.next_try, name="next_try"),
    path("referrals/<uuid:referral_id>/look/", steps.look, name="look"),
    path("referrals/<uuid:referral_id>/back/", steps.back, name="back"),
    path("referrals/<uuid:referral_id>/slip.<slug:kind>", slips.slip, name="slip"),
    path("referrals/<uuid:referral_id>/mail/", slips.mail, name="mail"),
    path("referrals/figures/", figures.agency, name="figures"),
    path("referrals/behind/<str:figure>/", figures.behind, name="behind"),
    path("receivers/<uuid:service_id>/fared/", figures.fared, name="fared"),
    path("desk/silent/", referrals.silent, name="silent"),
    path("desk/unwatched/", figures.unwatched_count, name="unwatched_count"),
    path("watch/", figures.watch, name="watch"),
    path("answer/<str:token>/", answers.answer, name="answer"),
]
