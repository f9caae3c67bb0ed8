"""Addresses of consent."""

from django.urls import path

from banso.consent.web import never_seen, openings, views, wordings

app_name = "consent"

urlpatterns = [
    path("people/<uuid:person_id>/consents/", views.consents, name="consents"),
    path("people/<uuid:person_id>/consents/now/", views.of_person, name="of_person"),
    path("people/<uuid:person_id>/consents/ask/", views.ask, name="ask"),
    path("people/<uuid:person_id>/consents/given-on/", views.give_on, name="give_on"),
    path("people/<uuid:person_id>/who-knows-sheet.<slug:kind>", views.who_knows, name="who_knows"),
    path("consents/<uuid:consent_id>/withdraw/", views.withdraw, name="withdraw"),
    path("consents/wordings/", wordings.wordings, name="wordings"),
    path("consents/wordings/another/", wordings.ask_for_wording, name="ask_for_wording"),
    path("consents/<uuid:consent_id>/sheet.<slug:kind>", wordings.agreed, name="agreed"),
    path("people/<uuid:person_id>/never-seen-by/", never_seen.say_no, name="say_no"),
    path("never-seen-by/<uuid:no_id>/taken-back/", never_seen.take_back, name="take_no_back"),
    path("in-danger/", openings.in_danger, name="in_danger"),
    path("in-danger/<uuid:opening_id>/", openings.opened, name="opened"),
    path(
        "in-danger/<uuid:opening_id>/<slug:kind>/<uuid:row_id>/",
        openings.open_part,
        name="open_part",
    ),
    path("openings/<uuid:opening_id>/seen/", openings.see, name="see_opening"),
    path("openings/<uuid:opening_id>/explained/", openings.explain, name="explain_opening"),
    path("desk/openings/", openings.untold, name="untold"),
    path("desk/consents/", views.ending, name="ending"),
]
