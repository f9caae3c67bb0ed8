"""Every address of the house."""

from django.urls import include, path

from banso.access.web.urls import sign_in_urlpatterns

urlpatterns = [
    path("", include("banso.desk.web.urls")),
    path("", include("banso.drafts.web.urls")),
    path("", include("banso.people.web.urls")),
    path("", include("banso.ties.web.urls")),
    path("", include("banso.consent.web.urls")),
    path("", include("banso.companionship.web.urls")),
    path("", include("banso.intake.web.urls")),
    path("", include("banso.assessment.web.urls")),
    path("", include("banso.planning.web.urls")),
    path("", include("banso.referrals.web.urls")),
    path("", include("banso.conferences.web.urls")),
    path("", include("banso.decisions.web.urls")),
    path("", include("banso.surveys.web.urls")),
    path("", include("banso.insight.web.urls")),
    path("", include("banso.training.web.urls")),
    path("", include("banso.resources.web.urls")),
    path("", include("banso.interop.web.urls")),
    path("", include("banso.access.web.urls")),
    path("account/", include(sign_in_urlpatterns)),  # type: ignore[arg-type]
]

handler400 = "banso.access.doors.bad_request"
handler403 = "banso.access.doors.forbidden"
handler404 = "banso.access.doors.not_found"
handler500 = "banso.access.doors.broken"
