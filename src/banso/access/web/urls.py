"""What belongs to a member alone, members and guests."""

from django.urls import path

from banso.access.web import guests, proposals, views

app_name = "access"

urlpatterns = [
    path("views/save/", views.save_view, name="save_view"),
    path("views/<uuid:view_id>/drop/", views.drop_view, name="drop_view"),
    path("agency/", views.agency, name="agency"),
    path("invited/", guests.accept, name="accept"),
    path("guest/second-factor/", guests.second_factor, name="second_factor"),
    path("guests/", guests.guests, name="guests"),
    path("guests/<uuid:guest_id>/renew/", guests.renew, name="renew_guest"),
    path("guests/<uuid:guest_id>/again/", guests.invite_again, name="invite_again"),
    path("guests/<uuid:guest_id>/letter/", guests.letter, name="letter"),
    path("guests/<uuid:guest_id>/end/", guests.end_guest, name="end_guest"),
    path("desk/waiting/", proposals.waiting, name="waiting"),
    path("waiting/", proposals.show, name="proposals"),
    path("waiting/<uuid:proposal_id>/confirm/", proposals.confirm, name="confirm"),
    path("waiting/<uuid:proposal_id>/stop/", proposals.stop, name="stop"),
    path("guest/waiting/", proposals.waiting_for_guest, name="waiting_for_guest"),
    path(
        "guest/waiting/<uuid:proposal_id>/confirm/",
        proposals.confirm_as_guest,
        name="confirm_as_guest",
    ),
    path("guest/waiting/<uuid:proposal_id>/stop/", proposals.stop_as_guest, name="stop_as_guest"),
    path("members/", views.members, name="members"),
    path("members/<uuid:member_id>/take-back/", views.take_back, name="take_back"),
    path("members/add/", views.add_member, name="add_member"),
]
