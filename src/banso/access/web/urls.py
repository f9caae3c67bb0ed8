"""What belongs to a member alone, members and guests."""

from django.urls import path

from banso.access.web import guests, keys, lock, members, proposals, still_you, views, ways_back

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
    path("members/", members.members, name="members"),
    path("members/<uuid:member_id>/", members.change_member, name="change_member"),
    path("members/<uuid:member_id>/take-back/", members.take_back, name="take_back"),
    path("lock/", lock.lock, name="lock"),
    path("lock/touched/", lock.touched, name="touched"),
    path("still-you/", still_you.still_you, name="still_you"),
    path("keys/", keys.own_keys, name="own_keys"),
    path("keys/remove/", keys.remove, name="remove_key"),
    path("offices/", members.offices, name="offices"),
    path("offices/add/", members.office, name="add_office"),
    path("offices/<uuid:office_id>/", members.office, name="office"),
    path("members/<uuid:member_id>/renew/", ways_back.renew, name="renew_member"),
    path("members/<uuid:member_id>/letter/", ways_back.letter, name="member_letter"),
    path("way-back/", ways_back.come_back, name="come_back"),
    path("way-back/mail/", ways_back.by_mail, name="by_mail"),
    path("members/add/", members.add_member, name="add_member"),
]
