"""Addresses of ties."""

from django.urls import path

from banso.ties.web import givings, hand_overs, pictures, ties

app_name = "ties"

urlpatterns = [
    path("people/<uuid:person_id>/ties/", pictures.of_person, name="of_person"),
    path("people/<uuid:person_id>/sphere/", pictures.sphere, name="sphere"),
    path("people/<uuid:person_id>/sphere.<slug:kind>", pictures.sheet, name="sheet"),
    path("people/<uuid:person_id>/ties/add/", ties.add, name="add"),
    path("people/<uuid:person_id>/gives/", givings.give, name="give"),
    path("gives/<uuid:giving_id>/", givings.edit_giving, name="edit_giving"),
    path("ties/figures/", pictures.figures, name="figures"),
    path("ties/behind/<str:figure>/", pictures.behind, name="behind"),
    path("ties/<uuid:tie_id>/", pictures.show, name="show"),
    path("ties/<uuid:tie_id>/edit/", ties.edit, name="edit"),
    path("ties/<uuid:tie_id>/family/", ties.family, name="family"),
    path("ties/<uuid:tie_id>/end/", ties.end, name="end"),
    path("ties/<uuid:tie_id>/visit/", ties.visit, name="visit"),
    path("ties/<uuid:tie_id>/base/", ties.root, name="root"),
    path("ties/<uuid:tie_id>/hand-over/", hand_overs.hand_over, name="hand_over"),
    path("ties/<uuid:tie_id>/place/", pictures.place, name="place"),
    path("ties/<uuid:tie_id>/show/", ties.unhide, name="unhide"),
    path("ties/<uuid:tie_id>/turn/<slug:way>/", ties.turn, name="turn"),
    path("tie-hand-overs/<uuid:hand_over_id>/", hand_overs.agree, name="agree"),
]
