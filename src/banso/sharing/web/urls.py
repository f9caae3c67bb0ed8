"""Addresses of letters between houses; all of them begin with `houses/`."""

from django.urls import path

from banso.sharing.web import houses, letters, received

app_name = "sharing"

urlpatterns = [
    path("", houses.listed, name="houses"),
    path("card/", houses.own_card, name="own_card"),
    path("card/file/", houses.card_file, name="card_file"),
    path("card/renew/", houses.renew, name="renew_keys"),
    path("take/", houses.take_card, name="take_card"),
    path("desk/", letters.on_desk, name="on_desk"),
    path("of/<uuid:person_id>/", letters.of_person, name="of_person"),
    path("people/<uuid:person_id>/", letters.about_person, name="person"),
    path("people/<uuid:person_id>/to/<uuid:house_id>/", letters.hand_over, name="hand_over"),
    path("letters/open/", received.open_letter, name="open_letter"),
    path("letters/<uuid:letter_id>/file/", letters.letter_file, name="letter_file"),
    path("came/<uuid:received_id>/", received.show, name="received"),
    path("came/<uuid:received_id>/new/", received.take_new, name="take_new"),
    path("came/<uuid:received_id>/for/<uuid:person_id>/", received.take_for, name="take_for"),
    path("came/<uuid:received_id>/no/", received.decline, name="decline"),
    path("<uuid:house_id>/", houses.show, name="house"),
    path("<uuid:house_id>/end/", houses.end, name="end_house"),
]
