"""What belongs to a member alone, members and guests."""

from django.urls import path

from banso.access.web import guests, views

app_name = "access"

urlpatterns = [
    path("views/save/", views.save_view, name="save_view"),
    path("views/<uuid:view_id>/drop/", views.drop_view, name="drop_view"),
    path("agency/", views.agency, name="agency"),
    path("invited/", guests.accept, name="accept"),
    path("guest/second-factor/", guests.second_factor, name="second_factor"),
    path("guests/", guests.guests, name="guests"),
    path("guests/<uuid:guest_id>/again/", guests.invite_again, name="invite_again"),
    path("guests/<uuid:guest_id>/letter/", guests.letter, name="letter"),
    path("guests/<uuid:guest_id>/end/", guests.end_guest, name="end_guest"),
    path("members/", views.members, name="members"),
    path("members/<uuid:member_id>/take-back/", views.take_back, name="take_back"),
    path("members/add/", views.add_member, name="add_member"),
]
