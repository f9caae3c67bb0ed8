"""Every address of the house: those that the rooms declare."""

from django.urls import include, path

from banso.kit.declarations import Urls, declared

urlpatterns = [path(one.prefix, include(one.module)) for one in declared(Urls)]

handler400 = "banso.access.doors.bad_request"
handler403 = "banso.access.doors.forbidden"
handler404 = "banso.access.doors.not_found"
handler429 = "banso.access.doors.too_many"  # asked for by the sign-in package
handler500 = "banso.access.doors.broken"
